"""What is told of moderation."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from communities.models import Community
from learners.models import OfferingTeacher
from learners.progress.moderation.models import Moderation
from notices.actions import notify
from tenancy.scope import current_community
from web.links import url_at

Params = Mapping[str, Any]


def _asked(told: Params) -> str:
    return _("%(by)s asks you for a second look at a sample: %(title)s") % told


def _done(told: Params) -> str:
    return _("%(second)s has looked at the whole sample: %(title)s") % told


KINDS = [("asked", _asked, "scale"), ("done", _done, "scale")]


def tell_asked(made: Moderation) -> None:
    _tell("asked", made, [made.second.person_id])


def tell_done(made: Moderation) -> None:
    """Who teaches it."""
    teachers = OfferingTeacher.objects.filter(offering=made.offering_id)
    _tell("done", made, list(teachers.values_list("membership__person", flat=True)))


def _tell(kind: str, made: Moderation, people: list[Any]) -> None:
    told = {"by": made.asked_by_name, "second": made.second.display_name, "title": made.offering.title}
    path = url_at(Community.objects.get(pk=current_community()), "moderation-moderation", made.pk)
    notify(people, f"moderation.{kind}", key=f"{kind} {made.pk}", path=path, params=told)
