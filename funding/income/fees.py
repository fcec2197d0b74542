"""Whom a fee is for, when, and how much of it is owed."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format

from communities.calendar import terms_of
from communities.models import Community, Membership
from funding.income.models import FeeKind, ForWhom, HardshipRequest, HardshipState, Per
from funding.money import split
from learners.models import Enrolment, State

MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


class Period(NamedTuple):
    key: str
    name: str
    starts: date


class Less(NamedTuple):
    percent: int
    request: UUID


def periods_of(kind: FeeKind, here: Community) -> list[Period]:
    """Those a fee may be charged for now: the terms of the calendar, a year of months, or once."""
    today = timezone.localdate()
    if kind.per == Per.ONCE:
        return [Period("once", "", today)]
    if kind.per == Per.TERM:
        return [Period(one.key, one.name, one.starts) for one in terms_of(here)]
    return [_month(today.year * 12 + today.month - 1 + number) for number in range(-2, 11)]


def who_owes(kind: FeeKind) -> dict[UUID, str]:
    """Persons, and what they are called here; two queries at most."""
    if kind.for_whom == ForWhom.ROLE:
        return _members(kind.role)
    enrolled = Enrolment.objects.filter(state=Enrolment.State.ENROLLED)
    if kind.for_whom == ForWhom.OFFERING:
        return dict(enrolled.filter(offering=kind.offering_id).values_list("person", "display_name"))
    now = enrolled.filter(offering__state=State.OPEN).values_list("person", "display_name")
    return {**dict(now), **_members("learner")}


def less_for(people: Iterable[UUID], *, due_on: date) -> dict[UUID, Less]:
    """Whose fees due on that day are lowered, by most where several requests were granted; one query."""
    granted = HardshipRequest.objects.filter(
        state=HardshipState.GRANTED, learner__in=list(people), since__lte=due_on, until__gte=due_on
    )
    rows = granted.order_by("percent", "decided_at").values_list("learner", "percent", "pk")
    return {learner: Less(percent, request) for learner, percent, request in rows}


def lowered(full: int, percent: int) -> int:
    """Minor units that are left of a fee; half a unit goes to the community's favour."""
    return split(full, [100 - percent, percent])[0]


def _members(role: str) -> dict[UUID, str]:
    live = Membership.objects.filter(until__isnull=True, roles__contains=[role])
    return dict(live.values_list("person", "display_name"))


def _month(number: int) -> Period:
    first = date(number // 12, number % 12 + 1, 1)
    return Period(f"{first:%Y-%m}", date_format(first, "F Y"), first)
