"""What is told of evidence."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from communities.models import Community
from learners.progress.evidence.models import Assessment, Evidence, PeerAsk
from notices.actions import notify
from tenancy.scope import current_community
from web.links import url_at

Params = Mapping[str, Any]


def _added(told: Params) -> str:
    return _("%(by)s added evidence of what you can do: %(title)s") % told


def _assessed(told: Params) -> str:
    return _("%(by)s looked at your evidence: %(title)s") % told


def _asked(told: Params) -> str:
    return _("%(by)s asks what you think of a piece by %(learner)s: %(title)s") % told


KINDS = [("added", _added, "plus"), ("assessed", _assessed, "clipboard-check"), ("asked", _asked, "message-square")]


def tell_added(evidence: Evidence) -> None:
    told = {"by": evidence.by_name, "title": evidence.title}
    _tell("added", evidence, key=str(evidence.pk), told=told, by=evidence.by_id)


def tell_assessed(assessment: Assessment) -> None:
    told = {"by": assessment.by_name, "title": assessment.evidence.title}
    _tell("assessed", assessment.evidence, key=str(assessment.pk), told=told, by=assessment.by_id)


def tell_asked(ask: PeerAsk) -> None:
    told = {"by": ask.asked_by_name, "learner": ask.learner_name, "title": ask.title}
    path = url_at(Community.objects.get(pk=current_community()), "evidence-piece", ask.evidence_id)
    notify([ask.person_id], "evidence.asked", key=str(ask.pk), path=path, params=told)


def _tell(kind: str, evidence: Evidence, *, key: str, told: Params, by: Any) -> None:
    path = reverse("evidence-own-piece", args=[evidence.pk])
    notify([evidence.person_id], f"evidence.{kind}", key=key, path=path, params=told, by=by)
