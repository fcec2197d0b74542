"""What is malformed is refused by name; what says the same is equal; what says nothing chooses nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from communities.governance.tally import (
    AdviceProcess,
    Aggregate,
    Approval,
    Approvals,
    Consent,
    InstantRunoff,
    Position,
    Ranking,
    Schulze,
    Score,
    Scores,
    Settled,
    SimpleMajority,
    Stance,
    TieBreak,
    Unscored,
    check_ballot,
    tally,
)
from tests.governance.elections import ranked, votes

TO_FIVE = Score(5, Aggregate.MEAN, Unscored.ZERO)


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (lambda: Ranking.of("a", ["b", "a"]), "option given twice: 'a'"),
        (lambda: Ranking.of("a", []), "a rank without an option"),
        (lambda: Approvals.of("a", "a"), "option given twice: 'a'"),
        (lambda: Scores((("a", 1), ("a", 2))), "option given twice: 'a'"),
        (lambda: Scores.of({"a": 1.5}), "not a whole score for 'a': 1.5"),
        (lambda: Scores.of({"a": True}), "not a whole score for 'a': True"),
        (lambda: Position(Stance.OBJECTION, " "), "an objection without a reason"),
        (lambda: Position(Stance.CONSENT, "", Settled.OVERRULED), "only an objection can be overruled"),
        (lambda: Score(0, Aggregate.SUM, Unscored.ZERO), "the highest score must be 1 to 100: 0"),
        (lambda: AdviceProcess(asked=-1), "neither people nor a fraction of the eligible: -1"),
    ],
)
def test_a_malformed_ballot_or_method_is_refused_by_name(make, named):
    with pytest.raises(ValueError) as refusal:
        make()
    assert str(refusal.value) == named


@pytest.mark.parametrize(
    ("method", "ballot", "named"),
    [
        (InstantRunoff(), Ranking.of("a", "z"), "unknown option: 'z'"),
        (Approval(), Approvals.of("z"), "unknown option: 'z'"),
        (TO_FIVE, Scores.of({"z": 1}), "unknown option: 'z'"),
        (TO_FIVE, Scores.of({"a": 6}), "score out of range 0 to 5 for 'a': 6"),
        (TO_FIVE, Scores.of({"b": -1}), "score out of range 0 to 5 for 'b': -1"),
        (Schulze(), Approvals.of("a"), "schulze does not take Approvals"),
        (SimpleMajority(), Ranking.of("a"), "simple_majority does not take Ranking"),
    ],
)
def test_a_ballot_that_does_not_fit_is_refused_when_cast_and_when_counted(method, ballot, named):
    options = "ab" if hasattr(ballot, "named") and not isinstance(method, SimpleMajority) else ""
    for refuse in (
        lambda: check_ballot(method, ballot, options=options),
        lambda: tally(method, [ballot], options=options, eligible=1),
    ):
        with pytest.raises(ValueError) as refusal:
            refuse()
        assert str(refusal.value) == named


@pytest.mark.parametrize(
    ("method", "terms", "named"),
    [
        (InstantRunoff(), {"options": ["a", "a"]}, "option given twice: 'a'"),
        (InstantRunoff(), {}, "instant_runoff without options"),
        (Consent(), {"options": ["a"]}, "consent takes no options"),
        (SimpleMajority(), {"tie_break": TieBreak.LOT}, "a lot without a seed"),
    ],
)
def test_terms_that_do_not_fit_are_refused_by_name(method, terms, named):
    with pytest.raises(ValueError) as refusal:
        tally(method, [], eligible=1, **terms)
    assert str(refusal.value) == named


def test_there_cannot_be_more_ballots_than_people():
    with pytest.raises(ValueError, match="more ballots than eligible people: 3 of 2"):
        tally(SimpleMajority(), votes(yes=3), eligible=2)


def test_equal_ballots_are_found_equal():
    assert Ranking.of(["b", "a"], "c") == Ranking.of(["a", "b"], "c")
    assert Approvals.of("b", "a") == Approvals.of("a", "b")
    assert Scores.of({"b": 1, "a": 2}) == Scores.of({"a": 2, "b": 1})


def test_blank_ballots_count_for_the_quorum_and_choose_nothing():
    result = tally(Schulze(), [Ranking.of()] * 3, options="ab", eligible=4, quorum=3)
    assert (result.people, result.blank, result.outcome, result.reason.code) == (3, 3, "rejected", "nothing_expressed")
    result = tally(InstantRunoff(), [*ranked({"a": 1}), Ranking.of()], options="ab", eligible=4, quorum=2)
    assert (result.winner, result.blank, result.count.rounds[0].exhausted) == ("a", 1, 1)


def test_counting_needs_no_database():
    code = "import sys, communities.governance.tally; sys.exit(any(m.split('.')[0] == 'django' for m in sys.modules))"
    here = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=here, check=False).returncode == 0
