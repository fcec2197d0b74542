"""Several ways to do what a proposal is about, each a payload of its effect; to leave it as it is is always another."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from communities.governance.effects import effect_of
from communities.governance.models import Proposal
from communities.governance.rules import Rule
from communities.governance.tally import Outcome, Result
from communities.models import Community, Membership
from tenancy.refusal import Refused
from tenancy.scope import current_community

AS_IT_IS = "0"
MOST = 9  # ways to choose among
LONGEST = 120  # characters of a label


@dataclass(frozen=True)
class Way:
    key: str  # by which ballots name it
    label: str
    payload: dict[str, Any] | None  # none: nothing changes


def ways_of(proposal: Proposal) -> list[Way]:
    """As proposed, in order."""
    given = [{"label": "", "payload": proposal.payload}, *proposal.options]
    return [
        Way(str(number), one["label"] or _label(proposal, one["payload"]), one["payload"])
        for number, one in enumerate(given, 1)
    ]


def options_of(proposal: Proposal) -> list[Way]:
    """What ballots may name: the ways, and to leave it as it is."""
    return [*ways_of(proposal), Way(AS_IT_IS, _("Leave it as it is"), None)]


def accepted_payload(proposal: Proposal, result: Result) -> dict[str, Any] | None:
    """What is to be enacted; nothing if it is not accepted."""
    if result.outcome == Outcome.ACCEPTED:
        return dict(proposal.payload)
    if result.outcome == Outcome.WINNER:
        return next(way.payload for way in options_of(proposal) if way.key == result.winner)
    return None


@transaction.atomic
def add_way(proposal: Proposal, *, payload: Any, label: str = "", by: Membership) -> Proposal:
    """Draw up another way beside those there are, on a draft."""
    proposal = _draft(proposal, by)
    effect = effect_of(proposal.effect)
    kept = effect.checked(payload, Community.objects.get(pk=current_community()))
    if effect.matter(kept) != proposal.matter or kept.get("key") != proposal.payload.get("key"):
        raise Refused(_("This is about something else: make a proposal of its own."))
    ways = ways_of(proposal)
    if len(ways) >= MOST:
        raise Refused(
            _("There are %(most)s ways already, which is as many as people can choose among.") % {"most": MOST}
        )
    if any(way.payload == kept for way in ways):
        raise Refused(_("This way is among them already."))
    proposal.options = [*proposal.options, {"label": label.strip()[:LONGEST], "payload": kept}]
    proposal.save(update_fields=["options"])
    return proposal


@transaction.atomic
def drop_way(proposal: Proposal, *, way: int, by: Membership) -> Proposal:
    """Take one of several ways back, from a draft; the first is followed by the next."""
    proposal = _draft(proposal, by)
    kept = [{"label": "", "payload": proposal.payload}, *proposal.options]
    if not 1 <= way <= len(kept) or len(kept) == 1:
        raise Refused(_("There is no such way, or it is the only one."))
    del kept[way - 1]
    proposal.payload, proposal.options = kept[0]["payload"], kept[1:]
    proposal.save(update_fields=["payload", "options"])
    return proposal


def refuse_ways(proposal: Proposal, rule: Rule, community: Community) -> None:
    """Each way must still be valid, and several need a rule by which people choose among them."""
    if proposal.options and not rule.is_among:
        raise Refused(_("By the decision rule people say yes or no to one way. Take the others back."))
    for way in ways_of(proposal):
        effect_of(proposal.effect).checked(way.payload, community)


def _draft(proposal: Proposal, by: Membership) -> Proposal:
    found: Proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if found.proposer_id != by.pk:
        raise Refused(_("Only the proposer does this."))
    if found.state != Proposal.State.DRAFT:
        raise Refused(_("Ways are added while it is a draft."))
    return found


def _label(proposal: Proposal, payload: dict[str, Any]) -> str:
    """What would change, in short; the title where it is the only way."""
    if not proposal.options:
        return proposal.title
    changed = effect_of(proposal.effect).preview(payload)
    lines = [f"{change.what}: {change.after}".replace("\n", " ") for change in changed if change.after]
    text = "; ".join(lines) or proposal.title
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
