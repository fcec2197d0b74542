"""What one person says. Ballots that say the same are equal, so that a thousand of them are counted as one."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from communities.governance.tally.plain import choice, mapping, of_type


class Choice(StrEnum):
    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class Stance(StrEnum):
    CONSENT = "consent"
    OBJECTION = "objection"
    STAND_ASIDE = "stand_aside"


class Settled(StrEnum):
    """What became of an objection by the rule's own procedure."""

    OPEN = "open"
    INTEGRATED = "integrated"
    OVERRULED = "overruled"


class Stage(StrEnum):
    """How far advice has come: asked for, given, answered by the proposer."""

    ASKED = "asked"
    GIVEN = "given"
    HEARD = "heard"


@dataclass(frozen=True, slots=True)
class Ballot(ABC):
    """What every ballot can be asked."""

    @property
    def named(self) -> Iterable[str]:
        """The options it names."""
        return ()

    @property
    def is_blank(self) -> bool:
        """Cast, and counted for the quorum, but without any preference."""
        return False

    @property
    def takes_part(self) -> bool:
        """Whether it counts as a person for the quorum."""
        return True

    @abstractmethod
    def plain(self) -> Any:
        """As JSON; `read` of the same class takes it back."""

    @classmethod
    @abstractmethod
    def read(cls, value: Any) -> Self:
        """From JSON; raises ValueError naming what is wrong."""


@dataclass(frozen=True, slots=True)
class Vote(Ballot):
    choice: Choice

    def plain(self) -> str:
        return self.choice.value

    @classmethod
    def read(cls, value: Any) -> Self:
        return cls(choice(Choice, value))


@dataclass(frozen=True, slots=True)
class Position(Ballot):
    """Towards a proposal for consent. An objection carries a reason; the others may."""

    stance: Stance
    reason: str = ""
    settled: Settled = Settled.OPEN

    def __post_init__(self) -> None:
        if self.stance == Stance.OBJECTION and not self.reason.strip():
            raise ValueError("an objection without a reason")
        if self.stance != Stance.OBJECTION and self.settled != Settled.OPEN:
            raise ValueError(f"only an objection can be {self.settled.value}")

    def plain(self) -> dict[str, str]:
        return {"stance": self.stance.value, "reason": self.reason, "settled": self.settled.value}

    @classmethod
    def read(cls, value: Any) -> Self:
        given = mapping(value)
        settled = choice(Settled, given.get("settled", Settled.OPEN))
        return cls(choice(Stance, given.get("stance")), of_type(str, given.get("reason", "")), settled)


@dataclass(frozen=True, slots=True)
class Advice(Ballot):
    """One for each person who was asked."""

    stage: Stage

    @property
    def takes_part(self) -> bool:
        return self.stage != Stage.ASKED

    def plain(self) -> str:
        return self.stage.value

    @classmethod
    def read(cls, value: Any) -> Self:
        return cls(choice(Stage, value))


@dataclass(frozen=True, slots=True)
class Verdict(Ballot):
    """What the proposer decides once advice was heard; one at most."""

    goes_ahead: bool

    @property
    def takes_part(self) -> bool:
        return False

    def plain(self) -> bool:
        return self.goes_ahead

    @classmethod
    def read(cls, value: Any) -> Self:
        return cls(of_type(bool, value))
