"""Amendments: offered in the talk, taken up or not by the proposer; the wordings that were stay to be read."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.governance.effects import effect_of
from communities.governance.models import Amendment, Proposal
from communities.governance.proposals.holding import locked
from communities.governance.rules import Rule
from communities.models import Community, Membership
from tenancy.refusal import Refused
from tenancy.scope import current_community

WORDING = ("title", "body", "payload")


def wording_of(given: Proposal | Amendment) -> dict[str, Any]:
    return {part: getattr(given, part) for part in WORDING}


@transaction.atomic
def offer_amendment(
    proposal: Proposal,
    *,
    title: str = "",
    body: str = "",
    payload: Any = None,
    reason: str,
    by: Membership,
    at: datetime | None = None,
) -> Amendment:
    """What it should say instead, in full; what is left out stays as it is. Whoever may propose or vote offers one."""
    proposal = locked(proposal)
    _refuse_late(proposal)
    rule = Rule.read(proposal.rule or {})
    if not (rule.may_propose(by) or set(rule.electorate) & set(by.roles)):
        raise Refused(_("By the decision rule you may not amend this."))
    now = wording_of(proposal)
    said = {"title": title.strip() or now["title"], "body": body.strip() or now["body"], "payload": now["payload"]}
    if payload is not None:
        said["payload"] = _checked(proposal, payload)
    if said == now:
        raise Refused(_("Nothing would be said differently."))
    made: Amendment = Amendment.objects.create(
        proposal=proposal, author=by, reason=reason.strip(), offered_at=at or timezone.now(), **said
    )
    return made


@transaction.atomic
def settle_amendment(
    amendment: Amendment, *, accepted: bool, answer: str = "", by: Membership, at: datetime | None = None
) -> Amendment:
    """Take it up, so that it is the proposal's wording, or say why not: the proposer does."""
    proposal, amendment = _open(amendment)
    if proposal.proposer_id != by.pk:
        raise Refused(_("Only the proposer does this."))
    if not accepted and not answer.strip():
        raise Refused(_("Say why it is not taken up."))
    if accepted:
        amendment.was = wording_of(proposal)
        proposal.title, proposal.body = amendment.title, amendment.body
        proposal.payload = _checked(proposal, amendment.payload)
        proposal.save(update_fields=WORDING)
    amendment.state = Amendment.State.ACCEPTED if accepted else Amendment.State.DECLINED
    amendment.answer, amendment.settled_at = answer.strip(), at or timezone.now()
    amendment.save(update_fields=["state", "answer", "was", "settled_at"])
    if amendment.was:
        _carry_over(proposal, amendment.was)
    return amendment


@transaction.atomic
def withdraw_amendment(amendment: Amendment, *, by: Membership) -> Amendment:
    """Its author takes it back."""
    _proposal, amendment = _open(amendment)
    if amendment.author_id != by.pk:
        raise Refused(_("Only who offered it takes it back."))
    amendment.state, amendment.settled_at = Amendment.State.WITHDRAWN, timezone.now()
    amendment.save(update_fields=["state", "settled_at"])
    return amendment


def leave_unanswered(proposal: Proposal) -> None:
    """What is still open when the talk ends all the same: by a withdrawal, or by an appeal's vote."""
    left = proposal.amendments.filter(state=Amendment.State.OPEN)
    left.update(state=Amendment.State.LAPSED, settled_at=timezone.now())


def keep_own_change(proposal: Proposal, was: dict[str, Any], *, by: Membership) -> None:
    """The proposer's own change in the talk, so that everyone reads what it was."""
    Amendment.objects.create(
        proposal=proposal, author=by, state=Amendment.State.ACCEPTED, was=was, settled_at=timezone.now(),
        **wording_of(proposal),
    )  # fmt: skip
    _carry_over(proposal, was)


def _carry_over(proposal: Proposal, was: dict[str, Any]) -> None:
    """What open amendments would leave as it was they leave as it is now."""
    for part, now in wording_of(proposal).items():
        if now != was[part]:
            proposal.amendments.filter(state=Amendment.State.OPEN, **{part: was[part]}).update(**{part: now})


def first_wording(amendments: list[Amendment]) -> dict[str, Any] | None:
    """What was first proposed, if it was changed since."""
    taken = [one for one in amendments if one.state == Amendment.State.ACCEPTED and one.settled_at]
    return min(taken, key=lambda one: one.settled_at or one.offered_at).was if taken else None


def _open(amendment: Amendment) -> tuple[Proposal, Amendment]:
    """Both locked."""
    proposal = locked(amendment.proposal)
    _refuse_late(proposal)
    found: Amendment = Amendment.objects.select_for_update().get(pk=amendment.pk)
    if found.state != Amendment.State.OPEN:
        raise Refused(_("This amendment is settled."))
    return proposal, found


def _refuse_late(proposal: Proposal) -> None:
    if proposal.state != Proposal.State.DELIBERATION:
        raise Refused(_("Amendments are made while it is talked over, and not once the voting has opened."))


def _checked(proposal: Proposal, payload: Any) -> dict[str, Any]:
    """What would change must be of the same matter, and valid as things stand."""
    effect = effect_of(proposal.effect)
    kept = effect.checked(payload, Community.objects.get(pk=current_community()))
    if effect.matter(kept) != proposal.matter or kept.get("key") != proposal.payload.get("key"):
        raise Refused(_("This is about something else: make a proposal of its own."))
    return kept
