"""What applicants are told."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from communities.models import Community
from learners.admissions.models import Application
from learners.models import Enrolment, Offering
from notices.actions import notify
from tenancy.scope import current_community
from web.links import url_at

Params = Mapping[str, Any]


def _drawn(told: Params) -> str:
    if told["place"]:
        return _("The places are drawn. You are number %(place)s in the waiting list: %(title)s") % told
    return _("The places are drawn. You have one: %(title)s") % told


KINDS = [("drawn", _drawn, "sprout")]


def tell_drawn(seated: Iterable[tuple[Application, Enrolment]], offering: Offering) -> None:
    path = url_at(Community.objects.get(pk=current_community()), "learners-offering", offering.pk)
    for application, enrolment in seated:
        told = {"title": offering.title, "place": enrolment.place}
        notify([application.person_id], "admissions.drawn", key=str(application.pk), path=path, params=told)
