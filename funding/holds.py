"""Entries that a room above looks after: what they hold or pay is ended there, not as a mere entry."""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from funding.models import Entry, Transfer
from tenancy.refusal import Refused


class Keeper(NamedTuple):
    """Whose entry it is: the page where it is told, and its title for everyone who reads the books."""

    url_name: str
    pk: UUID
    title: str
    pays: bool = False  # the entry is a payment, which is taken back there


KEEPERS: list[Callable[[Entry], Keeper | None]] = []  # rooms above add theirs in AppConfig.ready


def keeper_of(entry: Entry) -> Keeper | None:
    return next((found for ask in KEEPERS if (found := ask(entry))), None)


def refuse_kept(entry: Entry) -> None:
    """What is held for a request is paid or freed where the request is answered; its payment is taken back there."""
    keeper = keeper_of(entry)
    if keeper and keeper.pays:
        raise Refused(_("It pays “%(title)s”, and is taken back there.") % {"title": keeper.title})
    if keeper and entry.transfers.filter(state=Transfer.State.HELD).exists():
        raise Refused(_("It is held for “%(title)s”, and is paid or freed there.") % {"title": keeper.title})
