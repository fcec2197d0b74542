"""What a learner has shown, as a copy in the communities that they let know, and a teacher's look at it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from communities.models import Community
from learners.consents.models import SharedRecord
from learners.consents.sharing import copies_changed
from learners.models import AccessLog
from learners.progress.mastery.queries import own_mastery
from tenancy.scope import as_person

FIELD = "mastery"  # of consents


def copy() -> list[dict[str, Any]]:
    """In the learner's scope: each competency with its latest levels; of a hidden community nobody learns."""
    found = [
        {"title": one.title, "shown": [_told(shown) for shown in one.shown if _may_be_named(shown.community)]}
        for one in own_mastery()
    ]
    return [one for one in found if one["shown"]]


def keep_current(learner: UUID) -> None:
    """Whatever scope is open, after a level changed."""
    with as_person(learner):
        copies_changed(FIELD)


def look_at(learner: UUID, *, by: Person) -> list[dict[str, Any]] | None:
    """In the community's scope: the copy; None: no consent holds. The learner sees the look."""
    record = SharedRecord.objects.filter(learner=learner, copies__has_key=FIELD).first()
    if record is None:
        return None
    with as_person(learner):
        AccessLog.note(learner, who=by, what=_("What you have shown in other communities"))
    return [
        {**one, "shown": [{**shown, "on": date.fromisoformat(shown["on"])} for shown in one["shown"]]}
        for one in record.copies[FIELD]
    ]


def _may_be_named(community: Community) -> bool:
    return community.visibility != Community.Visibility.HIDDEN


def _told(shown: Any) -> dict[str, Any]:
    return {
        "community": shown.community.slug, "name": shown.community.name, "level": shown.level, "shade": shown.shade,
        "level_name": shown.level_name, "scale": list(shown.scale), "on": shown.on.isoformat(), "title": shown.title,
    }  # fmt: skip
