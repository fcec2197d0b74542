"""What learners and their mentors are told."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from learners.progress.mentors.models import Mentoring
from learners.progress.plans.models import Goal
from notices.actions import notify
from web.links import url_at

Params = Mapping[str, Any]


def _asked(told: Params) -> str:
    return _("%(learner)s asks you to be their mentor") % told


def _accepted(told: Params) -> str:
    return _("%(mentor)s is your mentor now") % told


def _declined(told: Params) -> str:
    return _("%(mentor)s cannot be your mentor at present") % told


def _ended(told: Params) -> str:
    return _("The mentoring of %(learner)s by %(mentor)s has ended") % told


def _said(told: Params) -> str:
    return _("%(mentor)s said something about “%(goal)s”") % told


def _agreed(told: Params) -> str:
    return _("%(mentor)s agrees with your way to “%(goal)s”") % told


KINDS = [
    ("asked", _asked, "message-square"),
    ("accepted", _accepted, "handshake"),
    ("declined", _declined, "message-square"),
    ("ended", _ended, "message-square"),
    ("said", _said, "message-square"),
    ("agreed", _agreed, "handshake"),
]


def tell_mentor(kind: str, mentoring: Mentoring, mentor: UUID) -> None:
    """In the community's scope."""
    path = url_at(mentoring.community, "mentors-mentoring")
    notify([mentor], f"mentors.{kind}", key=f"{mentoring.pk} {kind}", path=path, params=_names(mentoring))


def tell_learner(kind: str, mentoring: Mentoring, *, by: UUID, goal: Goal | None = None) -> None:
    """In the community's scope."""
    key, path, told = f"{mentoring.pk} {kind}", reverse("mentors-mentors"), _names(mentoring)
    if goal:
        key, path = f"{key} {goal.pk} {len(goal.notes)}", reverse("plans-goal", args=[goal.pk])
        told["goal"] = goal.words
    notify([mentoring.learner_id], f"mentors.{kind}", key=key, path=path, params=told, by=by)


def _names(mentoring: Mentoring) -> dict[str, str]:
    return {"learner": mentoring.learner_name, "mentor": mentoring.mentor_name}
