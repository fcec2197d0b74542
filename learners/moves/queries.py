"""A learner's moves and what one would mean, in their own scope; who came and left, in a community's."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from communities.models import Community, Membership
from communities.queries import acting_members, public_communities
from communities.roles import ROLES, effective
from learners.consents.models import Consent
from learners.consents.queries import own_memberships, standing_consents
from learners.models import Enrolment, OfferingCard
from learners.moves.models import HomeMove, Moved
from learners.progress.plans.models import Goal, Step
from learners.queries import own_enrolments


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a move away from a community would carry, leave and end."""

    consents: list[Consent]  # end, with what the community has by them
    places: list[Enrolment]  # stay or end, as the learner chooses
    recorded: int  # enrolments that the community keeps, with their marks
    goals: int  # open ones, which come along
    steps: list[Step]  # of those: at the old community
    birthday: bool  # the old community knows it, and the new one learns it


def own_moves() -> QuerySet[HomeMove]:
    """The latest first."""
    return HomeMove.objects.select_related("source", "target").order_by("-asked_at", "-id")


def homes(memberships: Iterable[Membership]) -> list[Membership]:
    """Where a learner is at home: where they are a member as a learner."""
    return [one for one in memberships if "learner" in one.roles and not one.community.is_network]


def destinations(memberships: list[Membership]) -> list[Community]:
    """Where a home may move: what is open to learners, and where they belong already."""
    found = public_communities().filter(takes_learners=True).exclude(kind=Community.Kind.CIRCLE)
    own = [one.community for one in homes(memberships)]
    return sorted({one.pk: one for one in [*found, *own]}.values(), key=lambda one: one.name)


def preview(source: Community) -> Preview:
    memberships, enrolments = own_memberships(), list(own_enrolments())
    there = [one for one in enrolments if one.card.community_id == source.pk]
    goals = list(Goal.objects.filter(state=Goal.State.OPEN))
    left = steps_at(source, goals)
    return Preview(
        consents=[one for one in standing_consents() if one.community_id == source.pk],
        places=[one for one in there if one.is_here],
        recorded=len(there),
        goals=len(goals),
        steps=[step for goal in goals for step in goal.steps if step.id in left],
        birthday=any(one.born_on for one in memberships if one.community_id == source.pk),
    )


def steps_at(source: Community, goals: Iterable[Goal]) -> set[str]:
    """The ids of the steps, not done, that are offerings of a community."""
    open_steps = [one for goal in goals for one in goal.steps if one.offering and not one.done_on]
    cards = OfferingCard.objects.filter(pk__in=[one.offering for one in open_steps], community=source)
    there = {str(pk) for pk in cards.values_list("pk", flat=True)}
    return {one.id for one in open_steps if one.offering in there}


def moves_here() -> QuerySet[Moved]:
    """In a community's scope: who came and who left, the latest first."""
    return Moved.objects.select_related("other").order_by("-on", "-id")


def who_admits(community: Community) -> Iterable[UUID]:
    """In its scope: those who look after its members."""
    decided: Any = community.role_permissions
    roles = [role for role in ROLES if "communities.manage_people" in effective([role], decided)]
    found: Iterable[UUID] = acting_members().filter(roles__overlap=roles).values_list("person_id", flat=True)
    return found
