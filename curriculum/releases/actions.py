"""Hand a draft in, say what one thinks of it, and publish it once the community's rule allows."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Person
from communities.governance.actions import decide
from communities.governance.mandate import refuse_alone
from communities.governance.models import Decision
from communities.governance.record.chain import take_turn
from communities.models import Membership
from curriculum.actions import ready_nodes, write_version
from curriculum.actions.locking import locked
from curriculum.comparing import DESCRIBED
from curriculum.models import Curriculum, Version
from curriculum.nodes import NAMES, data_of
from curriculum.releases import news
from curriculum.releases.models import Opinion, Submission, SubmissionNode, Use
from curriculum.releases.rules import standing_of
from curriculum.sharing import Way, way_here
from tenancy.refusal import Refused, refusing

REFUSALS: dict[str, Any] = {
    "one_open_submission": gettext_lazy("A version is handed in already. Take it back first to hand in another.")
}


@transaction.atomic
def hand_in(curriculum: Curriculum, *, by: Membership, note: str = "", share: bool = False) -> Submission:
    """The draft as it is now, to become the next version; one goes on writing meanwhile. The others are told."""
    if way_here() is Way.ALONE:
        raise Refused(_("Nobody needs to look it over here: who may publish does so."))
    curriculum = locked(curriculum)
    nodes = ready_nodes(curriculum)
    with refusing(REFUSALS):
        made: Submission = Submission.objects.create(
            curriculum=curriculum, follows=curriculum.number, note=note, share=share, by=by, by_name=by.display_name,
            **{name: getattr(curriculum, name) for name in DESCRIBED},
        )  # fmt: skip
    SubmissionNode.objects.bulk_create(
        SubmissionNode(submission=made, **{name: getattr(node, name) for name in NAMES}) for node in nodes
    )
    news.tell_readers(made)
    return made


@transaction.atomic
def take_back(submission: Submission, *, by: Membership, may_publish: bool = False) -> Submission:
    """It becomes no version; the draft stays as it is."""
    if not (may_publish or submission.by_id == by.pk):
        raise Refused(_("Who handed it in does this, or who may publish."))
    submission = _open(submission)
    submission.closed_at = timezone.now()
    submission.save(update_fields=["closed_at"])
    return submission


@transaction.atomic
def give_opinion(submission: Submission, *, by: Membership, agrees: bool, words: str = "") -> Opinion:
    """Agree, or say what is to be changed first; said anew, it stands instead. Who handed it in is told."""
    submission = _open(submission)
    if submission.by_id == by.pk:
        raise Refused(_("You handed it in: the others say what they think of it."))
    if not agrees and not words.strip():
        raise Refused(_("Say what is to be changed."))
    said = {"name": by.display_name, "agrees": agrees, "words": words, "at": timezone.now()}
    given: Opinion
    given, _new = Opinion.objects.update_or_create(submission=submission, member=by, defaults=said)
    news.tell_submitter(given, submission)
    return given


@transaction.atomic
def publish_reviewed(submission: Submission) -> Version:
    """Make it the next version; refused while too few agree or somebody asks for changes."""
    if way_here() is Way.DECISION:
        raise Refused(_("Here a proposal decides what is published."))
    submission, curriculum = _both(submission)
    standing = standing_of(list(submission.opinions.order_by("at")))
    if standing.asks:
        raise Refused(_("%(name)s asks for changes first.") % {"name": standing.asks[0].name})
    if n := standing.missing:
        raise Refused(ngettext("%(n)s more has to agree.", "%(n)s more have to agree.", n) % {"n": n})
    return _published(submission, curriculum)


@transaction.atomic
def publish_decided(
    submission: Submission, *, by: Person, reason: str, voted_at: datetime | None = None
) -> Decision:  # fmt: skip
    """Make it the next version by a decision."""
    refuse_alone("publishing", voted_at=voted_at)
    take_turn()
    version = _published(*_both(submission))
    told = {"title": version.title, "number": version.number}
    title = _("Published: %(title)s, version %(number)s") % told
    changes = [{"what": "curriculum published", "curriculum": str(version.curriculum_id), **told}]
    return decide(by=by, kind=Decision.Kind.CURRICULUM, title=title[:200], reason=reason, changes=changes, at=voted_at)


@transaction.atomic
def put_in_use(
    curriculum: Curriculum, *, number: int | None, by: Person, reason: str, voted_at: datetime | None = None
) -> Decision:
    """Use a version from now on, or (None) none of them, by a decision; whoever is learning by another goes on."""
    refuse_alone("curriculum", voted_at=voted_at)
    take_turn()
    curriculum = locked(curriculum)
    if curriculum.in_use == number:
        raise Refused(_("So it is already."))
    version = curriculum.versions.filter(number=number).first() if number else None
    if number and version is None:
        raise Refused(_("There is no version %(number)s.") % {"number": number})
    told = {"title": curriculum.title, "number": number}
    title = (
        _("In use: %(title)s, version %(number)s") if version else _("No longer in use: %(title)s")
    ) % told  # fmt: skip
    changes = [{"what": "curriculum in use", "curriculum": str(curriculum.pk), **told}]
    decision = decide(
        by=by, kind=Decision.Kind.CURRICULUM, title=title[:200], reason=reason, changes=changes, at=voted_at
    )
    Use.objects.create(curriculum=curriculum, version=version, decision=decision)
    curriculum.in_use = number
    curriculum.save(update_fields=["in_use"])
    return decision


def _both(submission: Submission) -> tuple[Submission, Curriculum]:
    """What was handed in and its curriculum, held until the transaction ends; refused when it cannot follow."""
    curriculum = locked(submission.curriculum)
    submission = _open(submission)
    if curriculum.number != submission.follows:
        raise Refused(
            _("Version %(number)s came since. Hand it in again on top of that.") % {"number": curriculum.number}
        )
    return submission, curriculum


def _open(submission: Submission) -> Submission:
    """The row as it is now, held until the transaction ends."""
    found: Submission = Submission.objects.select_for_update(no_key=True).get(pk=submission.pk)
    if found.number:
        raise Refused(_("It is published already, as version %(number)s.") % {"number": found.number})
    if not found.is_open:
        raise Refused(_("It was taken back."))
    return found


def _published(submission: Submission, curriculum: Curriculum) -> Version:
    nodes = [data_of(node) for node in submission.nodes.all()]
    version = write_version(
        curriculum, nodes, by=submission.by, note=submission.note, share=submission.share,
        told=submission, drafted_at=submission.at,
    )  # fmt: skip
    submission.number, submission.closed_at = version.number, version.published_at
    submission.save(update_fields=["number", "closed_at"])
    news.tell_published(submission)
    return version
