"""Ties are told, with each rule that was tried."""

from fractions import Fraction
from hashlib import sha256

import pytest

from communities.governance.tally import (
    About,
    Approval,
    Approvals,
    Consent,
    InstantRunoff,
    Outcome,
    Schulze,
    SimpleMajority,
    TieBreak,
    TieRule,
    TieStep,
    lot_order,
    tally,
    tie_rules,
)
from tests.governance.elections import ranked


def runoff(people, options="abc", **terms):
    return tally(InstantRunoff(), ranked(people), options=options, eligible=1000, **terms)


def test_the_lot_can_be_drawn_again_by_anyone():
    drawn = lot_order("proposal 7", ["a", "b", "c"])
    assert [sha256(f"proposal 7:{option}".encode()).hexdigest() for option in drawn] == sorted(
        sha256(f"proposal 7:{option}".encode()).hexdigest() for option in "abc"
    )
    assert lot_order("proposal 8", ["a", "b", "c", "d"]) != lot_order("proposal 9", ["a", "b", "c", "d"])


def test_a_tie_for_exclusion_goes_by_the_latest_round_that_tells_them_apart():
    """c and d go; b has caught up with a by then, but had fewer votes before."""
    result = runoff({"a": 5, "b": 4, "cb": 1, "e": 8}, "abce")
    (tie,) = result.ties
    assert (tie.about, tie.round, tie.options, tie.chosen) == (About.EXCLUSION, 2, ("a", "b"), "b")
    assert tie.steps == (TieStep(TieRule.EARLIER_ROUNDS, ("b",), 1, {"a": Fraction(5), "b": Fraction(4)}),)
    assert result.winner == "e"


def test_then_by_the_points_from_all_rankings():
    result = runoff({"ab": 3, "ba": 3, "c": 4, "ca": 1})
    (tie,) = result.ties
    assert (tie.round, tie.options, tie.chosen) == (1, ("a", "b"), "b")
    assert tie.steps == (TieStep(TieRule.BORDA, ("b",), None, {"a": Fraction(12), "b": Fraction(11)}),)


def test_an_order_that_does_not_matter_needs_no_lot():
    result = runoff({"a": 4, "b": 3, "c": 3})
    (tie,) = result.ties
    assert (tie.options, tie.steps) == (("b", "c"), (TieStep(TieRule.ANY_ORDER, ("c",)),))
    assert result.winner == "a"


def test_a_tie_that_nothing_breaks_stands_between_those_who_can_still_win():
    result = runoff({"a": 4, "bc": 3, "cb": 3}, tie_break=TieBreak.STANDS)
    assert (result.outcome, result.tied, result.winner) == (Outcome.TIE, ("b", "c"), None)
    assert result.reason.numbers == {"tied": 2}


def test_or_nothing_changes():
    result = runoff({"a": 2, "b": 2}, "ab", tie_break=TieBreak.STATUS_QUO)
    assert (result.outcome, result.tied, result.reason.code) == (Outcome.REJECTED, ("a", "b"), "tie_status_quo")


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_or_the_lot_decides(seed):
    result = runoff({"a": 2, "b": 2}, "ab", tie_break=TieBreak.LOT, seed=seed)
    assert result.winner == result.lot[0] == lot_order(seed, ["a", "b"])[0]
    assert result.ties[0].steps == (TieStep(TieRule.LOT, (result.lot[1],)),)


def test_too_many_ways_to_follow_leave_the_tie_among_all_who_stand():
    letters = "abcdefghijklmnopqrstuvwxyz"
    result = runoff({**dict.fromkeys(letters, 1), "a": 2}, letters)
    assert (result.outcome, result.tied) == (Outcome.TIE, tuple(letters))


def test_equal_schulze_winners_go_by_points_and_then_by_the_last_resort():
    even = {"ab": 1, "ba": 1}
    result = tally(Schulze(), ranked(even), options="ab", eligible=2)
    assert (result.outcome, result.tied) == (Outcome.TIE, ("a", "b"))
    result = tally(Schulze(), ranked({"ABCD": 3, "DABC": 2, "DBCA": 2, "CBDA": 2}), options="ABCD", eligible=9)
    assert result.ties[0].steps == (TieStep(TieRule.BORDA, ("B",), None, {"B": Fraction(16), "D": Fraction(14)}),)


def test_equal_approvals_go_by_the_last_resort_alone():
    result = tally(Approval(), [Approvals.of("a", "b")], options="abc", eligible=1, tie_break=TieBreak.LOT, seed="x")
    assert result.order == (("a", "b"), ("c",))
    assert result.winner == lot_order("x", "ab")[0]


def test_the_rules_are_published_before_anyone_votes():
    assert tie_rules(Consent(), TieBreak.LOT) == ()
    assert tie_rules(SimpleMajority(), TieBreak.STATUS_QUO) == (TieRule.STATUS_QUO,)
    assert tie_rules(Schulze(), TieBreak.LOT) == (TieRule.BORDA, TieRule.LOT)
    assert tie_rules(InstantRunoff(), TieBreak.LOT) == (TieRule.EARLIER_ROUNDS, TieRule.BORDA, TieRule.LOT)
    assert tie_rules(InstantRunoff(), TieBreak.STANDS) == (
        TieRule.EARLIER_ROUNDS,
        TieRule.BORDA,
        TieRule.ANY_ORDER,
        TieRule.STANDS,
    )


@pytest.mark.parametrize("tie_break", TieBreak)
@pytest.mark.parametrize("people", [{"abc": 2, "bca": 2, "cab": 2}, {"a=b=c": 3}, {"a": 1, "b": 1, "c": 1}])
def test_only_published_rules_are_used(people, tie_break):
    for method in (InstantRunoff(), Schulze()):
        result = tally(method, ranked(people), options="abc", eligible=9, tie_break=tie_break, seed="lot")
        rules = tie_rules(method, tie_break)
        for tie in result.ties:
            used = [rules.index(step.rule) for step in tie.steps]
            assert used == sorted(used)
