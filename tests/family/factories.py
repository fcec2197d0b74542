"""A learner of whom there is something to tell."""

from uuid import UUID

from communities.models import Community, Membership
from curriculum.models import Competency, CompetencyLink, Framework, Relation
from learners.models import Offering
from tenancy.scope import in_community
from tests.attendance.factories import a_roll
from tests.curriculum.factories import a_framework
from tests.evidence.factories import a_piece, an_assessment_of
from tests.learners.factories import an_enrolment
from tests.plans.factories import a_course
from tests.progress.factories import a_mark


def in_spanish(community: Community) -> UUID:
    """The key of a competency called M.1 that the community has as Medir too."""
    english = a_framework(community, "M", codes="M M.1")
    with in_community(community.pk):
        one = english.competencies.get(code="M.1")
        framework = Framework.objects.create(title="M en español", language="es")
        other = Competency.objects.create(framework=framework, statement="Medir", code="M.1")
        CompetencyLink.objects.create(origin=other, relation=Relation.TRANSLATION_OF, target=one)
    return one.key


def a_taught_learner(
    community: Community, username: str, teacher: Membership, *, title: str = "Boats", offering: Offering | None = None,
    teaches: UUID | None = None,
) -> Offering:  # fmt: skip
    """Marked, with evidence assessed and a roll taken, in an offering that the teacher teaches."""
    offering = offering or a_course(community, title, teaches=teaches)
    with in_community(community.pk):
        offering.teachers.get_or_create(membership=teacher)
    made = an_enrolment(offering, username, home=community)
    a_mark(made, level=3, comment=f"Steady, {username}.")
    an_assessment_of(a_piece(made, title=f"Piece of {username}"), by=teacher.person.username)
    a_roll(offering, teacher, **{username: "ill"})
    return offering
