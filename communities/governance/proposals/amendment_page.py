"""What a proposal's page shows of how its wording came to be."""

from typing import Any

from communities.governance.effects import effect_of
from communities.governance.models import Amendment, Proposal
from communities.governance.proposals.amending import first_wording, wording_of
from communities.governance.proposals.forms import AmendmentForm
from communities.governance.proposals.queries import rule_of
from communities.models import Membership


def amendments_of(one: Proposal) -> list[dict[str, Any]]:
    """Each beside the wording it would replace, or did."""
    effect, now = effect_of(one.effect), wording_of(one)
    shown = []
    for row in one.amendments.select_related("author").order_by("offered_at", "pk"):
        was = row.was or now
        is_other = row.state == Amendment.State.OPEN and row.payload != one.payload
        shown.append({
            "row": row, "was": was, "is_own": row.author_id == one.proposer_id and not row.reason,
            "changes": effect.preview(row.payload) if is_other else [],
        })  # fmt: skip
    return shown


def amendments_shown(one: Proposal, me: Membership) -> dict[str, Any]:
    """All of them, and the first wording beside the one voted on."""
    shown, rule = amendments_of(one), rule_of(one)
    may_amend = rule.may_propose(me) or bool(set(rule.electorate) & set(me.roles))
    is_open = one.state == Proposal.State.DELIBERATION
    return {
        "amendments": shown,
        "first": first_wording([each["row"] for each in shown]),
        "amendment_form": AmendmentForm(initial=wording_of(one), auto_id="amend_%s") if is_open and may_amend else None,
        "may_take_back": is_open,
        "me": me,
    }
