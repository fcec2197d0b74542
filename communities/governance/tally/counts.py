"""What was counted, method by method: everything a reader needs to count again with pencil and paper."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from communities.governance.tally.ballots import Settled


@dataclass(frozen=True, slots=True)
class Objection:
    reason: str
    settled: Settled
    people: int


@dataclass(frozen=True)
class ConsentCount:
    consents: int
    stood_aside: int
    objections: tuple[Objection, ...]
    kind: ClassVar[str] = "consent"


@dataclass(frozen=True)
class MajorityCount:
    yes: int
    no: int
    abstain: int
    base: int  # votes or people that the share is a share of
    share: Fraction | None  # yes of the base; none of nobody
    threshold: Fraction
    exceed: bool  # whether the threshold must be exceeded or only reached
    needed: int  # yes votes, at this base
    distance: int  # yes beyond those needed; below zero: missing
    kind: ClassVar[str] = "majority"


@dataclass(frozen=True)
class AdviceCount:
    asked: int  # people, whether they answered or not
    given: int  # advice that came, heard or not
    heard: int
    asked_needed: int
    heard_needed: int
    goes_ahead: bool | None  # what the proposer decided
    kind: ClassVar[str] = "advice"


@dataclass(frozen=True)
class Round:
    """The votes of those still standing add up to `active`; `active` and `exhausted` to all ballots."""

    number: int
    votes: dict[str, Fraction]
    active: int  # ballots that still name someone standing
    exhausted: int  # ballots that no longer do
    excluded: str | None = None  # at the end of the round
    transfers: dict[str, Fraction] = field(default_factory=dict)  # where the excluded option's votes go
    spent: int = 0  # how many of them go nowhere


@dataclass(frozen=True)
class RunoffCount:
    rounds: tuple[Round, ...]
    kind: ClassVar[str] = "runoff"


@dataclass(frozen=True)
class SchulzeCount:
    """`pairs[a][b]`: people who rank a above b. `paths[a][b]`: strength of the strongest path, 0 if there is none."""

    pairs: dict[str, dict[str, int]]
    paths: dict[str, dict[str, int]]
    kind: ClassVar[str] = "schulze"


@dataclass(frozen=True)
class ApprovalCount:
    approvals: dict[str, int]
    kind: ClassVar[str] = "approval"


@dataclass(frozen=True)
class ScoreCount:
    given: dict[str, tuple[int, ...]]  # people by score, from 0
    scored: dict[str, int]  # people who scored it
    sums: dict[str, int]
    values: dict[str, Fraction | None]  # what is compared; none: the mean of nobody
    kind: ClassVar[str] = "score"


Count = ConsentCount | MajorityCount | AdviceCount | RunoffCount | SchulzeCount | ApprovalCount | ScoreCount
