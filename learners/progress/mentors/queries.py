"""A learner's mentors, whom they may ask, and whom a member mentors."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from communities.models import Community, Membership
from communities.queries import acting_members
from communities.roles import ROLES, effective
from learners.consents.models import SharedRecord
from learners.progress.mentors.models import Mentoring

PURPOSE = "mentoring"  # of consents
PLAN = "plan"  # what of it opens the plan


def own_mentorings() -> QuerySet[Mentoring]:
    """In the learner's scope: those that are live first."""
    return Mentoring.objects.select_related("community").order_by("ended_on", "-asked_at", "-id")


def who_may_mentor(community: Community, *, learner: UUID) -> QuerySet[Membership]:
    """In the community's scope: members whom a learner may ask, by name."""
    roles = [role for role in ROLES if "mentors.mentor" in effective([role], community.role_permissions)]
    return acting_members().filter(roles__overlap=roles).exclude(person=learner).order_by("display_name", "pk")


def mentorings_of(membership: Membership) -> QuerySet[Mentoring]:
    """In the community's scope, each with `is_open`: whether the learner's consent opens their plan now."""
    given: Any = SharedRecord.objects.filter(learner=OuterRef("learner"), purpose=PURPOSE, data__has_key=PLAN)
    found = Mentoring.objects.filter(mentor=membership).annotate(is_open=Exists(given))
    return found.order_by("ended_on", "learner_name", "-asked_at", "-id")


def told_to(mentoring: Mentoring) -> SharedRecord | None:
    """In the community's scope: what the learner agreed that their mentor may know."""
    return SharedRecord.objects.filter(learner=mentoring.learner_id, purpose=PURPOSE).first()
