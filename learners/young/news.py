"""What guardians and teachers are told of a young learner's way in."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from learners.guardianship import guardians_of
from learners.young.models import YoungLearner
from notices.actions import notify
from tenancy.keys import uuid7
from web.links import url_at

Params = Mapping[str, Any]


def _locked(told: Params) -> str:
    return _("%(name)s cannot sign in: too many wrong tries. A new secret opens the way again.") % told


def _reset(told: Params) -> str:
    return _("%(name)s has a new secret to sign in with, given by %(by)s") % told


def _link(told: Params) -> str:
    return _("%(name)s can now choose a sign-in of their own: %(by)s made the link") % told


def _grown(told: Params) -> str:
    return _("%(name)s signs in with a name and a password of their own from now on") % told


def _moved(told: Params) -> str:
    return _("%(name)s comes in by the code of another class from now on: %(by)s moved them") % told


def _in(told: Params) -> str:
    return _("%(name)s comes in by a class code from now on: %(by)s took them into the class") % told


def _out(told: Params) -> str:
    return _("%(name)s comes in by a class code no more: %(by)s took them out of the class") % told


KINDS = [
    ("locked", _locked, "lock"), ("reset", _reset, "key-round"), ("link", _link, "link"), ("grown", _grown, "sprout"),
    ("moved", _moved, "arrow-left-right"), ("in", _in, "key-round"), ("out", _out, "log-out"),
]  # fmt: skip


def tell_locked(learner: YoungLearner) -> None:
    """In the community's scope, the guardians and whoever keeps the class."""
    keeper = learner.school_class.made_by.person_id
    _tell(learner, "locked", [keeper], url_at(learner.community, "young-class", learner.school_class_id))
    tell_guardians(learner, "locked")


def tell_guardians(learner: YoungLearner, kind: str, *, by: Person | None = None) -> None:
    """In the community's scope; but for whoever did it."""
    asked = guardians_of(learner.person_id)
    _tell(learner, kind, asked, reverse("young-child", args=[learner.person_id]), by=by)


def _tell(learner: YoungLearner, kind: str, people: Iterable[UUID], path: str, *, by: Person | None = None) -> None:
    told = {"name": learner.membership.display_name, "by": str(by or "")}
    notify(people, f"young.{kind}", key=str(uuid7()), path=path, params=told, by=by.pk if by else None)
