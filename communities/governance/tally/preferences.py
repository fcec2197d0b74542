"""Ballots about several options: ranked, approved, scored. Each keeps one form, so that equal ones are found equal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self, TypeVar

from communities.governance.tally.ballots import Ballot
from communities.governance.tally.plain import items, mapping

T = TypeVar("T", bound=tuple[str, *tuple[Any, ...]])
SHORT = 100  # characters of an option's name that is shared


@dataclass(frozen=True, slots=True)
class Ranking(Ballot):
    """Best rank first; options in one rank are equal; options left out come last, all equal."""

    ranks: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if not all(self.ranks):
            raise ValueError("a rank without an option")
        _once(self.named)
        object.__setattr__(
            self, "ranks", tuple([_shared(rank) if len(rank) == 1 else tuple(sorted(rank)) for rank in self.ranks])
        )

    @classmethod
    def of(cls, *ranks: str | Iterable[str]) -> Self:
        """`Ranking.of("a", ["b", "c"])`: a before b and c, which are equal."""
        return cls(tuple((rank,) if isinstance(rank, str) else tuple(rank) for rank in ranks))

    @property
    def named(self) -> Iterable[str]:
        return [option for rank in self.ranks for option in rank]

    @property
    def is_blank(self) -> bool:
        return not self.ranks

    def plain(self) -> list[list[str]]:
        return [list(rank) for rank in self.ranks]

    @classmethod
    def read(cls, value: Any) -> Self:
        return cls(tuple(items(str, rank) for rank in items(object, value)))


@dataclass(frozen=True, slots=True)
class Approvals(Ballot):
    """Every option one could live with; approving none is blank."""

    options: tuple[str, ...]

    def __post_init__(self) -> None:
        _once(self.options)
        object.__setattr__(self, "options", tuple(sorted(self.options)))

    @classmethod
    def of(cls, *options: str) -> Self:
        return cls(options)

    @property
    def named(self) -> Iterable[str]:
        return self.options

    @property
    def is_blank(self) -> bool:
        return not self.options

    def plain(self) -> list[str]:
        return list(self.options)

    @classmethod
    def read(cls, value: Any) -> Self:
        return cls(items(str, value))


@dataclass(frozen=True, slots=True)
class Scores(Ballot):
    """Whole scores by option. An option left out is unscored, which is 0 only if the method says so."""

    scores: tuple[tuple[str, int], ...]

    def __post_init__(self) -> None:
        _once(self.named)
        for option, score in self.scores:
            if type(score) is not int:
                raise ValueError(f"not a whole score for {option!r}: {score!r}")
        object.__setattr__(self, "scores", tuple([_shared(scored) for scored in sorted(self.scores)]))

    @classmethod
    def of(cls, scores: Mapping[str, int]) -> Self:
        return cls(tuple(scores.items()))

    @property
    def named(self) -> Iterable[str]:
        return [option for option, _ in self.scores]

    @property
    def is_blank(self) -> bool:
        return not self.scores

    def plain(self) -> dict[str, int]:
        return dict(self.scores)

    @classmethod
    def read(cls, value: Any) -> Self:
        return cls.of(mapping(value))


def _shared(item: T) -> T:
    """The same one on every ballot: twenty thousand hold ten different ranks, which stay in the processor's cache."""
    return _kept(item) if len(item[0]) <= SHORT else item


@lru_cache(maxsize=2048)
def _kept(item: T) -> T:
    return item


def _once(options: Iterable[str]) -> None:
    named = list(options)
    if len(set(named)) < len(named):
        again = next(option for option in named if named.count(option) > 1)
        raise ValueError(f"option given twice: {again!r}")
