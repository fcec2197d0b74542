"""Mentors to test with."""

from communities.models import Community
from learners.consents.acting import for_oneself
from learners.progress.mentors.actions import answer, ask
from learners.progress.mentors.models import Mentoring
from tenancy.scope import in_community
from tests.factories import a_person


def membership(community: Community, username: str):
    with in_community(community.pk):
        return a_person(username).memberships.get(community=community)


def asked(community: Community, by: str, mentor: str) -> Mentoring:
    """A learner asks a member."""
    with for_oneself(a_person(by)) as who:
        return ask(who, community=community, mentor=membership(community, mentor).pk)


def accepted(community: Community, by: str, mentor: str) -> Mentoring:
    """And the member said yes."""
    one = asked(community, by, mentor)
    with in_community(community.pk):
        return answer(one, accept=True, by=a_person(mentor))
