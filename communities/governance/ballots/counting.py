"""The ballots of a proposal as they stand, handed to the count of its rule's method."""

from collections.abc import Iterable
from typing import Any

from communities.governance.models import Proposal
from communities.governance.proposals.options import options_of
from communities.governance.rules import Rule
from communities.governance.tally import Advice, Ballot, Result, Stage, Verdict, read_ballot, tally


def count(
    proposal: Proposal, rule: Rule, contents: Iterable[Any], *, seed: str = "", verdict: bool | None = None
) -> Result:
    """The result; `verdict` is what the proposer decides after advice, `seed` for ties that go by lot."""
    method, eligible = rule.tally_method(), proposal.voters.count()
    said = [read_ballot(method, content) for content in contents]
    if rule.is_advice:
        said += _asked(eligible - len(said), verdict)
    return tally(
        method,
        said,
        options=[option.key for option in options_of(proposal)] if rule.is_among else (),
        eligible=eligible,
        quorum=rule.tally_quorum(),
        tie_break=rule.tally_tie_break(),
        seed=seed or str(proposal.pk),
    )


def could_go_ahead(proposal: Proposal, rule: Rule) -> bool:
    """Whether enough advice was given for the proposer to decide."""
    given = proposal.ballots.count()
    eligible = proposal.voters.count()
    heard = [Advice(Stage.HEARD)] * given
    found = tally(
        rule.tally_method(), [*heard, *_asked(eligible - given, True)], eligible=eligible, quorum=rule.tally_quorum()
    )
    return found.outcome == "accepted"


def _asked(silent: int, verdict: bool | None) -> list[Ballot]:
    """Those who gave no advice, and the proposer's word."""
    decided = [] if verdict is None else [Verdict(verdict)]
    return [*([Advice(Stage.ASKED)] * silent), *decided]
