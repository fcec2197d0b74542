"""Elections whose results are published: the same winners, orders, votes and paths."""

from fractions import Fraction

import pytest

from communities.governance.tally import (
    Aggregate,
    Approval,
    Approvals,
    InstantRunoff,
    Outcome,
    Schulze,
    Score,
    Scores,
    Unscored,
    tally,
)
from tests.governance.elections import PUBLISHED, ranked

CAPITAL = {"MNCK": 42, "NCKM": 26, "CKNM": 15, "KCNM": 17}


def result_of(name, method):
    election = PUBLISHED[name]
    return tally(method, ranked(election.people), options=election.options, eligible=sum(election.people.values()))


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_schulze_order_is_the_published_one(name):
    order = tuple("".join(tier) for tier in result_of(name, Schulze()).order)
    assert order == PUBLISHED[name].schulze


@pytest.mark.parametrize("name", [name for name, election in PUBLISHED.items() if election.runoff])
def test_the_instant_runoff_is_won_by_the_published_winner(name):
    result = result_of(name, InstantRunoff())
    assert (result.outcome, result.winner, result.ties) == (Outcome.WINNER, PUBLISHED[name].runoff, ())


def test_in_burlington_three_methods_elect_three_candidates():
    runoff, schulze = result_of("burlington", InstantRunoff()), result_of("burlington", Schulze())
    first = runoff.count.rounds[0].votes
    assert (max(first, key=first.get), runoff.winner, schulze.winner) == ("W", "K", "M")
    assert first == {"M": 2554, "K": 2982, "W": 3297}
    assert runoff.count.rounds[0].transfers == {"K": 1332, "W": 767}
    assert runoff.count.rounds[1].votes == {"K": 4314, "W": 4064}
    assert (runoff.count.rounds[0].spent, runoff.count.rounds[1].exhausted) == (455, 455)


def test_in_alaska_the_votes_are_the_certified_ones():
    rounds = result_of("alaska", InstantRunoff()).count.rounds
    assert rounds[0].votes == {"B": 53810, "M": 75799, "P": 58973}
    assert rounds[1].votes == {"M": 91266, "P": 86026}


def test_the_strongest_paths_are_those_that_schulze_published():
    paths = result_of("schulze 1", Schulze()).count.paths
    assert {a: [row[b] for b in "ABCDE" if b != a] for a, row in paths.items()} == {
        "A": [28, 28, 30, 24],
        "B": [25, 28, 33, 24],
        "C": [25, 29, 29, 24],
        "D": [25, 28, 28, 24],
        "E": [25, 28, 28, 31],
    }


def test_the_capital_of_tennessee_by_approval_of_the_first_two():
    """Wikipedia, "Approval voting", in the variant where each voter approves the two nearest cities."""
    ballots = [Approvals.of(*order[:2]) for order, n in CAPITAL.items() for _ in range(n)]
    result = tally(Approval(), ballots, options="MNCK", eligible=100)
    assert (result.winner, result.count.approvals) == ("N", {"M": 42, "N": 68, "C": 58, "K": 32})


def test_the_capital_of_tennessee_by_score():
    """Wikipedia, "Score voting": scores by distance, from 0 to 10."""
    given = {
        42: {"M": 10, "N": 4, "C": 2, "K": 0},
        26: {"M": 0, "N": 10, "C": 4, "K": 2},
        15: {"M": 0, "N": 6, "C": 10, "K": 6},
        17: {"M": 0, "N": 5, "C": 7, "K": 10},
    }
    ballots = [Scores.of(one) for n, one in given.items() for _ in range(n)]
    method = Score(10, Aggregate.MEAN, Unscored.ZERO)
    result = tally(method, ballots, options="MNCK", eligible=100)
    assert result.count.sums == {"M": 420, "N": 603, "C": 457, "K": 312}
    assert (result.winner, result.reason.numbers) == ("N", {"score": Fraction(603, 100)})
