"""What happens when options stand equal. Which rules are tried, in which order, is published before anyone votes.

First what the ballots themselves say, then the last resort that the decision rule names:

- `EARLIER_ROUNDS`: votes in the latest earlier round in which the tied options differ (the "backwards" rule: O'Neill,
  Voting matters 18, 2004; Scottish Local Government Elections Order 2011, rule 51).
- `BORDA`: on each ballot, a point for each option ranked lower and half a point for each ranked equal (Borda, 1781;
  equal ranks as in Black, 1976).
- `ANY_ORDER`: whichever of the tied options is excluded first, the same option wins: every order was followed
  ("parallel universes": Conitzer, Rognlie and Xia, 2009).
- `LOT`, `STATUS_QUO` (nothing changes) or `STANDS` (people decide again).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from typing import NamedTuple

from communities.governance.tally.methods import (
    AdviceProcess,
    Consent,
    InstantRunoff,
    Method,
    QualifiedMajority,
    Schulze,
)


class TieBreak(StrEnum):
    """The last resort of a decision rule."""

    LOT = "lot"
    STATUS_QUO = "status_quo"
    STANDS = "stands"


class TieRule(StrEnum):
    EARLIER_ROUNDS = "earlier_rounds"
    BORDA = "borda"
    ANY_ORDER = "any_order"
    LOT = "lot"
    STATUS_QUO = "status_quo"
    STANDS = "stands"


class About(StrEnum):
    """What the tied options are tied for."""

    WINNING = "winning"
    EXCLUSION = "exclusion"


@dataclass(frozen=True)
class TieStep:
    """One rule that told options apart: the figures it compared, and who is left: one, or those still tied.

    Left by `STATUS_QUO` or `STANDS` are those who might yet win.
    """

    rule: TieRule
    left: tuple[str, ...]
    round: int | None = None  # of instant-runoff: whose votes are compared
    figures: dict[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True)
class Tie:
    about: About
    options: tuple[str, ...]
    steps: tuple[TieStep, ...]
    round: int | None = None  # of instant-runoff: in which it arose

    @property
    def chosen(self) -> str | None:
        """The option that wins or is excluded; none if the tie was not broken."""
        return self.left[0] if len(self.left) == 1 else None

    @property
    def left(self) -> tuple[str, ...]:
        return self.steps[-1].left if self.steps else self.options


class Trial(NamedTuple):
    """Figures by which a rule compares options: most wins, fewest is excluded."""

    rule: TieRule
    figures: Mapping[str, Fraction]
    round: int | None = None


def lot_order(seed: str, options: Iterable[str]) -> tuple[str, ...]:
    """The options by the SHA-256 of "seed:option" in hexadecimal, lowest first: the first wins, the last is excluded.

    Anyone can draw it again. Whoever knows the seed knows the lot: part of it should be unknown until voting closes.
    """
    return tuple(sorted(options, key=lambda option: (sha256(f"{seed}:{option}".encode()).hexdigest(), option)))


def tie_rules(method: Method, tie_break: TieBreak) -> tuple[TieRule, ...]:
    """The rules that a method tries, in order, for publication beside the ballot; none where it cannot tie."""
    if isinstance(method, Consent | AdviceProcess | QualifiedMajority):
        return ()
    last = TieRule(tie_break)
    if isinstance(method, InstantRunoff):
        orders = () if tie_break == TieBreak.LOT else (TieRule.ANY_ORDER,)
        return (TieRule.EARLIER_ROUNDS, TieRule.BORDA, *orders, last)
    return (TieRule.BORDA, last) if isinstance(method, Schulze) else (last,)


def narrow(tied: tuple[str, ...], trials: Iterable[Trial], about: About) -> tuple[TieStep, ...]:
    """Try one rule after the other until one option is left; only those that tell options apart are steps."""
    steps: list[TieStep] = []
    left = tied
    pick = max if about == About.WINNING else min
    for trial in trials:
        figures = {option: trial.figures[option] for option in left}
        best = pick(figures.values())
        kept = tuple(option for option in left if figures[option] == best)
        if len(kept) < len(left):
            steps.append(TieStep(trial.rule, kept, trial.round, figures))
            left = kept
        if len(left) == 1:
            break
    return tuple(steps)


def last_resort(left: tuple[str, ...], tie_break: TieBreak, seed: str, about: About) -> TieStep:
    """By lot one is chosen; otherwise they stay tied."""
    if tie_break != TieBreak.LOT:
        return TieStep(TieRule(tie_break), left)
    drawn = lot_order(seed, left)
    return TieStep(TieRule.LOT, (drawn[0] if about == About.WINNING else drawn[-1],))


def tiers(values: Mapping[str, Fraction | int]) -> tuple[tuple[str, ...], ...]:
    """Options from most to fewest; equal ones together."""
    levels = sorted(set(values.values()), reverse=True)
    return tuple(tuple(option for option in values if values[option] == level) for level in levels)
