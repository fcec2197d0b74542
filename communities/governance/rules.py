"""By what rule a kind of matter is decided; apps above add their own matters."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from communities.governance.tally import (
    AdviceProcess,
    Aggregate,
    Approval,
    Base,
    Consent,
    InstantRunoff,
    Method,
    QualifiedMajority,
    Schulze,
    Score,
    SimpleMajority,
    Unscored,
)
from communities.governance.tally.ties import TieBreak
from communities.governance.tally.words import METHODS as COUNTED
from communities.models import Membership

ENTRUSTED = "entrusted"
METHODS: dict[str, Any] = {ENTRUSTED: _("Entrusted: those who may decide do so alone"), **COUNTED}
MATTERS: dict[str, Any] = {
    "charter": _("The charter"),
    "setting": _("Change of a setting"),
    "role": _("A role given or taken"),
    "membership": _("End of a membership"),
    "admission": _("Admission of a member"),
    "suspension": _("Suspension of a member, and its end"),
    "circle": _("Circles: founding, joining, leaving, delegates"),
    "rules": _("These decision rules themselves"),
}
AMONG = ("instant_runoff", "schulze", "approval", "score")  # choose among several ways; the others say yes or no
ALWAYS_OPEN = ("consent", "advice_process")
HALF = "1/2"  # as a threshold: more than half


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Hours are of 60 minutes, whatever the clocks do; `quorum`, `heard`: people, or "a/b" of the eligible."""

    method: str = ENTRUSTED
    threshold: str = "2/3"  # of a qualified majority
    of: str = Base.YES_AND_NO.value
    highest: int = 5  # score
    score_by: str = Aggregate.SUM.value
    heard: str = "1"  # how much advice the proposer must have heard
    electorate: tuple[str, ...] = ()  # roles
    least_age: int = 0  # years, on the day the voting opens
    member_days: int = 0  # how long one has been a member by then
    proposers: tuple[str, ...] = ()  # roles
    secret: bool = False
    delegation: bool = False  # whether a vote may be given to another member
    quorum: str = "0"
    deliberation_hours: int = 72
    voting_hours: int = 72
    seconds: int = 0  # members besides the proposer
    on_tie: str = "nothing"  # or "lot", "again"
    on_no_quorum: str = "nothing"  # or "again"
    on_objection: str = "nothing"  # when one stands; or "again"
    objections: str = "stand"  # or settled by the "proposer", by the "entrusted"

    @classmethod
    def read(cls, value: dict[str, Any]) -> Self:
        parts: dict[str, Any] = {key: tuple(part) if isinstance(part, list) else part for key, part in value.items()}
        return replace(cls(), **parts)

    def plain(self) -> dict[str, Any]:
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}

    @property
    def is_entrusted(self) -> bool:
        return self.method == ENTRUSTED

    @property
    def is_among(self) -> bool:
        """Whether people choose among several ways."""
        return self.method in AMONG

    @property
    def is_advice(self) -> bool:
        return self.method == AdviceProcess.kind

    @property
    def is_secret(self) -> bool:
        """Consent and advice are given openly whatever the rule says."""
        return self.secret and self.method not in ALWAYS_OPEN

    @property
    def may_delegate(self) -> bool:
        return self.delegation and not self.is_advice

    def tally_method(self) -> Method:
        made: dict[str, Callable[[], Method]] = {
            "qualified_majority": lambda: QualifiedMajority(
                Fraction(self.threshold), Base(self.of), exceed=self.threshold == HALF
            ),
            "consent": Consent,
            "advice_process": lambda: AdviceProcess(asked=1, heard=_people(self.heard)),
            "instant_runoff": InstantRunoff,
            "schulze": Schulze,
            "approval": Approval,
            "score": lambda: Score(self.highest, Aggregate(self.score_by), Unscored.LEFT_OUT),
        }
        return made.get(self.method, SimpleMajority)()

    def tally_quorum(self) -> int | Fraction:
        return _people(self.quorum)

    def tally_tie_break(self) -> TieBreak:
        return {"lot": TieBreak.LOT, "again": TieBreak.STANDS}.get(self.on_tie, TieBreak.STATUS_QUO)

    def may_propose(self, member: Membership) -> bool:
        return not set(self.proposers).isdisjoint(member.roles)


def _people(text: str) -> int | Fraction:
    return Fraction(text) if "/" in text else int(text)
