"""The database is away, or goes away: 503, and one clear line for each request."""

import json

import pytest

from tests.factories import a_person
from tests.jobs.processes import python

pytestmark = pytest.mark.django_db(transaction=True)

PREPARE = """
import json, logging
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

settings.ALLOWED_HOSTS.append("testserver")
lines = []


class Keep(logging.Handler):
    def emit(self, record):
        if "request_finished" not in record.getMessage():
            lines.append(self.format(record))


logging.getLogger().handlers[:] = [Keep()]
client = Client(raise_request_exception=False)


def ask(path, **headers):
    lines.clear()
    answer = client.get(path, headers=headers)
    return [path, answer.status_code, answer.get("Retry-After"), answer["Content-Type"], list(lines)]
"""
AWAY = (
    PREPARE
    + """
client.cookies["sessionid"] = "a" * 32
paths = ["/c/north/", "/api/v1/c/north/members/", "/me/", "/api/v1/me/"]
print(json.dumps([*map(ask, paths), ask("/api/v1/me/", Authorization="Bearer x")]))
"""
)
GOES = (
    PREPARE
    + """
import psycopg
from accounts.models import Person
client.force_login(Person.objects.get(username="ann"))
ours = connection.connection.info
with psycopg.connect(ours.dsn, password=ours.password, autocommit=True) as other:
    other.execute("SELECT pg_terminate_backend(%s, 5000)", [ours.backend_pid])
first = ask("/api/v1/me/")
connection.close_if_unusable_or_obsolete()  # as at the end of each request
print(json.dumps([first, ask("/api/v1/me/")]))
"""
)


def test_a_database_that_is_away_is_told_as_503_and_in_one_line(tmp_path):
    seen = json.loads(python(AWAY, DATABASE_URL=f"postgres://a:b@/x?host={tmp_path}&port=1").splitlines()[-1])
    for path, status, retry_after, content_type, lines in seen:
        assert (path, status) == (path, 503)
        assert int(retry_after) > 0
        assert content_type == ("application/problem+json" if path.startswith("/api/") else "text/html; charset=utf-8")
        [line] = lines
        assert "database_unavailable" in line
        assert "\n" not in line


def test_a_restart_of_the_database_costs_each_connection_one_request():
    a_person("ann")
    first, second = json.loads(python(GOES).splitlines()[-1])
    assert (first[1], len(first[4])) == (503, 1)
    assert second[1] == 200
