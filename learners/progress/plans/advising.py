"""What a person's own page asks for: their plan with what fits next, in their scope."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communities.models import Membership
from learners.consents.queries import entries
from learners.progress.plans.models import Goal, Overrule
from learners.progress.plans.queries import goals, known_of, overrules
from learners.progress.plans.reasons import Advice, explain
from learners.progress.plans.suggesting import suggest
from learners.progress.queries import own_standings


@dataclass(frozen=True, kw_only=True)
class Plan:
    goals: list[Goal]
    overrules: list[Overrule]
    advice: Advice

    @property
    def open(self) -> list[Goal]:
        return [one for one in self.goals if one.is_open]

    @property
    def ended(self) -> list[Goal]:
        return [one for one in self.goals if not one.is_open]


def plan_of(memberships: Iterable[Membership], *, language: str, told: Mapping[str, str] | None = None) -> Plan:
    """In a learner's scope, in nine queries. `told`: what the profile says to somebody else who reads it, by field; it
    goes by nothing that they may not see."""
    theirs, said = list(goals()), list(overrules())
    told = {field: one.text for field, one in entries().items()} if told is None else told
    needs = told.get("support", "").split()
    known = known_of(own_standings(left_too=True), memberships, language=language, needs=needs)
    found = suggest(known, theirs, said, interests=[told["interests"]] if "interests" in told else ())
    return Plan(goals=theirs, overrules=said, advice=explain(found, known=known, goals=theirs, overrules=said))
