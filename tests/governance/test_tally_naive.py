"""Counted again in the plainest way: ballot by ballot, path by path."""

from fractions import Fraction
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from communities.governance.tally import (
    About,
    Aggregate,
    Approval,
    InstantRunoff,
    Schulze,
    Score,
    TieBreak,
    TieRule,
    Unscored,
    tally,
)
from tests.governance.elections import ABCD, approvals, elections, scores


def place(ballot, option):
    return next((place for place, rank in enumerate(ballot.ranks) if option in rank), len(ballot.ranks))


def prefer(ballots, a, b):
    return sum(place(ballot, a) < place(ballot, b) for ballot in ballots)


def path_strengths(ballots, a, b):
    """Of every path from a to b that follows pairings won."""
    between = [option for option in ABCD if option not in (a, b)]
    for length in range(len(between) + 1):
        for middle in permutations(between, length):
            steps = list(zip((a, *middle), (*middle, b), strict=True))
            if all(prefer(ballots, x, y) > prefer(ballots, y, x) for x, y in steps):
                yield min(prefer(ballots, x, y) for x, y in steps)


@given(elections())
def test_the_strongest_path_is_the_best_of_all_paths(ballots):
    count = tally(Schulze(), ballots, options=ABCD, eligible=12).count
    for a, b in permutations(ABCD, 2):
        assert count.pairs[a][b] == prefer(ballots, a, b)
        assert count.paths[a][b] == max(path_strengths(ballots, a, b), default=0)


@given(elections())
def test_nobody_beats_a_schulze_winner_and_somebody_beats_each_loser(ballots):
    result = tally(Schulze(), ballots, options=ABCD, eligible=12)
    paths, first = result.count.paths, result.order[0]
    for option in ABCD:
        beaten = any(paths[other][option] > paths[option][other] for other in ABCD if other != option)
        assert (option in first) == (not beaten)


def shares(ballot, standing):
    best = min((place(ballot, option) for option in standing), default=0)
    top = [option for option in standing if place(ballot, option) == best < len(ballot.ranks)]
    return {option: Fraction(1, len(top)) for option in top}


def recount(ballots, standing):
    votes = dict.fromkeys(standing, Fraction(0))
    for ballot in ballots:
        for option, share in shares(ballot, standing).items():
            votes[option] += share
    return votes


@given(elections(most=20), st.sampled_from(TieBreak))
def test_every_round_is_what_a_count_of_all_ballots_gives(ballots, tie_break):
    rounds = tally(InstantRunoff(), ballots, options=ABCD, eligible=20, tie_break=tie_break, seed="lot").count.rounds
    standing = list(ABCD)
    for number, counted in enumerate(rounds, 1):
        assert counted.number == number
        assert counted.votes == recount(ballots, standing)
        assert (
            counted.active == sum(bool(shares(ballot, standing)) for ballot in ballots) == sum(counted.votes.values())
        )
        assert counted.active + counted.exhausted == len(ballots)
        if counted.excluded:
            assert counted.votes[counted.excluded] == min(counted.votes.values())
            standing.remove(counted.excluded)
            after = recount(ballots, standing)
            moved = {option: votes - counted.votes[option] for option, votes in after.items()}
            assert counted.transfers == {option: gain for option, gain in moved.items() if gain}
            assert sum(counted.transfers.values()) + counted.spent == counted.votes[counted.excluded]


@given(elections(most=20), st.sampled_from(TieBreak))
def test_counting_ends_when_somebody_has_more_than_half(ballots, tie_break):
    result = tally(InstantRunoff(), ballots, options=ABCD, eligible=20, tie_break=tie_break, seed="lot")
    *earlier, last = result.count.rounds
    assert all(max(counted.votes.values()) * 2 <= counted.active for counted in earlier)
    if result.winner:
        assert last.votes[result.winner] * 2 > last.active


def winners_of_all_orders(ballots, standing):
    votes = recount(ballots, standing)
    if len(standing) == 1:
        return set(standing)
    last = [option for option in standing if votes[option] == min(votes.values())]
    return set().union(*(winners_of_all_orders(ballots, [o for o in standing if o != out]) for out in last))


@given(elections(most=8).filter(any))
def test_a_runoff_is_won_by_one_who_wins_by_some_order_of_exclusion(ballots):
    result = tally(InstantRunoff(), ballots, options=ABCD, eligible=8)
    possible = winners_of_all_orders(ballots, list(ABCD))
    if result.winner:
        assert result.winner in possible
    elif result.ties:
        assert set(result.tied) <= possible
        assert len(result.tied) > 1


@given(elections(most=8))
def test_where_any_order_will_do_every_order_gives_the_same_winner(ballots):
    result = tally(InstantRunoff(), ballots, options=ABCD, eligible=8)
    for tie in result.ties:
        if tie.about == About.EXCLUSION and tie.steps[-1].rule == TieRule.ANY_ORDER:
            standing = list(result.count.rounds[tie.round - 1].votes)
            first = tie.steps[-2].left if len(tie.steps) > 1 else tie.options
            assert {w for out in first for w in winners_of_all_orders(ballots, [o for o in standing if o != out])} == {
                result.winner
            }


@given(approvals())
def test_approvals_add_up(ballots):
    result = tally(Approval(), ballots, options=ABCD, eligible=12)
    assert result.count.approvals == {option: sum(option in ballot.options for ballot in ballots) for option in ABCD}
    assert result.order[0] == tuple(
        option for option in ABCD if result.count.approvals[option] == max(result.count.approvals.values())
    )


@given(scores(), st.sampled_from(Aggregate), st.sampled_from(Unscored))
def test_scores_add_up(ballots, by, unscored):
    result = tally(Score(5, by, unscored), ballots, options=ABCD, eligible=12)
    for option in ABCD:
        marks = [dict(ballot.scores).get(option) for ballot in ballots]
        found = (
            [mark for mark in marks if mark is not None] if unscored == Unscored.LEFT_OUT else [m or 0 for m in marks]
        )
        mean = Fraction(sum(found), len(found)) if found else None
        assert result.count.values[option] == (Fraction(sum(found)) if by == Aggregate.SUM else mean)
        assert (
            sum(result.count.given[option]) == result.count.scored[option] == len([m for m in marks if m is not None])
        )
