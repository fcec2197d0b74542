"""What was accepted is decided and put in force in one transaction: at once, or on the day the proposal names."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.calendar import start_of
from communities.governance.actions import decide
from communities.governance.effects import effect_of
from communities.governance.models import Proposal
from communities.governance.proposals.holding import locked
from communities.governance.proposals.options import accepted_payload
from communities.governance.tally import Result
from communities.models import Community, Membership
from jobs.outbox import enqueue
from tenancy.refusal import Refused
from tenancy.scope import current_community


def enact_on_its_day(proposal: Proposal, payload: dict[str, Any], now: datetime) -> None:
    """Of a locked proposal that was accepted, unsaved; one for a later day is decided, and waits for it."""
    starts = starts_at(proposal)
    if starts and now < starts:
        proposal.state = Proposal.State.DECIDED
        enqueue("governance.enact_decided", current_community(), proposal.pk, not_before=starts)
    else:
        _enact(proposal, payload, now)


@transaction.atomic
def enact_decided(proposal: Proposal, *, at: datetime | None = None) -> Proposal:
    """Put in force what waited for its day, as of the day's start however late it is; nothing if it is too early."""
    proposal, now = locked(proposal), at or timezone.now()
    if proposal.state != Proposal.State.DECIDED:
        return proposal
    starts = starts_at(proposal)
    assert starts
    if now < starts:  # the community's clock has moved to another time zone since
        enqueue("governance.enact_decided", current_community(), proposal.pk, not_before=starts)
        return proposal
    _enact(proposal, _accepted(proposal), starts)
    proposal.save(update_fields=["state", "decision", "problem"])
    return proposal


@transaction.atomic
def retry_enactment(proposal: Proposal, *, by: Membership, may_decide: bool = False) -> Proposal:
    """Try again what was accepted and could not be put in force; refused with the reason while it still cannot.

    Its proposer does so, or who may decide."""
    proposal = locked(proposal)
    if not (may_decide or proposal.proposer_id == by.pk):
        raise Refused(_("Its proposer does this, or who may decide."))
    if proposal.state != Proposal.State.UNENACTED:
        raise Refused(_("There is nothing to put in force."))
    effect = effect_of(proposal.effect)
    proposal.decision = effect.enact(_accepted(proposal), by.person, proposal.body, timezone.now())
    proposal.state, proposal.problem = Proposal.State.ENACTED, ""
    proposal.save(update_fields=["decision", "state", "problem"])
    return proposal


def starts_at(proposal: Proposal) -> datetime | None:
    """When the day begins that it names, by the community's own clock."""
    if proposal.holds_from is None:
        return None
    return start_of(Community.objects.get(pk=current_community()), proposal.holds_from)


def _accepted(proposal: Proposal) -> dict[str, Any]:
    return accepted_payload(proposal, Result.read(proposal.result or {})) or {}


def _enact(proposal: Proposal, payload: dict[str, Any], now: datetime) -> None:
    """Decide and put in force; what cannot be is decided all the same, and says why."""
    effect, by = effect_of(proposal.effect), proposal.proposer.person
    try:
        with transaction.atomic():
            proposal.decision = effect.enact(payload, by, proposal.body, now)
        proposal.state = Proposal.State.ENACTED
    except Refused as refusal:
        title = _("Accepted, not in force: %(title)s") % {"title": proposal.title}
        proposal.decision = decide(by=by, kind=effect.decision_kind, title=title[:200], reason=proposal.body, at=now)
        proposal.state, proposal.problem = Proposal.State.UNENACTED, str(refusal)
