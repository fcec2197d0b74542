"""What is told of absences: to teachers before, to guardians when somebody was missed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from communities.models import Community
from learners.models import OfferingTeacher
from learners.progress.attendance.models import Announcement, Presence
from learners.queries import guardians
from notices.actions import notify
from tenancy.scope import as_person, current_community
from web.amounts import write_day
from web.links import url_at

Params = Mapping[str, Any]


def _announced(told: Params) -> str:
    shown = {**told, "day": write_day(date.fromisoformat(told["day"]))}
    return _("%(learner)s will not be there from %(day)s on: %(title)s") % shown


def _missed(told: Params) -> str:
    shown = {**told, "day": write_day(date.fromisoformat(told["day"]))}
    return _("%(learner)s was missed on %(day)s: %(title)s") % shown


KINDS = [("announced", _announced, "calendar"), ("missed", _missed, "info")]


def tell_announced(made: Announcement) -> None:
    """Who teaches it."""
    enrolment = made.enrolment
    teachers = OfferingTeacher.objects.filter(offering=enrolment.offering_id)
    told = {"learner": enrolment.display_name, "day": made.since.isoformat(), "title": enrolment.card.title}
    path = url_at(Community.objects.get(pk=current_community()), "attendance-sessions", enrolment.offering_id)
    people = list(teachers.values_list("membership__person", flat=True))
    notify(people, "attendance.announced", key=str(made.pk), path=path, params=told, by=made.by_id)


def tell_missed(presence: Presence) -> None:
    """The guardians of who was not there, when nobody had said so."""
    with as_person(presence.person_id):
        people = [one.other_id for one in guardians()]
    enrolment = presence.enrolment
    told = {"learner": enrolment.display_name, "day": presence.on.isoformat(), "title": enrolment.card.title}
    path = reverse("attendance-child", args=[presence.person_id])
    notify(people, "attendance.missed", key=str(presence.pk), path=path, params=told)
