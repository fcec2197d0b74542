"""The one entrance: ballots in, result out."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from fractions import Fraction
from typing import Any

from communities.governance.tally.ballots import Ballot
from communities.governance.tally.choosing import Terms
from communities.governance.tally.grades import count_approval, count_score
from communities.governance.tally.methods import (
    AdviceProcess,
    Approval,
    Consent,
    InstantRunoff,
    Method,
    QualifiedMajority,
    Schulze,
    Score,
    SimpleMajority,
    check_ballot,
    people_needed,
)
from communities.governance.tally.results import Code, Finding, Outcome, Reason, Result
from communities.governance.tally.runoff import count_runoff
from communities.governance.tally.schulze import count_schulze
from communities.governance.tally.ties import TieBreak
from communities.governance.tally.yes_or_no import count_advice, count_consent, count_qualified, count_simple

COUNTS: dict[type[Method], Callable[[Any, Any, Terms], Finding]] = {
    Consent: count_consent,
    SimpleMajority: count_simple,
    QualifiedMajority: count_qualified,
    AdviceProcess: count_advice,
    InstantRunoff: count_runoff,
    Schulze: count_schulze,
    Approval: count_approval,
    Score: count_score,
}
AMONG = (InstantRunoff, Schulze, Approval, Score)  # choose among options; the others accept or reject


def tally(
    method: Method,
    ballots: Iterable[Ballot],
    *,
    options: Sequence[str] = (),
    eligible: int,
    quorum: int | Fraction = 0,
    tie_break: TieBreak = TieBreak.STANDS,
    seed: str = "",
) -> Result:
    """Count the ballots, each one person's, exactly and in time linear in their number.

    `options` only for methods that choose among them. `eligible`: people. `quorum`: people who must take part
    (abstaining, standing aside or blank they do), or a Fraction of the eligible. `seed`: for the lot (`lot_order`).
    Raises ValueError naming what is malformed.
    """
    terms = Terms(_options(method, options), eligible, tie_break, seed)
    piles = Counter(ballots)
    _check(method, piles, terms)
    people = sum(n for ballot, n in piles.items() if ballot.takes_part)
    blank = sum(n for ballot, n in piles.items() if ballot.is_blank)
    needed = people_needed(quorum, eligible)
    finding = COUNTS[type(method)](method, piles, terms)
    if people < needed:
        finding = _void(finding, Outcome.NO_QUORUM, Reason(Code.NO_QUORUM, {"people": people, "needed": needed}))
    elif blank == people and isinstance(method, AMONG):
        finding = _void(finding, Outcome.REJECTED, Reason(Code.NOTHING_EXPRESSED, {"people": people}))
    return Result(
        **{field.name: getattr(finding, field.name) for field in fields(Finding)},
        method=method,
        options=terms.options,
        eligible=eligible,
        people=people,
        blank=blank,
        quorum=quorum,
        needed=needed,
        tie_break=tie_break,
        seed=seed,
        lot=terms.lot,
    )


def _options(method: Method, options: Sequence[str]) -> tuple[str, ...]:
    if not isinstance(method, AMONG):
        if options:
            raise ValueError(f"{method.kind} takes no options")
        return ()
    if not options:
        raise ValueError(f"{method.kind} without options")
    for option, times in Counter(options).items():
        if times > 1:
            raise ValueError(f"option given twice: {option!r}")
    return tuple(options)


def _check(method: Method, piles: Mapping[Ballot, int], terms: Terms) -> None:
    if terms.tie_break == TieBreak.LOT and not terms.seed:
        raise ValueError("a lot without a seed")
    known = frozenset(terms.options)
    for ballot in piles:
        check_ballot(method, ballot, options=known)
    people = sum(piles.values())
    if people > terms.eligible + isinstance(method, AdviceProcess):  # there the proposer's decision is one more
        raise ValueError(f"more ballots than eligible people: {people} of {terms.eligible}")


def _void(finding: Finding, outcome: Outcome, reason: Reason) -> Finding:
    """What the method found does not hold, but its count is shown."""
    return replace(finding, outcome=outcome, reason=reason, winner=None, tied=())
