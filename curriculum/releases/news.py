"""Whom a draft that was handed in waits for, and what became of it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from communities.models import Community, Membership
from communities.roles import effective
from curriculum.releases.models import Opinion, Submission
from notices.actions import notify
from tenancy.scope import current_community
from web.links import url_at

Params = Mapping[str, Any]


def _handed_in(told: Params) -> str:
    return _("%(name)s handed in a version to look over: %(title)s") % told


def _agreed(told: Params) -> str:
    return _("%(name)s agrees to what you handed in: %(title)s") % told


def _asked(told: Params) -> str:
    return _("%(name)s asks for changes to what you handed in: %(title)s") % told


def _published(told: Params) -> str:
    return _("What you handed in is published: %(title)s, version %(number)s") % told


KINDS = [
    ("handed_in", _handed_in, "pencil-line"), ("agreed", _agreed, "check"), ("asked", _asked, "pencil-line"),
    ("published", _published, "book-open"),
]  # fmt: skip


def tell_readers(submission: Submission) -> None:
    """Whoever may publish here that something waits."""
    here = Community.objects.get(pk=current_community())
    live = Membership.objects.filter(until__isnull=True).values_list("person_id", "roles")
    people = [one for one, roles in live if "curriculum.publish" in effective(roles, here.role_permissions)]
    _tell(people, "handed_in", submission, but=submission.by.person_id, name=submission.by_name)


def tell_submitter(given: Opinion, submission: Submission) -> None:
    """Once each time that somebody says something."""
    kind, when = "agreed" if given.agrees else "asked", f" {given.pk} {given.at.isoformat()}"
    _tell([submission.by.person_id], kind, submission, when=when, name=given.name)


def tell_published(submission: Submission) -> None:
    _tell([submission.by.person_id], "published", submission, number=submission.number)


def _tell(
    people: list[UUID], kind: str, submission: Submission, *, but: UUID | None = None, when: str = "", **told: Any
) -> None:
    path = url_at(Community.objects.get(pk=current_community()), "releases-submission", submission.pk)
    told["title"] = submission.title
    notify(people, f"releases.{kind}", key=f"{submission.pk}{when}", path=path, params=told, by=but)
