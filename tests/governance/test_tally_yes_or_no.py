"""Consent, majorities, the advice process, and the quorum."""

from fractions import Fraction

import pytest

from communities.governance.tally import (
    Advice,
    AdviceProcess,
    Base,
    Consent,
    Objection,
    Outcome,
    Position,
    QualifiedMajority,
    Settled,
    SimpleMajority,
    Stage,
    Stance,
    TieBreak,
    Verdict,
    lot_order,
    tally,
)
from tests.governance.elections import votes

THIRDS = Fraction(2, 3)
CONSENT = Position(Stance.CONSENT)
ASIDE = Position(Stance.STAND_ASIDE, "I was away.")


def objection(settled=Settled.OPEN, reason="The gate stays locked."):
    return Position(Stance.OBJECTION, reason, settled)


def outcome_of(method, ballots, eligible=20, **terms):
    result = tally(method, ballots, eligible=eligible, **terms)
    return result.outcome.value, result.reason.code.value


@pytest.mark.parametrize(
    ("ballots", "outcome", "code"),
    [
        ([CONSENT, ASIDE], "accepted", "consent_given"),
        ([CONSENT, objection()], "rejected", "objection_stands"),
        ([CONSENT, objection(Settled.INTEGRATED), objection(Settled.OVERRULED)], "accepted", "consent_given"),
        ([CONSENT, objection(Settled.INTEGRATED), objection()], "rejected", "objection_stands"),
        ([ASIDE, ASIDE], "rejected", "nobody_consents"),
        ([], "rejected", "nobody_consents"),
    ],
)
def test_consent_is_given_when_somebody_consents_and_no_objection_is_open(ballots, outcome, code):
    assert outcome_of(Consent(), ballots) == (outcome, code)


def test_objections_are_shown_with_their_reasons():
    ballots = [objection(), CONSENT, objection(reason="Too loud."), objection(), objection(Settled.INTEGRATED)]
    count = tally(Consent(), ballots, eligible=5).count
    assert (count.consents, count.stood_aside) == (1, 0)
    assert count.objections == (
        Objection("The gate stays locked.", Settled.INTEGRATED, 1),
        Objection("The gate stays locked.", Settled.OPEN, 2),
        Objection("Too loud.", Settled.OPEN, 1),
    )


@pytest.mark.parametrize(
    ("ballots", "outcome", "code"),
    [
        (votes(yes=3, no=2, abstain=9), "accepted", "threshold_reached"),
        (votes(yes=2, no=3), "rejected", "threshold_missed"),
        (votes(abstain=4), "rejected", "threshold_missed"),
        (votes(yes=2, no=2), "tie", "tie_stands"),
        ([], "rejected", "threshold_missed"),
    ],
)
def test_a_simple_majority_is_more_yes_than_no(ballots, outcome, code):
    assert outcome_of(SimpleMajority(), ballots) == (outcome, code)


def test_as_many_yes_as_no_goes_as_the_decision_rule_says():
    even = votes(yes=2, no=2)
    assert outcome_of(SimpleMajority(), even, tie_break=TieBreak.STATUS_QUO) == ("rejected", "tie_status_quo")
    for seed in ("1", "2", "3", "4"):
        result = tally(SimpleMajority(), even, eligible=4, tie_break=TieBreak.LOT, seed=seed)
        first = lot_order(seed, ["yes", "no"])
        assert result.lot == first
        assert (result.outcome, result.reason.code) == ("accepted" if first[0] == "yes" else "rejected", "tie_by_lot")


