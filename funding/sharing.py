"""A sum shared among several communities at once: a network's grant to its schools, or what each is owed of a cost."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID, uuid5

from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community
from funding.between import Deal, charge_communities, grant_to_communities
from funding.money import MOST, split
from funding.queries import partners
from tenancy.refusal import Refused

AT_MOST = 500  # communities in one go
GRANT, COST = "grant", "cost"
WHOLE, EACH = "whole", "each"
WEIGHT = re.compile(r"[0-9]{1,10}(\.[0-9]{1,6}|/[0-9]{1,6})?")  # no exponent, which could be too much to read


class Part(NamedTuple):
    community: Community
    weight: Fraction


class Share(NamedTuple):
    part: Part
    amount: int  # minor units; of nothing there is no entry


@dataclass(frozen=True, kw_only=True)
class Sharing:
    """`id` is the caller's key: the same sharing is done once. `amount` is the whole, or for each unit of weight."""

    id: UUID
    amount: int  # minor units
    per: str
    what: str
    on: date
    memo: str
    parts: Sequence[Part]

    def entry_of(self, share: Share) -> UUID:
        return uuid5(self.id, str(share.part.community.pk))


def shares_of(sharing: Sharing) -> list[Share]:
    """By largest remainders: each share is rounded down, what is left goes one minor unit each to the largest
    remainders, of equal ones to whom stands earlier. With an amount for each unit of weight the whole is that times
    all weights, rounded half to even."""
    weights = [part.weight for part in sharing.parts]
    whole = sharing.amount if sharing.per == WHOLE else round(sharing.amount * sum(weights, Fraction(0)))
    if not 0 < whole <= MOST or not any(weights):
        raise Refused(_("That comes to nothing, or to more than an entry can hold."))
    return [Share(*pair) for pair in zip(sharing.parts, split(whole, weights), strict=True)]


def share(sharing: Sharing, *, here: Community, by: Person | None = None) -> list[Share]:
    """Written in the books of all of them or of none; a refusal names the community whose books refuse."""
    shares = shares_of(sharing)
    deals = {
        sharing.entry_of(one): Deal(here, one.part.community, one.amount, here.currency, sharing.on, sharing.memo)
        for one in shares
        if one.amount
    }
    write = grant_to_communities if sharing.what == GRANT else charge_communities
    write(deals, by=by)
    return shares


def parts_of(named: Sequence[tuple[str, str]]) -> list[Part]:
    """Communities by name or address with their weights; all have one, or none has and all get the same.

    Refused with every line that is wrong."""
    if not 0 < len(named) <= AT_MOST:
        raise Refused(_("Name at least one community, and %(most)s at most.") % {"most": AT_MOST})
    known = _known([name for name, _weight in named])
    is_weighed = any(weight for _name, weight in named)
    found: list[Part] = []
    wrong: list[str] = []
    for name, weight in named:
        try:
            part = Part(_one(known.get(name.lower(), []), name), _weight_of(name, weight if is_weighed else "1"))
            if part.community in (one.community for one in found):
                raise Refused(_("%(community)s stands here twice.") % {"community": name})
            found.append(part)
        except Refused as refusal:
            wrong.append(str(refusal))
    if wrong:
        raise Refused(" ".join(wrong[:10]))
    return found


def _known(names: Sequence[str]) -> dict[str, list[Community]]:
    """In one query: an address is one community's, a name may be several ones'."""
    lower = {name.lower() for name in names}
    others = partners().annotate(lower=Lower("name"))
    found: dict[str, list[Community]] = {}
    for one in (others.filter(lower__in=lower) | others.filter(slug__in=lower)).distinct():
        found.setdefault(one.lower, []).append(one)
        found[one.slug] = [one]
    return found


def _one(found: list[Community], name: str) -> Community:
    if len(found) != 1:
        raise Refused(_("There is no one other community called “%(name)s”.") % {"name": name})
    return found[0]


def _weight_of(name: str, text: str) -> Fraction:
    try:
        weight = Fraction(plain) if WEIGHT.fullmatch(plain := text.replace(",", ".")) else Fraction(-1)
    except ZeroDivisionError:
        weight = Fraction(-1)
    if not 0 <= weight <= 10**9:
        raise Refused(_("%(community)s has no weight that is a number.") % {"community": name})
    return weight
