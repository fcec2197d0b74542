"""Instant runoff, round by round, in exact fractions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from communities.governance.tally.choosing import Terms, undecided
from communities.governance.tally.counts import Round, RunoffCount
from communities.governance.tally.methods import InstantRunoff
from communities.governance.tally.preferences import Ranking
from communities.governance.tally.results import Code, Finding, Outcome, Reason
from communities.governance.tally.schulze import borda, pairwise
from communities.governance.tally.ties import About, Tie, TieBreak, TieRule, TieStep, Trial, last_resort, narrow, tiers

Piles = Mapping[Ranking, int]
Tops = defaultdict[tuple[str, ...], list[tuple[Ranking, int]]]
FOLLOWED = 50_000  # ballots counted again, at most, to learn whether the order of exclusion matters
RECOUNTS = 16  # at least


def count_runoff(_method: InstantRunoff, piles: Piles, terms: Terms) -> Finding:
    return _Runoff(piles, terms).finding()


class _Runoff:
    """The rounds so far, and the ties met in them."""

    def __init__(self, piles: Piles, terms: Terms) -> None:
        self.piles = piles
        self.terms = terms
        self.people = sum(piles.values())
        self.tops = _placed(piles.items(), terms.options)
        self.rounds = [_round(1, self.tops, terms.options, self.people)]
        self.ties: list[Tie] = []

    def finding(self) -> Finding:
        while (leader := _leader(self.rounds[-1])) is None:
            out = self._last()
            if out is None:
                left = self.ties[-1].left if self.ties else self.terms.options
                return undecided(left, self.terms, count=self._count, order=self._order, ties=tuple(self.ties))
            self._exclude(out)
        last = self.rounds[-1]
        numbers: dict[str, int | Fraction] = {"votes": last.votes[leader], "active": last.active, "round": last.number}
        return Finding(
            outcome=Outcome.WINNER,
            reason=Reason(Code.MOST_VOTES, numbers),
            winner=leader,
            count=self._count,
            order=self._order,
            ties=tuple(self.ties),
        )

    def _exclude(self, out: str) -> None:
        """Close the round by an exclusion and count the next one."""
        counted = self.rounds[-1]
        standing = _less(tuple(counted.votes), [out])
        self._move(out, standing)
        after = _round(counted.number + 1, self.tops, standing, self.people)
        gains = {option: votes - counted.votes[option] for option, votes in after.votes.items()}
        transfers = {option: gain for option, gain in gains.items() if gain}
        spent = after.exhausted - counted.exhausted
        self.rounds[-1:] = [replace(counted, excluded=out, transfers=transfers, spent=spent), after]

    def _move(self, out: str, standing: tuple[str, ...]) -> None:
        """Only the ballots that counted for who goes count for others now."""
        for top in [top for top in self.tops if out in top]:
            moved = self.tops.pop(top)
            left = _less(top, [out])
            for new, ballots in ({left: moved} if left else _placed(moved, standing)).items():
                self.tops[new].extend(ballots)

    def _last(self) -> str | None:
        """Whom to exclude; nobody when it cannot be decided, or when no ballot counts."""
        counted = self.rounds[-1]
        tied = _lowest(counted)
        if not counted.active:
            return None
        if len(tied) == 1:
            return tied[0]
        steps = narrow(tied, self._trials(), About.EXCLUSION)
        left = steps[-1].left if steps else tied
        if len(left) > 1:
            steps = (*steps, self._resort(left))
        self.ties.append(Tie(About.EXCLUSION, tied, steps, counted.number))
        return self.ties[-1].chosen

    def _trials(self) -> Iterator[Trial]:
        for counted in reversed(self.rounds[:-1]):
            yield Trial(TieRule.EARLIER_ROUNDS, counted.votes, counted.number)
        yield self._borda

    def _resort(self, left: tuple[str, ...]) -> TieStep:
        """The lot; or, if every order leads to one winner, the last on the list goes; or the tie stands."""
        if self.terms.tie_break != TieBreak.LOT:
            winners = possible_winners(self.piles, tuple(self.rounds[-1].votes), left)
            if len(winners) == 1:
                return TieStep(TieRule.ANY_ORDER, left[-1:])
            left = winners
        return last_resort(left, self.terms.tie_break, self.terms.seed, About.EXCLUSION)

    @cached_property
    def _borda(self) -> Trial:
        return borda(pairwise(self.piles, self.terms.options), self.people)

    @property
    def _count(self) -> RunoffCount:
        return RunoffCount(tuple(self.rounds))

    @property
    def _order(self) -> tuple[tuple[str, ...], ...]:
        """Those standing at the end by their votes, then the excluded, last first."""
        excluded = [(counted.excluded,) for counted in reversed(self.rounds) if counted.excluded is not None]
        return (*tiers(self.rounds[-1].votes), *excluded)


def _placed(ballots: Iterable[tuple[Ranking, int]], standing: tuple[str, ...]) -> Tops:
    """Each ballot, and how many people's it is, under the options it ranks best among those standing."""
    still = frozenset(standing)
    tops: Tops = defaultdict(list)
    for one in ballots:
        for rank in one[0].ranks:
            best = tuple([option for option in rank if option in still])  # a list first: twice as fast
            if best:
                tops[best].append(one)
                break
    return tops


def _round(number: int, tops: Tops, standing: tuple[str, ...], people: int) -> Round:
    """Each ballot counts for the options on its top, in equal parts; one without any is exhausted."""
    votes = dict.fromkeys(standing, Fraction(0))
    active = 0
    for top, ballots in tops.items():
        counted = sum([how_many for _, how_many in ballots])
        active += counted
        for option in top:
            votes[option] += Fraction(counted, len(top))
    return Round(number, votes, active, people - active)


def _leader(counted: Round) -> str | None:
    """Who has more than half of the ballots that still count."""
    return next((option for option, votes in counted.votes.items() if 2 * votes > counted.active), None)


def _lowest(counted: Round) -> tuple[str, ...]:
    fewest = min(counted.votes.values())
    return tuple(option for option, votes in counted.votes.items() if votes == fewest)


def possible_winners(piles: Piles, standing: tuple[str, ...], tied: tuple[str, ...]) -> tuple[str, ...]:
    """Who can win after excluding one of the tied, and then always one of the last; all, if there are too many ways."""
    waiting = [_less(standing, [out]) for out in tied]
    reached = set(waiting)
    winners: set[str] = set()
    while waiting:
        if len(reached) > max(RECOUNTS, FOLLOWED // len(piles)):
            return standing
        standing_now = waiting.pop()
        counted = _round(0, _placed(piles.items(), standing_now), standing_now, 0)
        leader = _leader(counted)
        if leader is not None:
            winners.add(leader)
            continue
        for left in _next(counted):
            if left not in reached:
                reached.add(left)
                waiting.append(left)
    return tuple(option for option in standing if option in winners)


def _next(counted: Round) -> list[tuple[str, ...]]:
    """Who can be left next. The last go together if all their votes could not lift one of them over anybody else."""
    last = _lowest(counted)
    rest = [votes for option, votes in counted.votes.items() if option not in last]
    if rest and counted.votes[last[0]] * len(last) < min(rest):
        return [_less(tuple(counted.votes), last)]
    return [_less(tuple(counted.votes), [out]) for out in last]


def _less(options: tuple[str, ...], out: Collection[str]) -> tuple[str, ...]:
    return tuple(option for option in options if option not in out)