@pytest.mark.parametrize(
    ("of", "exceed", "ballots", "outcome", "needed", "base"),
    [
        (Base.YES_AND_NO, False, votes(yes=4, no=2, abstain=8), "accepted", 4, 6),
        (Base.YES_AND_NO, True, votes(yes=4, no=2, abstain=8), "rejected", 5, 6),
        (Base.CAST, False, votes(yes=4, no=1, abstain=2), "rejected", 5, 7),
        (Base.CAST, False, votes(yes=5, no=1, abstain=1), "accepted", 5, 7),
        (Base.ELIGIBLE, False, votes(yes=13), "rejected", 14, 20),
        (Base.ELIGIBLE, False, votes(yes=14, no=6), "accepted", 14, 20),
        (Base.YES_AND_NO, False, votes(abstain=5), "rejected", 1, 0),
    ],
)
def test_a_qualified_majority_is_of_what_it_says(of, exceed, ballots, outcome, needed, base):
    result = tally(QualifiedMajority(THIRDS, of, exceed), ballots, eligible=20)
    count = result.count
    assert (result.outcome.value, count.needed, count.base) == (outcome, needed, base)
    assert count.distance == count.yes - needed
    assert count.share == (Fraction(count.yes, base) if base else None)


def test_a_low_threshold_of_the_eligible_still_needs_more_yes_than_no():
    method = QualifiedMajority(Fraction(1, 4), Base.ELIGIBLE)
    assert outcome_of(method, votes(yes=6, no=6)) == ("rejected", "not_more_yes")
    assert outcome_of(method, votes(yes=6, no=5)) == ("accepted", "threshold_reached")


@pytest.mark.parametrize(
    ("threshold", "of", "exceed"),
    [
        (0.66, Base.CAST, False),
        (Fraction(0), Base.ELIGIBLE, False),
        (Fraction(1, 2), Base.CAST, False),
        (Fraction(2, 5), Base.YES_AND_NO, True),
        (Fraction(1), Base.CAST, True),
        (Fraction(4, 3), Base.ELIGIBLE, False),
    ],
)
def test_a_threshold_that_makes_no_sense_is_refused(threshold, of, exceed):
    with pytest.raises(ValueError, match="threshold"):
        QualifiedMajority(threshold, of, exceed)


ASKED, GIVEN, HEARD = Advice(Stage.ASKED), Advice(Stage.GIVEN), Advice(Stage.HEARD)


@pytest.mark.parametrize(
    ("ballots", "outcome", "code"),
    [
        ([Verdict(True)], "rejected", "too_few_asked"),
        ([ASKED, ASKED, Verdict(True)], "rejected", "too_few_heard"),
        ([HEARD, ASKED, Verdict(True)], "accepted", "proposer_goes_ahead"),
        ([HEARD, GIVEN, Verdict(True)], "rejected", "advice_unheard"),
        ([HEARD, HEARD], "rejected", "proposer_undecided"),
        ([HEARD, HEARD, Verdict(False)], "rejected", "proposer_steps_back"),
    ],
)
def test_the_proposer_decides_once_advice_was_asked_and_heard(ballots, outcome, code):
    assert outcome_of(AdviceProcess(asked=2, heard=1), ballots) == (outcome, code)


def test_whom_to_ask_can_be_a_fraction_of_the_eligible():
    result = tally(AdviceProcess(Fraction(1, 2), Fraction(1, 4)), [HEARD, HEARD, ASKED, Verdict(True)], eligible=5)
    assert (result.count.asked_needed, result.count.heard_needed, result.people) == (3, 2, 2)
    assert result.outcome == Outcome.ACCEPTED


def test_a_proposer_decides_once():
    with pytest.raises(ValueError, match="more than one decision of the proposer"):
        tally(AdviceProcess(), [HEARD, Verdict(True), Verdict(False)], eligible=3)


@pytest.mark.parametrize(
    ("quorum", "needed", "outcome"),
    [(7, 7, "no_quorum"), (6, 6, "accepted"), (Fraction(1, 3), 7, "no_quorum"), (Fraction(3, 10), 6, "accepted")],
)
def test_a_quorum_is_people_and_abstaining_people_are_there(quorum, needed, outcome):
    result = tally(SimpleMajority(), votes(yes=2, no=1, abstain=3), eligible=20, quorum=quorum)
    assert (result.people, result.needed, result.outcome.value) == (6, needed, outcome)
    assert result.count.yes == 2


@pytest.mark.parametrize("quorum", [-1, 0.5, True, Fraction(3, 2), "3"])
def test_a_quorum_that_makes_no_sense_is_refused(quorum):
    with pytest.raises(ValueError, match="neither people nor a fraction"):
        tally(SimpleMajority(), [], eligible=20, quorum=quorum)
