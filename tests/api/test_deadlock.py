"""Two who lock each other out: PostgreSQL takes one back, and that one is told so."""

import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection

from communities.models import Membership
from tenancy.scope import in_community
from tests.api.urls import LOCK
from tests.factories import a_community

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.api.urls")]
HELD = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 1 AND granted"


def hold_the_other_way_round():
    """Hold 2, wait until the request holds 1, and ask for it."""
    connection.ensure_connection()
    ours = connection.connection.info
    with psycopg.connect(ours.dsn, password=ours.password) as other:
        other.execute(LOCK, [2])
        yield
        while not other.execute(HELD).fetchone()[0]:
            time.sleep(0.01)
        time.sleep(0.3)  # the request waits by now, so that it is the first to look for a deadlock
        other.execute(LOCK, [1])
        yield


@pytest.mark.parametrize("path", ["/c/north/crosses/", "/api/v1/c/north/crosses/"])
def test_whoever_is_taken_back_is_told_to_try_again(client, path):
    north = a_community("north")
    with in_community(north.pk):
        client.force_login(Membership.objects.select_related("person").get().person)
    other = hold_the_other_way_round()
    next(other)
    with ThreadPoolExecutor(1) as pool:
        crossing = pool.submit(next, other)
        response = client.post(path)
        crossing.result(10)
    other.close()
    assert (response.status_code, "Somebody else changed the same" in response.content.decode()) == (409, True)
    with in_community(north.pk):
        assert Membership.objects.count() == 1
