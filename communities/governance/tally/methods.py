"""How ballots can be counted. A method is data that a decision rule keeps as JSON; nothing about it is left unsaid."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import Any, ClassVar

from communities.governance.tally.ballots import Advice, Ballot, Position, Verdict, Vote
from communities.governance.tally.plain import mapping, plain, read
from communities.governance.tally.preferences import Approvals, Ranking, Scores

HIGHEST_SCORE = 100
HALF = Fraction(1, 2)


class Base(StrEnum):
    """Whose share a qualified majority is a share of."""

    YES_AND_NO = "yes_and_no"  # of votes cast, abstentions left out
    CAST = "cast"  # of votes cast, abstentions counted
    ELIGIBLE = "eligible"  # of everyone who could have voted


class Aggregate(StrEnum):
    SUM = "sum"
    MEAN = "mean"


class Unscored(StrEnum):
    """What an option gets from a ballot that does not score it. A sum is the same either way; a mean is not."""

    ZERO = "zero"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Consent:
    """Accepted when somebody consents and no objection is open; standing aside does not hinder."""

    kind: ClassVar[str] = "consent"
    takes: ClassVar[tuple[type[Ballot], ...]] = (Position,)


@dataclass(frozen=True)
class SimpleMajority:
    """Accepted by more yes than no; abstentions are left out."""

    kind: ClassVar[str] = "simple_majority"
    takes: ClassVar[tuple[type[Ballot], ...]] = (Vote,)


@dataclass(frozen=True)
class QualifiedMajority:
    """Accepted when yes reaches `threshold` of `of` (must exceed it if `exceed`), and is more than no in any case."""

    threshold: Fraction
    of: Base
    exceed: bool = False
    kind: ClassVar[str] = "qualified_majority"
    takes: ClassVar[tuple[type[Ballot], ...]] = (Vote,)

    def __post_init__(self) -> None:
        if not isinstance(self.threshold, Fraction):
            raise ValueError(f"the threshold must be an exact fraction: {self.threshold!r}")
        if not 0 < self.threshold <= 1 or (self.exceed and self.threshold == 1):
            raise ValueError(f"a threshold that cannot be: {self.threshold}")
        if self.of != Base.ELIGIBLE and (self.threshold, self.exceed) < (HALF, True):
            raise ValueError(f"a threshold of votes cast must exceed a half: {self.threshold}")


@dataclass(frozen=True)
class InstantRunoff:
    """The last option is excluded until one has more than half of the ballots that still count.

    Options ranked equal share the ballot in equal parts ("split" in Delemazure and Peters, 2024).
    """

    kind: ClassVar[str] = "instant_runoff"
    takes: ClassVar[tuple[type[Ballot], ...]] = (Ranking,)


@dataclass(frozen=True)
class Schulze:
    """The option that no other beats by a stronger path, strength in winning votes (Schulze, 2011)."""

    kind: ClassVar[str] = "schulze"
    takes: ClassVar[tuple[type[Ballot], ...]] = (Ranking,)


@dataclass(frozen=True)
class Approval:
    """The option that most people approve."""

    kind: ClassVar[str] = "approval"
    takes: ClassVar[tuple[type[Ballot], ...]] = (Approvals,)


@dataclass(frozen=True)
class Score:
    """The option with the highest sum or mean of whole scores from 0 to `highest`."""

    highest: int
    by: Aggregate
    unscored: Unscored
    kind: ClassVar[str] = "score"
    takes: ClassVar[tuple[type[Ballot], ...]] = (Scores,)

    def __post_init__(self) -> None:
        if type(self.highest) is not int or not 1 <= self.highest <= HIGHEST_SCORE:
            raise ValueError(f"the highest score must be 1 to {HIGHEST_SCORE}: {self.highest!r}")


@dataclass(frozen=True)
class AdviceProcess:
    """The proposer decides, once enough people were asked, enough were heard, and no advice given is unheard.

    `asked` and `heard` are people, or a Fraction of the eligible: those whom it affects and those who know.
    """

    asked: int | Fraction = 1
    heard: int | Fraction = 1
    kind: ClassVar[str] = "advice_process"
    takes: ClassVar[tuple[type[Ballot], ...]] = (Advice, Verdict)

    def __post_init__(self) -> None:
        people_needed(self.asked, 0)
        people_needed(self.heard, 0)


Method = Consent | SimpleMajority | QualifiedMajority | AdviceProcess | InstantRunoff | Schulze | Approval | Score


def people_needed(share: int | Fraction, eligible: int) -> int:
    """A number of people, or the whole people that make up at least a fraction of the eligible."""
    if isinstance(share, Fraction) and 0 <= share <= 1:
        return ceil(share * eligible)
    if type(share) is int and share >= 0:
        return share
    raise ValueError(f"neither people nor a fraction of the eligible: {share!r}")


def method_json(method: Method) -> dict[str, Any]:
    data: dict[str, Any] = plain(method)
    return data


def read_method(data: Any) -> Method:
    method: Method = read(Method, mapping(data))
    return method


def read_ballot(method: Method, value: Any) -> Ballot:
    """The ballot that its `plain()` gave, of the kind that the method takes; raises ValueError naming what is wrong."""
    verdict = Verdict in method.takes and isinstance(value, bool)
    return (Verdict if verdict else method.takes[0]).read(value)


def check_ballot(method: Method, ballot: Ballot, *, options: Collection[str] = ()) -> None:
    """Raises ValueError naming an unknown option, a score out of range, or a ballot of another method."""
    if not isinstance(ballot, method.takes):
        raise ValueError(f"{method.kind} does not take {type(ballot).__name__}")
    for option in ballot.named:
        if option not in options:
            raise ValueError(f"unknown option: {option!r}")
    if isinstance(method, Score) and isinstance(ballot, Scores):
        for option, score in ballot.scores:
            if not 0 <= score <= method.highest:
                raise ValueError(f"score out of range 0 to {method.highest} for {option!r}: {score}")
