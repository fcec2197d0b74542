"""Approval and score: each option is judged on its own."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from communities.governance.tally.choosing import Terms, chosen
from communities.governance.tally.counts import ApprovalCount, ScoreCount
from communities.governance.tally.methods import Aggregate, Approval, Score, Unscored
from communities.governance.tally.preferences import Approvals, Scores
from communities.governance.tally.results import Code, Finding, Reason
from communities.governance.tally.ties import tiers


def count_approval(_method: Approval, piles: Mapping[Approvals, int], terms: Terms) -> Finding:
    approvals = dict.fromkeys(terms.options, 0)
    for ballot, people in piles.items():
        for option in ballot.options:
            approvals[option] += people
    order = tiers(approvals)
    numbers: dict[str, int | Fraction] = {"approvals": max(approvals.values()), "people": sum(piles.values())}
    reason = Reason(Code.MOST_APPROVALS, numbers)
    return chosen(order[0], terms, reason=reason, count=ApprovalCount(approvals), order=order)


def count_score(method: Score, piles: Mapping[Scores, int], terms: Terms) -> Finding:
    given: Counter[tuple[str, int]] = Counter()
    for ballot, people in piles.items():
        for scored in ballot.scores:
            given[scored] += people
    levels = range(method.highest + 1)
    spread = {option: tuple(given[option, score] for score in levels) for option in terms.options}
    count = _score_count(method, spread, sum(piles.values()))
    order = _order(count.values)
    reason = Reason(Code.HIGHEST_SCORE, {"score": count.values[order[0][0]] or Fraction(0)})
    return chosen(order[0], terms, reason=reason, count=count, order=order)


def _score_count(method: Score, spread: dict[str, tuple[int, ...]], people: int) -> ScoreCount:
    scored = {option: sum(column) for option, column in spread.items()}
    sums = {option: sum(score * n for score, n in enumerate(column)) for option, column in spread.items()}
    values: dict[str, Fraction | None] = {}
    for option, total in sums.items():
        over = scored[option] if method.unscored == Unscored.LEFT_OUT else people
        if method.by == Aggregate.SUM:
            values[option] = Fraction(total)
        else:
            values[option] = Fraction(total, over) if over else None
    return ScoreCount(spread, scored, sums, values)


def _order(values: dict[str, Fraction | None]) -> tuple[tuple[str, ...], ...]:
    """By value; what nobody scored comes last."""
    return tiers({option: Fraction(-1) if value is None else value for option, value in values.items()})
