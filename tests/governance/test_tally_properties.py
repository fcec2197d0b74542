"""What a voting method promises, tried on random small elections."""

import json
import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from communities.governance.tally import (
    Aggregate,
    Approval,
    InstantRunoff,
    Outcome,
    Ranking,
    Result,
    Schulze,
    Score,
    Scores,
    SimpleMajority,
    TieBreak,
    Unscored,
    Vote,
    tally,
)
from communities.governance.tally.ballots import Choice
from tests.governance.elections import ABCD, approvals, elections, rankings, scores

RANKED = [InstantRunoff(), Schulze()]
MEAN = Score(5, Aggregate.MEAN, Unscored.LEFT_OUT)
EVERY = {
    "runoff": (InstantRunoff(), elections(), ABCD),
    "schulze": (Schulze(), elections(), ABCD),
    "approval": (Approval(), approvals(), ABCD),
    "score": (MEAN, scores(), ABCD),
    "majority": (SimpleMajority(), st.lists(st.sampled_from(Choice).map(Vote), max_size=12), ()),
}


def count(method, ballots, options=ABCD, **terms):
    return tally(method, ballots, options=options, eligible=50, **terms)


@pytest.mark.parametrize("name", EVERY)
@given(data=st.data(), tie_break=st.sampled_from(TieBreak))
def test_the_order_of_ballots_changes_nothing(name, data, tie_break):
    method, some, options = EVERY[name]
    ballots = data.draw(some)
    shuffled = data.draw(st.permutations(ballots))
    terms = {"options": options, "tie_break": tie_break, "seed": "lot"}
    assert count(method, ballots, **terms) == count(method, shuffled, **terms)


@pytest.mark.parametrize("name", EVERY)
@given(data=st.data(), tie_break=st.sampled_from(TieBreak))
def test_a_result_survives_json(name, data, tie_break):
    method, some, options = EVERY[name]
    result = count(method, data.draw(some), options=options, tie_break=tie_break, seed="lot")
    assert Result.read(json.loads(json.dumps(result.plain()))) == result


@pytest.mark.parametrize("method", RANKED, ids=lambda method: method.kind)
@given(ballots=elections(), names=st.permutations(ABCD))
def test_names_of_options_do_not_matter(method, ballots, names):
    new = dict(zip(ABCD, names, strict=True))
    renamed = [Ranking(tuple(tuple(new[o] for o in rank) for rank in ballot.ranks)) for ballot in ballots]
    was, now = count(method, ballots), count(method, renamed)
    assert (now.outcome, now.winner) == (was.outcome, was.winner and new[was.winner])
    assert set(now.tied) == {new[option] for option in was.tied}


@pytest.mark.parametrize("name", EVERY)
@given(data=st.data(), quorum=st.integers(0, 12))
def test_the_quorum_counts_everyone_who_took_part(name, data, quorum):
    method, some, options = EVERY[name]
    ballots = data.draw(some)
    result = count(method, ballots, options=options, quorum=quorum)
    assert result.people == len(ballots)
    assert (result.outcome == Outcome.NO_QUORUM) == (len(ballots) < quorum)
    if result.outcome == Outcome.NO_QUORUM:
        assert (result.winner, result.tied) == (None, ())


@pytest.mark.parametrize("method", RANKED, ids=lambda method: method.kind)
@given(ballots=elections(), loved=st.sampled_from(ABCD))
def test_whom_more_than_half_rank_first_alone_wins(method, ballots, loved):
    ballots = [*ballots, *[Ranking.of(loved)] * (len(ballots) + 1)]
    assert count(method, ballots).winner == loved


@pytest.mark.parametrize("method", RANKED, ids=lambda method: method.kind)
@given(ballot=rankings(strict=True, complete=True), people=st.integers(1, 9))
def test_what_all_agree_on_happens(method, ballot, people):
    result = count(method, [ballot] * people)
    assert (result.winner,) == ballot.ranks[0]


