"""A dashboard asks the database twelve times at most, however much there is to show."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.governance.actions import decide
from funding.actions import record_grant
from funding.models import Fund
from learners.actions import enrol
from tenancy.scope import in_community
from tests.curriculum.factories import a_curriculum
from tests.evaluation.factories import a_report
from tests.factories import a_community, a_member
from tests.governance.factories import a_rule, a_vote
from tests.learners.factories import an_enrolment, an_offering
from tests.progress.factories import a_submission

pytestmark = pytest.mark.django_db
MOST = 12
ROLES = ["administrator", "teacher", "learner", "guardian", "member"]


def live_on(community, someone, times):
    """What a dashboard shows, so many times: people, drafts, groups with work to mark, own learning, money, decisions."""
    for _ in range(times):
        mine = an_offering(community, teachers=(someone,))
        a_submission(an_enrolment(mine))
        another = an_offering(community)
        a_curriculum(community, units=0)
        with in_community(community.pk):
            learning = enrol(another, person=someone.person, home=None, by=someone.person)
            record_grant(
                fund=Fund.objects.get(), amount=100, currency="EUR", from_whom="x", on=date(2026, 3, 1), id=uuid4()
            )
            decide(by=someone.person, kind="setting", title="Paint the boats")
        a_submission(learning)


def vote_on(community, someone, times):
    """So many proposals wait for a vote."""
    for _ in range(times):
        a_vote(someone)


def asked(client):
    client.get("/c/north/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/c/north/").status_code == 200
    return [query["sql"] for query in queries.captured_queries if query["sql"].lstrip().startswith("SELECT")]


@pytest.mark.parametrize("roles", [*([role] for role in ROLES), ROLES])
def test_a_dashboard_asks_twelve_times_at_most(client, roles):
    north = a_community("north")
    someone = a_member(north, "ann", *roles)
    client.force_login(someone.person)
    a_rule(north, electorate=ROLES, proposers=ROLES)
    live_on(north, someone, 1)
    vote_on(north, someone, 1)
    a_report(north)
    once = asked(client)
    live_on(north, someone, 29)
    vote_on(north, someone, 29)
    often = asked(client)
    assert len(once) <= MOST, "\n".join(once)
    assert len(often) == len(once)
