"""Closing a ballot: reading and counting the ballots of 2,000 and of 20,000 people, as different as they can be."""

import gc
import random
import statistics
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from communities.governance.tally import (
    AMONG,
    Advice,
    AdviceProcess,
    Aggregate,
    Approval,
    Approvals,
    Ballot,
    Base,
    Choice,
    Consent,
    InstantRunoff,
    Method,
    Position,
    QualifiedMajority,
    Ranking,
    Schulze,
    Score,
    Scores,
    SimpleMajority,
    Stage,
    Stance,
    TieBreak,
    Unscored,
    Vote,
    read_ballot,
    tally,
)
from tests.benchmarks.table import Line

OPTIONS = [f"option {number}" for number in range(10)]
FEW, MANY = 2_000, 20_000
draw = random.Random(10)


def _strict() -> Ballot:
    return Ranking.of(*draw.sample(OPTIONS, 10))


def _equal() -> Ballot:
    order = draw.sample(OPTIONS, draw.randint(5, 10))
    cuts = sorted(draw.sample(range(1, len(order)), draw.randint(1, len(order) - 1)))
    return Ranking.of(*[order[start:end] for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True)])


def _position() -> Ballot:
    return Position(draw.choice([*[Stance.CONSENT] * 9, Stance.OBJECTION]), f"reason {draw.random()}")


def _scores() -> Ballot:
    return Scores.of({option: draw.randint(0, 10) for option in OPTIONS})


MEASURED: list[tuple[str, Method, Callable[[], Ballot]]] = [
    ("consent, one in ten objecting for a reason of their own", Consent(), _position),
    ("simple majority", SimpleMajority(), lambda: Vote(draw.choice(list(Choice)))),
    (
        "qualified majority",
        QualifiedMajority(Fraction(2, 3), Base.ELIGIBLE),
        lambda: Vote(draw.choice(list(Choice))),
    ),
    ("instant runoff", InstantRunoff(), _strict),
    ("instant runoff, equal ranks", InstantRunoff(), _equal),
    ("Schulze", Schulze(), _strict),
    ("Schulze, equal ranks", Schulze(), _equal),
    ("approval", Approval(), lambda: Approvals.of(*draw.sample(OPTIONS, draw.randint(0, 10)))),
    ("score, mean", Score(10, Aggregate.MEAN, Unscored.LEFT_OUT), _scores),
    ("advice process", AdviceProcess(), lambda: Advice(draw.choice(list(Stage)))),
]


def measure() -> list[Line]:
    gc.collect()
    gc.freeze()  # what other measures left in this process is no cost of counting
    lines: list[Line] = []
    for name, method, ballot in MEASURED:
        many = [ballot().plain() for _ in range(MANY)]
        parts = [many[start : start + FEW] for start in range(0, MANY, FEW)]
        times = [(_seconds(method, many), statistics.median(_seconds(method, part) for part in parts)) for _ in "12345"]
        lines += [
            Line(
                f"{MANY:,} ballots read and counted: {name}",
                statistics.median(large for large, _ in times) * 1000,
                "ms",
                2000,
                at_least=False,
            ),
            Line(f"  ratio to {FEW:,}", statistics.median(a / b for a, b in times), "×", 12, at_least=False),
        ]
    return lines


def _seconds(method: Method, ballots: list[Any]) -> float:
    """Of the processor, since nothing is waited for."""
    options = OPTIONS if isinstance(method, AMONG) else ()
    begun = time.process_time()
    read = [read_ballot(method, ballot) for ballot in ballots]
    tally(method, read, options=options, eligible=len(read), quorum=Fraction(1, 2), tie_break=TieBreak.LOT, seed="lot")
    return time.process_time() - begun
