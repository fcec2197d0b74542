"""What a proposal's page shows of its vote."""

from typing import Any

from django.utils.translation import gettext as _

from communities.access import CommunityRequest
from communities.governance.ballots.delegated import still_open_to
from communities.governance.ballots.forms import BallotForm, VerdictForm, paper_for
from communities.governance.ballots.reading import told
from communities.governance.ballots.results import result_shown
from communities.governance.effects import effect_of
from communities.governance.models import Ballot, Proposal
from communities.governance.proposals.options import Way, options_of, ways_of
from communities.governance.proposals.queries import ballots_of, is_counting, own_ballot
from communities.governance.rules import Rule
from communities.models import Membership
from web.links import url_here


def vote_shown(
    request: CommunityRequest, one: Proposal, me: Membership, rule: Rule, *, paper: BallotForm | None = None
) -> dict[str, Any]:
    """`paper`: one that was filled in wrongly."""
    options = options_of(one)
    ballots = list(ballots_of(one)) if one.voting_at else []
    mine = own_ballot(one, me) if one.voting_at else None
    is_mine = one.proposer_id == me.pk
    settles = {"proposer": is_mine, "entrusted": request.access.can("governance.decide")}
    return {
        "ways": [_with_address(request, one, way) for way in ways_of(one)],
        "rule": rule,
        "mine": told(mine, rule, options) if mine else None,
        "may_vote": one.takes_ballots and one.voters.filter(member=me).exists(),
        "may_settle": one.takes_ballots and settles.get(rule.objections, False),
        "may_answer": is_mine and rule.is_advice and one.state == Proposal.State.VOTING,
        "verdict_form": _verdict(one, rule, ballots) if is_mine else None,
        "counting": is_counting(one) and not rule.is_advice,
        "deciding": is_counting(one) and rule.is_advice,
        "cast": one.ballots.count() if rule.is_secret and one.voting_at else len(ballots),
        "ballots": [told(ballot, rule, options) for ballot in ballots],
        "voters": one.voters.count() if one.voting_at else 0,
        "result": result_shown(one),
        "add_way_url": _add_way_url(request, one, rule) if is_mine else "",
        "paper": paper or paper_for(rule)(rule=rule, options=options, mine=mine, whom=whom_for(one, rule, me)),
    }


def _verdict(one: Proposal, rule: Rule, ballots: list[Ballot]) -> VerdictForm | None:
    """Once the time for advice is over and all of it has an answer."""
    is_ready = rule.is_advice and is_counting(one) and all(ballot.answer for ballot in ballots)
    return VerdictForm() if is_ready else None


def _add_way_url(request: CommunityRequest, one: Proposal, rule: Rule) -> str:
    """The form by which the first way was drawn up."""
    if one.state != Proposal.State.DRAFT or not rule.is_among:
        return ""
    if one.effect == "setting":
        return url_here(request, "governance-propose-setting", one.payload["key"])
    return url_here(request, "governance-propose", one.effect)


def way_shown(one: Proposal, way: Way) -> dict[str, Any]:
    """What it would mean for people is counted until it is decided."""
    effect, payload = effect_of(one.effect), way.payload or {}
    means = effect.consequences(payload) if one.is_pending else []
    return {"way": way, "changes": effect.preview(payload), "consequences": means}


def _with_address(request: CommunityRequest, one: Proposal, way: Way) -> dict[str, Any]:
    route = effect_of(one.effect).about(way.payload or {})
    return {**way_shown(one, way), "address": url_here(request, *route) if route else ""}


def whom_for(one: Proposal, rule: Rule, me: Membership) -> list[tuple[str, str]]:
    """Nobody, where one votes for oneself alone."""
    others = still_open_to(one, rule, me) if one.takes_ballots else []
    named = [(str(voter.member_id), voter.member.display_name) for voter in others]
    return [(str(me.pk), _("Myself")), *named] if named else []
