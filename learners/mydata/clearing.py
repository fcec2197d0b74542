"""What is past its time goes by itself, each night by the community's own clock; how much went is written down."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from communities.governance.models import JoinRequest
from communities.governance.queries import value_of
from communities.models import Community, Membership
from learners.admissions.models import Application
from learners.models import BELONGING, Enrolment
from learners.mydata.erasing import KEPT, erase_rows, former_member
from learners.mydata.models import Clearing
from learners.mydata.retention import RECORDS, months_before

BATCH = 1000  # people
OPEN = JoinRequest.State.OPEN


@transaction.atomic
def clear_past(community: Community) -> list[Clearing]:
    """In the community's scope; done again on the same day there is nothing left to do."""
    kept, today = value_of("retention"), timezone.localdate(timezone=ZoneInfo(community.time_zone))
    left, made = last_days(), []
    for key, record in RECORDS.items():
        months = kept.get(key)
        if months is None:
            continue
        until = months_before(today, months)
        gone = _unsuccessful(until) if key == "applications" else _recorded(record.tables, left, until)
        if gone := Counter({table: count for table, count in gone.items() if count}):
            made.append(Clearing.objects.create(on=today, record=key, until=until, gone=dict(gone)))
    return made


def last_days() -> dict[UUID, date]:
    """In a community's scope: of everybody who left it, the last day that they belonged to it or took part."""
    ended: dict[UUID, date] = {}
    for rows, column in ((Membership.objects, "until"), (Enrolment.objects, "ended_on")):
        for person, day in rows.order_by().values_list("person").annotate(last=Max(column)):
            if day:
                ended[person] = max(day, ended.get(person, day))
    live = set(Membership.objects.filter(until__isnull=True).values_list("person", flat=True))
    live |= set(Enrolment.objects.filter(state__in=BELONGING).values_list("person", flat=True))
    return {person: day for person, day in ended.items() if person not in live}


def _recorded(tables: Iterable[str], left: dict[UUID, date], until: date) -> Counter[str]:
    people, gone = [person for person, day in left.items() if day <= until], Counter[str]()
    for start in range(0, len(people), BATCH):
        of = people[start : start + BATCH]
        models: list[Any] = [apps.get_model(label) for label in tables]
        gone += erase_rows(model.objects.filter(**{f"{model.owner}__in": of}) for model in models)
    return gone


def _unsuccessful(until: date) -> Counter[str]:
    """Applications that led to no place, and requests that led to no membership: the rows stay, without a name."""
    name = former_member()
    took_part = Enrolment.objects.order_by().values("person")
    old = Application.objects.filter(made_at__date__lte=until).exclude(person__in=took_part)
    old = old.exclude(display_name=name)
    gone = erase_rows([apps.get_model("admissions.Appeal").objects.filter(application__in=list(old))])
    gone["admissions.Application"] = old.update(display_name=name, **KEPT["admissions.Application"].blanked)
    asked = JoinRequest.objects.filter(settled_at__date__lte=until).exclude(state__in=[OPEN, "admitted"])
    asked = asked.exclude(display_name=name)
    gone["governance.JoinRequest"] = asked.update(display_name=name, **KEPT["governance.JoinRequest"].blanked)
    return gone
