"""Somebody about whom much is known, and two who turned out to be one."""

from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.models import Community
from curriculum.actions import add_coauthor
from learners.identity.joining import join_by_code, make_join_code
from learners.identity.models import Join
from learners.models import AccessLog
from learners.progress.plans.actions import set_goal
from tenancy.scope import as_person, in_community
from tests.assessments.factories import an_assessment, an_attempt
from tests.attendance.factories import a_roll, an_absence
from tests.commons.factories import a_review, a_shared
from tests.consents.factories import a_consent, say
from tests.curriculum.factories import a_version
from tests.evidence.factories import a_piece, an_assessment_of
from tests.factories import a_member, a_person
from tests.learners.factories import a_guardianship, an_enrolment, an_offering
from tests.mentors.factories import accepted
from tests.moves.factories import a_move
from tests.progress.factories import a_mark, a_submission, with_scale


def a_life(community: Community, username: str) -> Person:
    """A learner there with something of nearly every kind, with a guardian and a mentor."""
    with_scale(community)
    teacher = a_member(community, f"teacher-of-{username}", "teacher")
    a_member(community, username, "learner")
    person = a_person(username)
    offering = an_offering(community, version=a_version(community), teachers=(teacher,))
    enrolment = an_enrolment(offering, username, home=community)
    a_mark(enrolment)
    a_submission(enrolment, 1)
    an_assessment_of(a_piece(enrolment), by=teacher.person.username)
    a_roll(offering, teacher)
    an_absence(enrolment)
    an_attempt(an_assessment(community, by=teacher), username, answers="right")
    say(username, interests="Tides")
    a_consent(community, username)
    accepted(community, username, teacher.person.username)
    with as_person(person.pk):
        AccessLog.note(person.pk, who=teacher.person, what=gettext_lazy("Your plan"))
        set_goal("To keep bees")
    with in_community(community.pk):
        add_coauthor(a_version(community, "Bees").curriculum, person=person)
    return person


def joined(main: str, other: str) -> Join:
    return join_by_code(a_person(main), code=make_join_code(a_person(other)))


def taught(community: Community, foreign: Community, username: str) -> None:
    """And looked at what another community shares."""
    a_review(a_shared(foreign, "Tides"), a_member(community, username, "teacher"))


__all__ = ["a_guardianship", "a_life", "a_move", "joined", "taught"]
