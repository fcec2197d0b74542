"""Offerings and enrolments to test with."""

from itertools import count

from communities.models import Community, Membership
from curriculum.models import Version
from learners.actions import enrol, open_offering, publish_offering, record_guardianship
from learners.models import Enrolment, Offering
from tenancy.scope import in_community
from tests.curriculum.factories import a_version
from tests.factories import a_member, a_person

_next = count(1)


def an_offering(
    community: Community,
    *,
    title: str = "",
    version: Version | None = None,
    teachers: tuple[Membership, ...] = (),
    draft: bool = False,
    **about: object,
) -> Offering:
    """An open offering (or a draft) of a version of that community."""
    version = version or a_version(community, age_from=9, age_to=12)
    with in_community(community.pk):
        offering = open_offering(version, teachers=teachers, **{"title": title or f"Offering {next(_next)}"} | about)
        return offering if draft else publish_offering(offering)


def an_enrolment(
    offering: Offering, username: str = "", *, home: Community | None = None, **about: object
) -> Enrolment:
    """That person's enrolment, made by themself."""
    person = a_person(username)
    with in_community(offering.community_id):
        return enrol(offering, person=person, home=home, by=person, **about)


def a_guardianship(community: Community, guardian: str, child: str) -> None:
    """Recorded by the founder, between two people who become members where they are none yet."""
    pair = [_member(community, guardian, "guardian"), _member(community, child, "learner")]
    with in_community(community.pk):
        record_guardianship(pair[0], child=pair[1], by=a_person(f"founder-of-{community.slug}"))


def _member(community: Community, username: str, role: str) -> Membership:
    with in_community(community.pk):
        found = Membership.objects.filter(person=a_person(username), until__isnull=True).first()
    return found or a_member(community, username, role)
