"""What a proposal can do about curricula: publish what was handed in, and use a version."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.changes import Change
from communities.governance.effects import Effect
from communities.governance.models import Decision
from communities.models import Community
from curriculum.comparing import described_changes
from curriculum.models import Curriculum
from curriculum.queries import changes_between
from curriculum.releases.actions import publish_decided, put_in_use
from curriculum.releases.models import Submission
from curriculum.releases.queries import last_version
from curriculum.releases.words import named
from curriculum.wording import label_of, said
from tenancy.refusal import Refused

MOST = 40  # changes that a preview names


def submission_of(payload: Any) -> Submission:
    """What a payload names; refused without."""
    try:
        found = Submission.objects.select_related("curriculum").filter(pk=UUID(str(payload["submission"]))).first()
    except (TypeError, KeyError, ValueError):
        found = None
    if found is None:
        raise Refused(_("Nothing like this was handed in."))
    submission: Submission = found
    return submission


def curriculum_of(payload: Any) -> Curriculum:
    """Which one a payload names; refused without."""
    try:
        found = Curriculum.objects.filter(pk=UUID(str(payload["curriculum"]))).first()
    except (TypeError, KeyError, ValueError):
        found = None
    if found is None:
        raise Refused(_("There is no such curriculum."))
    curriculum: Curriculum = found
    return curriculum


def _to_publish(payload: Any, _community: Community) -> dict[str, Any]:
    submission = submission_of(payload)
    if not submission.is_open:
        raise Refused(_("It is published already, or was taken back."))
    return {"submission": str(submission.pk), "title": submission.title, "number": submission.next_number}


def _to_use(payload: Any, _community: Community) -> dict[str, Any]:
    curriculum, number = curriculum_of(payload), payload.get("number")
    if number is not None and (
        not isinstance(number, int) or not curriculum.versions.filter(number=number).exists()
    ):  # fmt: skip
        raise Refused(_("There is no version %(number)s.") % {"number": number})
    if curriculum.in_use == number:
        raise Refused(_("So it is already."))
    return {"curriculum": str(curriculum.pk), "title": curriculum.title, "number": number, "before": curriculum.in_use}


def _publishing(payload: dict[str, Any]) -> list[Change]:
    """Part by part, since the version before."""
    submission = submission_of(payload)
    last = last_version(submission)
    described = described_changes(last, submission) if last else []
    told = [Change(label_of(name), said(was, name), said(now, name)) for name, was, now in described]
    changes = [one for one in changes_between(last, submission) if one.what != "same"]
    for one in changes[:MOST]:
        was, now = (node.title if node else "" for node in (one.old, one.new))
        told.append(Change(str(one.what.label), was, now))
    if len(changes) > MOST:
        told.append(Change(_("and more"), "", str(len(changes) - MOST)))
    return [*told, Change(_("Shared with everyone"), "", _("Yes") if submission.share else _("No"))]


def _read_version(payload: dict[str, Any]) -> tuple[Any, ...]:
    if payload["number"] is None:
        return "curriculum-curriculum", payload["curriculum"]
    return "curriculum-version", payload["curriculum"], payload["number"]


PUBLISH = Effect(
    key="publish_curriculum",
    label=gettext_lazy("Publish a version of a curriculum"),
    checked=_to_publish,
    matter=lambda _payload: "publishing",
    title=lambda payload: _("Publish %(title)s, version %(number)s") % payload,
    preview=_publishing,
    enact=lambda payload, by, reason, at: publish_decided(
        submission_of(payload), by=by, reason=reason, voted_at=at
    ),
    about=lambda payload: ("releases-submission", payload["submission"]),
    decision_kind=Decision.Kind.CURRICULUM,
)  # fmt: skip
USE = Effect(
    key="use_curriculum",
    label=gettext_lazy("Use a version of a curriculum"),
    checked=_to_use,
    matter=lambda _payload: "curriculum",
    title=lambda payload: (
        _("Use %(title)s, version %(number)s") if payload["number"] else _("No longer use %(title)s")
    ) % payload,
    preview=lambda payload: [Change(payload["title"], named(payload["before"]), named(payload["number"]))],
    enact=lambda payload, by, reason, at: put_in_use(
        curriculum_of(payload), number=payload["number"], by=by, reason=reason, voted_at=at
    ),
    about=_read_version,
    decision_kind=Decision.Kind.CURRICULUM,
)  # fmt: skip
