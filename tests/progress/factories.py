"""Marks to test with."""

from uuid import UUID

from communities.models import Community
from learners.models import Enrolment
from learners.progress.actions import mark_activity, submit_activity
from learners.progress.models import Mark
from tenancy.scope import in_community
from tests.factories import a_person

SCALE = [
    {"name": "Beginning", "from": 0},
    {"name": "Growing", "from": 40},
    {"name": "Secure", "from": 70},
    {"name": "Teaches others", "from": 90},
]


def with_scale(community: Community) -> Community:
    """The community with a scale of four levels."""
    community.mastery_scale = SCALE
    community.save()
    return community


def keys(enrolment: Enrolment) -> list[UUID]:
    return [UUID(entry["key"]) for entry in enrolment.card.outline]


def a_mark(enrolment: Enrolment, place: int = 0, **given: object) -> Mark:
    """The activity at that place of the outline, marked by Joss: level 3 unless given."""
    with in_community(enrolment.community_id):
        return mark_activity(
            enrolment, activity_key=keys(enrolment)[place], by=a_person("joss"), **(given or {"level": 3})
        )


def a_submission(enrolment: Enrolment, place: int = 0, work: str = "Two cups.") -> Mark:
    """The activity at that place of the outline, handed in by the learner."""
    with in_community(enrolment.community_id):
        return submit_activity(enrolment, activity_key=keys(enrolment)[place], by=enrolment.person, work=work)
