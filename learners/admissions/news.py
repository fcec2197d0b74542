"""What applicants, those who wait, and their guardians are told."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community, Membership
from learners.admissions.models import Appeal, Application
from learners.guardianship import guardians_of
from learners.models import Enrolment, Offering
from notices.actions import notify
from tenancy.scope import current_community
from web.amounts import write_moment
from web.links import url_at

Params = Mapping[str, Any]


def _drawn(told: Params) -> str:
    if told["place"]:
        return _("The places are drawn. You are number %(place)s in the waiting list: %(title)s") % told
    return _("The places are drawn. You have one: %(title)s") % told


def _child_drawn(told: Params) -> str:
    if told["place"]:
        return _("The places are drawn. %(name)s is number %(place)s in the waiting list: %(title)s") % told
    return _("The places are drawn. %(name)s has one: %(title)s") % told


def _offered(told: Params) -> str:
    return _("A place is free, and kept for you until %(until)s: %(title)s") % _with_moment(told)


def _child_offered(told: Params) -> str:
    return _("A place is free, and kept for %(name)s until %(until)s: %(title)s") % _with_moment(told)


def _with_moment(told: Params) -> Params:
    return {**told, "until": write_moment(datetime.fromisoformat(told["until"]))}


def _let_in(told: Params) -> str:
    return _("A place became free, and it is yours: %(title)s") % told


def _child_let_in(told: Params) -> str:
    return _("A place became free, and %(name)s has it: %(title)s") % told


def _expired(told: Params) -> str:
    return _("You did not take the place in time, and it went to the next: %(title)s") % told


def _child_expired(told: Params) -> str:
    return _("The place for %(name)s was not taken in time, and went to the next: %(title)s") % told


def _appealed(told: Params) -> str:
    return _("Somebody appeals against a draw: %(title)s") % told


def _decided(told: Params) -> str:
    if told["granted"]:
        return _("Your appeal is granted; you are next in the waiting list: %(title)s") % told
    return _("Your appeal is turned down, with a reason: %(title)s") % told


def _child_decided(told: Params) -> str:
    if told["granted"]:
        return _("The appeal for %(name)s is granted, and they are next in the waiting list: %(title)s") % told
    return _("The appeal for %(name)s is turned down, with a reason: %(title)s") % told


KINDS = [
    ("appealed", _appealed, "scale"),
    ("decided", _decided, "scale"),
    ("child_decided", _child_decided, "scale"),
    ("drawn", _drawn, "sprout"),
    ("child_drawn", _child_drawn, "sprout"),
    ("offered", _offered, "sprout"),
    ("child_offered", _child_offered, "sprout"),
    ("let_in", _let_in, "sprout"),
    ("child_let_in", _child_let_in, "sprout"),
    ("expired", _expired, "clock"),
    ("child_expired", _child_expired, "clock"),
]


def tell_drawn(seated: Iterable[tuple[Application, Enrolment]], offering: Offering) -> None:
    for application, enrolment in seated:
        _tell("drawn", enrolment, offering, key=str(application.pk), place=enrolment.place)


def tell_next(enrolment_id: UUID) -> None:
    """Who has got a place from the waiting list, or is offered one."""
    one = Enrolment.objects.select_related("offering").filter(pk=enrolment_id).first()
    if one and one.offered_until:
        until = one.offered_until.isoformat()
        _tell("offered", one, one.offering, key=f"{one.pk} {until}", until=until)
    elif one and one.is_live:
        _tell("let_in", one, one.offering, key=f"{one.pk} {one.enrolled_on}")


def tell_expired(enrolment: Enrolment, offering: Offering) -> None:
    _tell("expired", enrolment, offering, key=f"{enrolment.pk} {timezone.now().isoformat()}")


def tell_appealed(appeal: Appeal, offering: Offering, *, by: Person) -> None:
    """The administrators, without a name."""
    path = url_at(Community.objects.get(pk=current_community()), "admissions-appeals", offering.pk)
    live = Membership.objects.filter(until__isnull=True, roles__contains=["administrator"])
    people = list(live.values_list("person_id", flat=True))
    told = {"title": offering.title}
    notify(people, "admissions.appealed", key=str(appeal.pk), path=path, params=told, by=by.pk)


def tell_appeal_decided(appeal: Appeal, offering: Offering) -> None:
    _tell("decided", appeal.application, offering, key=str(appeal.pk), granted=appeal.granted)


def _tell(kind: str, enrolment: Enrolment | Application, offering: Offering, *, key: str, **params: Any) -> None:
    """The learner, and who looks after them."""
    learner = enrolment.person_id
    path = url_at(Community.objects.get(pk=current_community()), "learners-offering", offering.pk)
    params |= {"title": offering.title, "name": enrolment.display_name}
    notify([learner], f"admissions.{kind}", key=key, path=path, params=params)
    path = reverse("progress-child-learning", args=[learner, offering.pk])
    notify(guardians_of(learner), f"admissions.child_{kind}", key=key, path=path, params=params)
