"""Who has which part of a draft open now: kept in the cache alone, of one community, and gone by itself."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum.models import Curriculum
from tenancy.scope import current_community

OPENED = timedelta(minutes=15)  # after a page was opened; without script nothing says more
BEAT = timedelta(seconds=90)  # after an open page said so, which it does every 30 seconds


class Editing(NamedTuple):
    key: UUID  # of the part
    person: UUID
    name: str
    since: datetime
    until: datetime

    @property
    def words(self) -> str:
        minutes = int((timezone.now() - self.since).total_seconds() // 60)
        if not minutes:
            return _("%(name)s is editing this, since just now") % {"name": self.name}
        told = {"name": self.name, "number": minutes}
        return (
            ngettext(
                "%(name)s is editing this, since %(number)s minute ago",
                "%(name)s is editing this, since %(number)s minutes ago",
                minutes,
            )
            % told
        )


def editing(curriculum: Curriculum) -> list[Editing]:
    """In the open scope's community, first come first."""
    now = timezone.now()
    return [one for one in cache.get(_place(curriculum)) or [] if one.until > now]


def others(access: Any, curriculum: Curriculum, key: UUID) -> list[Editing]:
    """Who else has the part open."""
    return [one for one in editing(curriculum) if one.key == key and one.person != access.person.pk]


def open_part(access: Any, curriculum: Curriculum, key: UUID, *, lasts: timedelta) -> None:
    """Note that whoever asks has the part open, or still has."""
    rows, now, person = editing(curriculum), timezone.now(), access.person
    before = next((one for one in rows if (one.key, one.person) == (key, person.pk)), None)
    name = access.membership.display_name if access.membership else str(person)
    made = Editing(key, person.pk, name, before.since if before else now, now + lasts)
    _keep(curriculum, [*(one for one in rows if one is not before), made])


def leave(access: Any, curriculum: Curriculum, key: UUID | None = None) -> None:
    """Note that whoever asks has the part no longer open, or none."""
    rows = editing(curriculum)
    left = [one for one in rows if one.person != access.person.pk or key not in (None, one.key)]
    if len(left) < len(rows):
        _keep(curriculum, left)


def _keep(curriculum: Curriculum, rows: list[Editing]) -> None:
    cache.set(_place(curriculum), rows, int(OPENED.total_seconds()))


def _place(curriculum: Curriculum) -> str:
    return f"editing:{current_community()}:{curriculum.pk}"
