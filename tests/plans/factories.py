"""Offerings that build on one another, and what a learner sees of them."""

from uuid import UUID

from accounts.models import Person
from communities.models import Community, Membership
from curriculum.actions import edit_node, publish_version
from curriculum.models import Curriculum
from learners.models import Offering
from learners.progress.plans.advising import Plan, plan_of
from tenancy.scope import as_person, in_community
from tests.curriculum.factories import a_curriculum, a_teacher
from tests.learners.factories import an_offering


def a_course(
    community: Community, title: str, *, after: Offering | None = None, teaches: UUID | None = None, **described: object
) -> Offering:
    """Open, of one activity, which comes after the first of another offering and teaches a competency, where told."""
    by = a_teacher(community)
    curriculum = a_curriculum(community, title, units=1, activities=1, by=by, **described)
    with in_community(community.pk):
        node = curriculum.nodes.get(title="Activity 1.1")
        if after:
            edit_node(node, requires=[first_of(after)])
        if teaches:
            edit_node(node, teaches=[teaches])
        version = publish_version(Curriculum.objects.get(pk=curriculum.pk), by=by)
    return an_offering(community, title=title, version=version)


def first_of(offering: Offering) -> UUID:
    """The key of its first activity."""
    with in_community(offering.community_id):
        return offering.version.nodes.get(title="Activity 1.1").key


def plan_for(person: Person) -> Plan:
    with as_person(person.pk):
        memberships = list(Membership.objects.filter(until__isnull=True).select_related("community"))
        return plan_of(memberships, language=person.language)


def fitting(plan: Plan) -> list[str]:
    return [one.card.title for one in plan.advice.fit]


def against(plan: Plan) -> dict[str, str]:
    return {one.card.title: one.against for one in plan.advice.ruled_out}
