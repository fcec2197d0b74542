"""Ballots, methods and results go to JSON and back; other JSON is refused by name."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communities.governance.tally import (
    Advice,
    AdviceProcess,
    Aggregate,
    Approval,
    Approvals,
    Base,
    Consent,
    InstantRunoff,
    Position,
    QualifiedMajority,
    Result,
    Schulze,
    Score,
    Scores,
    Settled,
    SimpleMajority,
    Stage,
    Stance,
    Unscored,
    Verdict,
    method_json,
    read_ballot,
    read_method,
    tally,
)
from tests.governance.elections import ranked, rankings, votes

TO_FIVE = Score(5, Aggregate.MEAN, Unscored.ZERO)
METHODS = [
    Consent(),
    SimpleMajority(),
    QualifiedMajority(Fraction(2, 3), Base.ELIGIBLE, exceed=True),
    InstantRunoff(),
    Schulze(),
    Approval(),
    TO_FIVE,
    AdviceProcess(asked=Fraction(1, 2), heard=3),
]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.kind)
def test_a_method_survives_json(method):
    data = json.loads(json.dumps(method_json(method)))
    assert read_method(data) == method
    assert "." not in json.dumps(data)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"kind": "by_force"}, "not a kind known here: 'by_force'"),
        ({"kind": "score", "highest": 5, "by": "mean"}, "Score without unscored"),
        ({"kind": "score", "highest": "5", "by": "mean", "unscored": "zero"}, "not int: '5'"),
        ({"kind": "score", "highest": 5, "by": "luck", "unscored": "zero"}, "not one of sum, mean: 'luck'"),
        ({"kind": "qualified_majority", "threshold": 0.5, "of": "cast", "exceed": True}, 'not a fraction "a/b": 0.5'),
        (
            {"kind": "qualified_majority", "threshold": "1/0", "of": "cast", "exceed": True},
            "not a fraction \"a/b\": '1/0'",
        ),
        ([], "not an object: []"),
    ],
)
def test_a_method_in_malformed_json_is_refused_by_name(data, named):
    with pytest.raises(ValueError) as refusal:
        read_method(data)
    assert str(refusal.value) == named


@pytest.mark.parametrize(
    ("method", "ballot"),
    [
        (Consent(), Position(Stance.OBJECTION, "Too loud.", Settled.INTEGRATED)),
        (SimpleMajority(), votes(abstain=1)[0]),
        (Approval(), Approvals.of("b", "a")),
        (TO_FIVE, Scores.of({"b": 5, "a": 0})),
        (AdviceProcess(), Advice(Stage.GIVEN)),
        (AdviceProcess(), Verdict(False)),
    ],
)
def test_a_ballot_survives_json(method, ballot):
    assert read_ballot(method, json.loads(json.dumps(ballot.plain()))) == ballot


@given(rankings())
def test_a_ranking_survives_json(ballot):
    assert read_ballot(Schulze(), json.loads(json.dumps(ballot.plain()))) == ballot


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.sampled_from(["a", "b", "yes", "consent", "heard", "stance"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "stance", "reason"]), inner),
    max_leaves=6,
)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.kind)
@given(value=json_values)
def test_whatever_json_comes_as_a_ballot_is_one_or_is_refused(method, value):
    try:
        ballot = read_ballot(method, value)
    except ValueError:
        return
    assert read_ballot(method, ballot.plain()) == ballot


def test_a_result_holds_no_float():
    result = tally(
        InstantRunoff(), ranked({"a=b=c": 1, "b": 1, "c": 1}), options="abc", eligible=7, quorum=Fraction(1, 3)
    )
    text = json.dumps(result.plain())
    assert "." not in text
    assert '"4/3"' in text
    assert Result.read(json.loads(text)) == result
