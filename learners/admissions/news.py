"""What applicants are told."""

from collections.abc import Mapping
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


def tell_drawn(application: Application, enrolment: Enrolment, offering: Offering) -> None:
    _tell(application, "drawn", offering, place=enrolment.place)


def _tell(application: Application, kind: str, offering: Offering, **more: Any) -> None:
    here = Community.objects.get(pk=current_community())
    path = url_at(here, "learners-offering", offering.pk)
    told = {"title": offering.title, **more}
    notify([application.person_id], f"admissions.{kind}", key=str(application.pk), path=path, params=told)
