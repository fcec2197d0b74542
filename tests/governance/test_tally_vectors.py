"""What independent implementations found (`make oracles`), found again."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from communities.governance.tally import (
    Aggregate,
    Approval,
    Base,
    Choice,
    InstantRunoff,
    QualifiedMajority,
    Schulze,
    Score,
    Unscored,
    Vote,
    read_ballot,
    tally,
)

VECTORS = json.loads((Path(__file__).parent / "vectors" / "tally.json").read_text())


def vectors(kind):
    return [vector for vector in VECTORS if vector["method"] == kind]


def result_of(method, vector):
    ballots = [read_ballot(method, ballot) for n, ballot in vector["ballots"] for _ in range(n)]
    return tally(method, ballots, options=vector["options"], eligible=10**6)


@pytest.mark.parametrize("method", [Schulze(), Approval()], ids=lambda method: method.kind)
def test_the_best_are_those_that_the_others_found(method):
    for vector in vectors(method.kind):
        assert list(result_of(method, vector).order[0]) == vector["first"], vector


def test_a_runoff_is_won_by_one_of_those_that_the_others_found():
    for vector in vectors("instant_runoff"):
        result = result_of(InstantRunoff(), vector)
        named = [result.winner] if result.winner else list(result.tied)
        assert named == vector["possible"] or (set(named) < set(vector["possible"]) and result.ties), vector


@pytest.mark.parametrize("by", Aggregate)
@pytest.mark.parametrize("unscored", Unscored)
def test_scores_are_those_that_the_others_found(by, unscored):
    for vector in vectors("score"):
        values = result_of(Score(5, by, unscored), vector).count.values
        found = {option: Fraction(value) for option, value in vector["values"][f"{by} {unscored}"].items()}
        assert {option: values[option] for option in found} == found, vector


@pytest.mark.parametrize("of", [Base.YES_AND_NO, Base.CAST])
def test_majorities_are_those_that_the_others_found(of):
    for vector in vectors("majority"):
        ballots = [Vote(choice) for choice in Choice for _ in range(vector["votes"][choice])]
        method = QualifiedMajority(Fraction(vector["threshold"]), of, vector["exceed"])
        assert (tally(method, ballots, eligible=100).outcome == "accepted") == vector["accepted"][of], vector


def test_the_vectors_have_ties_truncated_ballots_and_equal_ranks():
    ranked = vectors("schulze")
    assert any(len(vector["first"]) > 1 for vector in ranked)
    assert any(len(rank) > 1 for vector in ranked for _, ballot in vector["ballots"] for rank in ballot)
    assert any(
        sum(len(rank) for rank in ballot) < len(vector["options"])
        for vector in ranked
        for _, ballot in vector["ballots"]
    )
