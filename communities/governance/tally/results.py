"""What a count finds: data only, as JSON and back; `words` puts it in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from communities.governance.tally.counts import Count
from communities.governance.tally.methods import Method
from communities.governance.tally.plain import mapping, plain, read
from communities.governance.tally.ties import Tie, TieBreak


class Outcome(StrEnum):
    ACCEPTED = "accepted"
    REJECTED = "rejected"  # nothing changes
    WINNER = "winner"
    TIE = "tie"
    NO_QUORUM = "no_quorum"


class Code(StrEnum):
    """Why; the numbers that belong to each are in brackets."""

    NO_QUORUM = "no_quorum"  # (people, needed)
    NOTHING_EXPRESSED = "nothing_expressed"  # (people)
    CONSENT_GIVEN = "consent_given"  # (consents, stood_aside)
    OBJECTION_STANDS = "objection_stands"  # (objections)
    NOBODY_CONSENTS = "nobody_consents"  # (stood_aside)
    THRESHOLD_REACHED = "threshold_reached"  # (yes, no, needed, distance)
    THRESHOLD_MISSED = "threshold_missed"  # (yes, no, needed, distance)
    NOT_MORE_YES = "not_more_yes"  # (yes, no)
    MOST_VOTES = "most_votes"  # (votes, active, round)
    BEATS_EVERY_OTHER = "beats_every_other"  # (others)
    STRONGEST_PATHS = "strongest_paths"  # (others)
    MOST_APPROVALS = "most_approvals"  # (approvals, people)
    HIGHEST_SCORE = "highest_score"  # (score)
    TIE_BY_LOT = "tie_by_lot"  # (yes, no)
    TIE_STATUS_QUO = "tie_status_quo"  # (tied)
    TIE_STANDS = "tie_stands"  # (tied)
    TOO_FEW_ASKED = "too_few_asked"  # (people, needed)
    TOO_FEW_HEARD = "too_few_heard"  # (people, needed)
    ADVICE_UNHEARD = "advice_unheard"  # (people)
    PROPOSER_UNDECIDED = "proposer_undecided"  # ()
    PROPOSER_GOES_AHEAD = "proposer_goes_ahead"  # (heard)
    PROPOSER_STEPS_BACK = "proposer_steps_back"  # (heard)


@dataclass(frozen=True)
class Reason:
    code: Code
    numbers: dict[str, int | Fraction] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What the method alone finds, the quorum left aside."""

    outcome: Outcome
    reason: Reason
    count: Count
    winner: str | None = None
    tied: tuple[str, ...] = ()  # those between whom it was not decided
    order: tuple[tuple[str, ...], ...] = ()  # best first, equal ones together, before ties are broken
    ties: tuple[Tie, ...] = ()  # every tie met, broken or not


@dataclass(frozen=True, kw_only=True)
class Result(Finding):
    """Without quorum there is no winner, but the count is shown all the same."""

    method: Method
    options: tuple[str, ...]
    eligible: int  # people
    people: int  # who took part
    blank: int  # of them, without any preference
    quorum: int | Fraction  # people, or a fraction of the eligible
    needed: int  # people, for the quorum
    tie_break: TieBreak
    seed: str
    lot: tuple[str, ...]  # the order drawn, first best; empty unless ties go by lot

    def plain(self) -> dict[str, Any]:
        """As JSON, from which `read` makes an equal result."""
        data: dict[str, Any] = plain(self)
        return data

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Result":
        result: Result = read(cls, mapping(data))
        return result
