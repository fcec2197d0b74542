"""Counting ballots, exactly and in the open: no database, no float, every step in the result.

    result = tally(
        InstantRunoff(),
        [Ranking.of("garden", ["library", "workshop"]), Ranking.of("library"), Ranking.of("workshop", "garden")],
        options=["garden", "library", "workshop"],
        eligible=5,
        quorum=Fraction(1, 2),
        tie_break=TieBreak.LOT,
        seed=str(proposal.pk),
    )
    result.outcome, result.winner, result.reason, result.count.rounds, result.ties
    Result.read(json.loads(json.dumps(result.plain()))) == result

`words` says it in the reader's language. `tests/oracles` compares it with independent implementations.
"""

from communities.governance.tally.ballots import (
    Advice,
    Ballot,
    Choice,
    Position,
    Settled,
    Stage,
    Stance,
    Verdict,
    Vote,
)
from communities.governance.tally.counting import AMONG, tally
from communities.governance.tally.counts import (
    AdviceCount,
    ApprovalCount,
    ConsentCount,
    Count,
    MajorityCount,
    Objection,
    Round,
    RunoffCount,
    SchulzeCount,
    ScoreCount,
)
from communities.governance.tally.methods import (
    AdviceProcess,
    Aggregate,
    Approval,
    Base,
    Consent,
    InstantRunoff,
    Method,
    QualifiedMajority,
    Schulze,
    Score,
    SimpleMajority,
    Unscored,
    check_ballot,
    method_json,
    people_needed,
    read_ballot,
    read_method,
)
from communities.governance.tally.preferences import Approvals, Ranking, Scores
from communities.governance.tally.results import Code, Outcome, Reason, Result
from communities.governance.tally.ties import About, Tie, TieBreak, TieRule, TieStep, lot_order, tie_rules

__all__ = [
    "AMONG",
    "About",
    "Advice",
    "AdviceCount",
    "AdviceProcess",
    "Aggregate",
    "Approval",
    "ApprovalCount",
    "Approvals",
    "Ballot",
    "Base",
    "Choice",
    "Code",
    "Consent",
    "ConsentCount",
    "Count",
    "InstantRunoff",
    "MajorityCount",
    "Method",
    "Objection",
    "Outcome",
    "Position",
    "QualifiedMajority",
    "Ranking",
    "Reason",
    "Result",
    "Round",
    "RunoffCount",
    "Schulze",
    "SchulzeCount",
    "Score",
    "ScoreCount",
    "Scores",
    "Settled",
    "SimpleMajority",
    "Stage",
    "Stance",
    "Tie",
    "TieBreak",
    "TieRule",
    "TieStep",
    "Unscored",
    "Verdict",
    "Vote",
    "check_ballot",
    "lot_order",
    "method_json",
    "people_needed",
    "read_ballot",
    "read_method",
    "tally",
    "tie_rules",
]
