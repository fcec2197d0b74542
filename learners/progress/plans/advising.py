"""What a person's own page asks for: their plan with what fits next, in their scope."""

from collections.abc import Collection, Iterable
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


def plan_of(memberships: Iterable[Membership], *, language: str, seen_by: Collection[str] = ()) -> Plan:
    """In a learner's scope, in nine queries. `seen_by`: by which words of the profile somebody else may read; none: the
    learner. It goes by no interests that such a reader may not see."""
    theirs, said = list(goals()), list(overrules())
    known = known_of(own_standings(left_too=True), memberships, language=language)
    found = suggest(known, theirs, said, interests=_interests(seen_by))
    return Plan(goals=theirs, overrules=said, advice=explain(found, known=known, goals=theirs, overrules=said))


def _interests(seen_by: Collection[str]) -> list[str]:
    said = entries().get("interests")
    return [said.text] if said and (not seen_by or said.seen_by in seen_by) else []