@given(ballots=elections())
def test_who_beats_everyone_else_wins_under_schulze(ballots):
    result = count(Schulze(), ballots)
    pairs = result.count.pairs
    best = [a for a in ABCD if all(pairs[a][b] > pairs[b][a] for b in ABCD if b != a)]
    if best:
        assert [result.winner] == best
        assert result.reason.code == "beats_every_other"
    else:
        assert result.reason.code != "beats_every_other"


@given(ballots=elections())
def test_who_loses_to_everyone_else_does_not_win_under_schulze(ballots):
    result = count(Schulze(), ballots)
    pairs = result.count.pairs
    for a in ABCD:
        if all(pairs[a][b] < pairs[b][a] for b in ABCD if b != a):
            assert result.winner != a


def raised(ballot, option, by):
    """The ballot with one option moved up by some ranks, the others as they were."""
    ranks = [tuple(o for o in rank if o != option) for rank in ballot.ranks]
    at = next((place for place, rank in enumerate(ballot.ranks) if option in rank), len(ranks))
    ranks.insert(max(0, at - by), (option,))
    return Ranking(tuple(rank for rank in ranks if rank))


@given(ballots=elections().filter(bool), at=st.integers(0, 11), by=st.integers(0, 3))
def test_being_raised_does_not_hurt_under_schulze(ballots, at, by):
    winner = count(Schulze(), ballots).order[0][0]
    at %= len(ballots)
    ballots[at] = raised(ballots[at], winner, by)
    assert winner in count(Schulze(), ballots).order[0]


@given(ballots=elections(), cloned=st.sampled_from(ABCD), seed=st.integers())
def test_a_clone_changes_nothing_for_the_others_under_schulze(ballots, cloned, seed):
    order = random.Random(seed)

    def with_clone(ballot):
        ranks = []
        for rank in ballot.ranks:
            form = order.choice(["before", "after", "equal"]) if cloned in rank and len(rank) == 1 else "equal"
            both = {"before": [("z",), rank], "after": [rank, ("z",)], "equal": [(*rank, "z")]}[form]
            ranks += both if cloned in rank else [rank]
        return Ranking(tuple(ranks))

    before = set(count(Schulze(), ballots).order[0])
    after = set(count(Schulze(), [with_clone(ballot) for ballot in ballots], options=(*ABCD, "z")).order[0])
    assert after - {cloned, "z"} == before - {cloned}
    assert bool(after & {cloned, "z"}) == (cloned in before)


@given(ballots=elections(strict=True), more=elections(strict=True, most=3))
def test_naming_more_options_does_not_hurt_those_named_before_in_a_runoff(ballots, more):
    """Later-no-harm, where no tie had to be broken."""
    short = Ranking.of("a")
    was = count(InstantRunoff(), [*ballots, short])
    for ballot in more:
        longer = Ranking((("a",), *(rank for rank in ballot.ranks if rank != ("a",))))
        now = count(InstantRunoff(), [*ballots, longer])
        assume(not was.ties and not now.ties)
        if was.winner == "a":
            assert now.winner == "a"


@given(ballots=scores().filter(bool), at=st.integers(0, 11))
def test_a_higher_score_does_not_hurt(ballots, at):
    method = Score(5, Aggregate.SUM, Unscored.ZERO)
    winner = count(method, ballots).order[0][0]
    at %= len(ballots)
    ballots[at] = Scores.of({**dict(ballots[at].scores), winner: 5})
    assert winner in count(method, ballots).order[0]


@given(ballots=elections(), seed=st.text(min_size=1, max_size=5))
def test_by_lot_there_is_always_a_winner_if_anything_was_said(ballots, seed):
    for method in RANKED:
        result = count(method, ballots, tie_break=TieBreak.LOT, seed=seed)
        assert (result.winner is None) == all(ballot.is_blank for ballot in ballots)
