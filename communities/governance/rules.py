"""By what rule a kind of matter is decided; apps above add their own matters."""

from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from communities.governance.tally import Base, Consent, Method, QualifiedMajority, SimpleMajority
from communities.governance.tally.ties import TieBreak
from communities.models import Membership

ENTRUSTED = "entrusted"
METHODS = {
    ENTRUSTED: _("Entrusted: those who may decide do so alone"),
    "simple_majority": _("Simple majority"),
    "qualified_majority": _("Qualified majority"),
    "consent": _("Consent"),
}
MATTERS: dict[str, Any] = {
    "charter": _("The charter"),
    "setting": _("Change of a setting"),
    "role": _("A role given or taken"),
    "membership": _("End of a membership"),
    "rules": _("These decision rules themselves"),
}
CHOICES = {"consent": ("consent", "stand_aside", "objection")}
YES_OR_NO = ("yes", "no", "abstain")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Hours are of 60 minutes, whatever the clocks do; `quorum` is people, or a fraction of the eligible as "a/b"."""

    method: str = ENTRUSTED
    threshold: str = "2/3"  # of a qualified majority
    of: str = Base.YES_AND_NO.value
    electorate: tuple[str, ...] = ()  # roles
    proposers: tuple[str, ...] = ()  # roles
    quorum: str = "0"
    deliberation_hours: int = 72
    voting_hours: int = 72
    seconds: int = 0  # members besides the proposer
    on_tie: str = "nothing"  # or "lot", "again"
    on_no_quorum: str = "nothing"  # or "again"
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
    def choices(self) -> tuple[str, ...]:
        return CHOICES.get(self.method, YES_OR_NO)

    def tally_method(self) -> Method:
        if self.method == "qualified_majority":
            return QualifiedMajority(Fraction(self.threshold), Base(self.of))
        return Consent() if self.method == "consent" else SimpleMajority()

    def tally_quorum(self) -> int | Fraction:
        return Fraction(self.quorum) if "/" in self.quorum else int(self.quorum)

    def tally_tie_break(self) -> TieBreak:
        return {"lot": TieBreak.LOT, "again": TieBreak.STANDS}.get(self.on_tie, TieBreak.STATUS_QUO)

    def may_propose(self, member: Membership) -> bool:
        return not set(self.proposers).isdisjoint(member.roles)

    def may_vote(self, member: Membership) -> bool:
        return not set(self.electorate).isdisjoint(member.roles)
