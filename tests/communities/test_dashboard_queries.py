"""A dashboard asks the database twelve times at most, however much there is to show."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.actions import record_grant
from funding.models import Fund
from tenancy.scope import in_community
from tests.curriculum.factories import a_curriculum
from tests.factories import a_community, a_member

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.mark.parametrize("role", ["administrator", "teacher", "learner", "guardian", "member"])
def test_a_dashboard_asks_twelve_times_at_most(client, role):
    north = a_community("north")
    someone = a_member(north, "ann", role)
    client.force_login(someone.person)
    asked = []
    for more in (1, 29):
        for number in range(more):
            a_member(north)
            a_curriculum(north, f"Number {more} {number}", units=0)
            with in_community(north.pk):
                fund = Fund.objects.get()
                record_grant(fund=fund, amount=100, currency="EUR", from_whom="x", on=date(2026, 3, 1), id=uuid4())
        client.get("/c/north/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/c/north/").status_code == 200
        asked.append(sum(query["sql"].lstrip().startswith("SELECT") for query in queries.captured_queries))
    assert max(asked) <= MOST
    assert asked[0] == asked[1]
