"""What a count found can be said in every language."""

from fractions import Fraction

import pytest
from django.utils.translation import override

from communities.governance.tally import (
    AdviceProcess,
    Aggregate,
    Approval,
    Approvals,
    Base,
    Code,
    Consent,
    InstantRunoff,
    QualifiedMajority,
    Schulze,
    Score,
    SimpleMajority,
    TieBreak,
    TieRule,
    Unscored,
    tally,
)
from communities.governance.tally.words import (
    METHODS,
    REASONS,
    RULES,
    exact,
    method_name,
    method_words,
    outcome_words,
    reason_words,
    tie_words,
)
from tests.governance.elections import ranked, votes

NAMES = {"a": "Garden", "b": "Library", "c": "Workshop"}
EVERY = [
    Consent(),
    SimpleMajority(),
    QualifiedMajority(Fraction(2, 3), Base.CAST),
    QualifiedMajority(Fraction(1, 2), Base.ELIGIBLE, exceed=True),
    InstantRunoff(),
    Schulze(),
    Approval(),
    Score(5, Aggregate.SUM, Unscored.ZERO),
    Score(5, Aggregate.MEAN, Unscored.ZERO),
    Score(5, Aggregate.MEAN, Unscored.LEFT_OUT),
    AdviceProcess(Fraction(1, 3), 2),
]


def test_everything_that_can_be_found_has_words():
    assert set(REASONS) == set(Code)
    assert set(RULES) == set(TieRule)
    assert set(METHODS) == {method.kind for method in EVERY}


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_method_says_how_it_decides(language):
    with override(language):
        told = [f"{method_name(method)}: {method_words(method)}" for method in EVERY]
    assert len(set(told)) == len(EVERY)
    assert not [words for words in told if "%(" in words]


def test_a_winner_is_told_with_the_votes():
    result = tally(InstantRunoff(), ranked({"a": 3, "c": 3}), options="abc", eligible=9)
    assert outcome_words(result, NAMES.get) == "A tie between Garden, Workshop"
    result = tally(InstantRunoff(), ranked({"a": 2, "b=c": 1}), options="abc", eligible=9)
    assert outcome_words(result, NAMES.get) == "Chosen: Garden"
    assert reason_words(result) == "2 of 3 votes in round 1: more than half."


def test_a_missed_threshold_says_how_many_are_missing():
    result = tally(QualifiedMajority(Fraction(2, 3), Base.YES_AND_NO), votes(yes=3, no=3), eligible=9)
    assert (outcome_words(result), reason_words(result)) == ("Not accepted", "Yes: 3, no: 3. Needed: 4 yes; 1 missing.")


def test_a_missed_quorum_says_how_many_are_needed():
    result = tally(SimpleMajority(), votes(yes=3), eligible=9, quorum=Fraction(1, 2))
    assert (outcome_words(result), reason_words(result)) == ("No quorum", "3 took part; 5 are needed.")


def test_a_tie_is_told_with_the_rule_that_broke_it():
    result = tally(
        Approval(), [Approvals.of("a", "b")], options="abc", eligible=1, tie_break=TieBreak.LOT, seed="proposal"
    )
    (tie,) = result.ties
    assert tie_words(tie, NAMES.get) == [
        "Tied for first: Garden, Library",
        f"a lot that anyone can draw again: {NAMES[result.winner]}",
    ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_reason_can_be_said(language):
    numbers = dict.fromkeys(
        [
            "people",
            "needed",
            "consents",
            "stood_aside",
            "objections",
            "yes",
            "no",
            "missing",
            "votes",
            "active",
            "round",
            "approvals",
            "score",
            "heard",
        ],
        1,
    )
    with override(language):
        told = {str(form) % numbers for form in REASONS.values()}
    assert len(told) == len(Code)


@pytest.mark.parametrize(
    ("number", "words"), [(7, "7"), (Fraction(2, 3), "2/3"), (Fraction(7, 2), "3 1/2"), (Fraction(4), "4"), (0, "0")]
)
def test_numbers_are_said_exactly(number, words):
    assert exact(number) == words
