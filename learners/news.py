"""What learners, their guardians and their teachers are told of a place, in the name of its community."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community
from learners.models import Enrolment, OfferingTeacher
from learners.queries import guardians
from notices.actions import notify
from tenancy.keys import uuid7
from tenancy.scope import as_person, current_community
from web.amounts import write_day
from web.links import url_at

Params = Mapping[str, Any]


def _paused(told: Params) -> str:
    return _("%(by)s paused the place of %(name)s: %(title)s") % told


def _returned(told: Params) -> str:
    return _("%(by)s brought %(name)s back from the pause: %(title)s") % told


def _returns(told: Params) -> str:
    return _("%(name)s wants to return and waits for a place: %(title)s") % told


def _kind(told: Params) -> str:
    return _("%(by)s changed how %(name)s takes part: %(kind)s, %(title)s") % {
        **told, "kind": Enrolment.Kind(told["kind"]).label
    }  # fmt: skip


def _trial_ends(told: Params) -> str:
    day = write_day(date.fromisoformat(told["until"]))
    return _("The trial of %(name)s ends on %(day)s: say so if you want to stay: %(title)s") % {**told, "day": day}


def _trial_ended(told: Params) -> str:
    return _("The trial of %(name)s has ended: %(title)s") % told


KINDS = [
    ("paused", _paused, "hourglass"), ("returned", _returned, "sprout"), ("returns", _returns, "hourglass"),
    ("kind", _kind, "sprout"), ("trial_ends", _trial_ends, "clock"), ("trial_ended", _trial_ended, "log-out"),
]  # fmt: skip


def tell_changed(enrolment: Enrolment, kind: str, *, by: Person) -> None:
    """Everyone concerned but whoever did it."""
    _tell(enrolment, kind, str(uuid7()), by=by.pk, teachers=True, told={"by": str(by), "kind": enrolment.kind})


def tell_trial(enrolment: Enrolment, kind: str) -> None:
    """The learner and who looks after them, once; the teachers when it has ended."""
    until = str(enrolment.trial_until)
    _tell(enrolment, kind, f"{kind} {enrolment.pk} {until}", teachers=kind == "trial_ended", told={"until": until})


def _tell(enrolment: Enrolment, kind: str, key: str, *, told: Params, teachers: bool, by: UUID | None = None) -> None:
    offering, learner = enrolment.offering, enrolment.person_id
    params = {"name": enrolment.display_name, "title": offering.title, **told}
    with as_person(learner):
        looking_after = [one.other_id for one in guardians()]
    tell: list[tuple[list[UUID], str]] = [
        ([learner], reverse("progress-learning", args=[enrolment.pk])),
        (looking_after, reverse("progress-child-learning", args=[learner, offering.pk])),
    ]
    if teachers:
        found = OfferingTeacher.objects.filter(offering=offering).values_list("membership__person", flat=True)
        page = url_at(Community.objects.get(pk=current_community()), "progress-enrolment", enrolment.pk)
        tell.append((list(found), page))
    for people, path in tell:
        notify(people, f"learners.{kind}", key=key, path=path, params=params, by=by)
