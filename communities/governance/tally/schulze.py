"""Options compared two by two, and what Schulze's method makes of them.

Markus Schulze, "A new monotonic, clone-independent, reversal symmetric, and condorcet-consistent single-winner election
method", Social Choice and Welfare 36 (2011): strength is measured in winning votes, paths are found as in section 2.3.
"""

from collections.abc import Mapping
from fractions import Fraction

from communities.governance.tally.choosing import Terms, chosen
from communities.governance.tally.counts import SchulzeCount
from communities.governance.tally.methods import Schulze
from communities.governance.tally.preferences import Ranking
from communities.governance.tally.results import Code, Finding, Reason
from communities.governance.tally.ties import TieRule, Trial

Matrix = dict[str, dict[str, int]]


def pairwise(piles: Mapping[Ranking, int], options: tuple[str, ...]) -> Matrix:
    """`[a][b]`: people who rank a above b. Whatever a ballot leaves out it ranks below the rest, and all equal."""
    wins = {a: {b: 0 for b in options if b != a} for a in options}
    for ballot, people in piles.items():
        below = set(options)
        for rank in ballot.ranks:
            below.difference_update(rank)
            for over in rank:
                row = wins[over]
                for under in below:
                    row[under] += people
    return wins


def borda(wins: Matrix, people: int) -> Trial:
    """A point from each ballot for each option ranked lower, half a point for each ranked equal."""
    doubled = {a: sum(people + won - wins[b][a] for b, won in row.items()) for a, row in wins.items()}
    return Trial(TieRule.BORDA, {option: Fraction(points, 2) for option, points in doubled.items()})


def strongest_paths(wins: Matrix) -> Matrix:
    """`[a][b]`: the strongest path, which is as strong as its weakest link; a link is a pairing won, by its votes."""
    paths = {a: {b: won if won > wins[b][a] else 0 for b, won in row.items()} for a, row in wins.items()}
    for via, onward in paths.items():
        for start, reach in paths.items():
            for end in reach.keys() & onward.keys() if start != via else ():
                reach[end] = max(reach[end], min(reach[via], onward[end]))
    return paths


def count_schulze(_method: Schulze, piles: Mapping[Ranking, int], terms: Terms) -> Finding:
    wins = pairwise(piles, terms.options)
    paths = strongest_paths(wins)
    order = _order(paths)
    others = len(terms.options) - 1
    direct = all(won > wins[b][order[0][0]] for b, won in wins[order[0][0]].items())
    return chosen(
        order[0],
        terms,
        reason=Reason(Code.BEATS_EVERY_OTHER if direct else Code.STRONGEST_PATHS, {"others": others}),
        count=SchulzeCount(wins, paths),
        order=order,
        trials=[borda(wins, sum(piles.values()))],
    )


def _order(paths: Matrix) -> tuple[tuple[str, ...], ...]:
    """Those that nobody left beats, then the same among the rest.

    "Beats" is transitive but "is not beaten by" is not, so this weak order is the coarsest that contradicts no path.
    """
    order: list[tuple[str, ...]] = []
    left = list(paths)
    while left:
        best = tuple(a for a in left if all(paths[a][b] >= paths[b][a] for b in left if b != a))
        order.append(best)
        left = [option for option in left if option not in best]
    return tuple(order)
