"""Who is told that a report is ready."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from communities.actions import end_membership
from communities.models import Community
from evaluation.periods import to_date, week_of
from notices.kinds import words_of
from tenancy.scope import in_community
from tests.evaluation.factories import WEEK, a_report
from tests.factories import a_community, a_member
from tests.notices.factories import told

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 9, 6, tzinfo=UTC)
READY = "evaluation.report_ready"


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture(autouse=True)
def of_south():
    """Who must not be told of another community."""
    return a_member(a_community("south"), "sue", "administrator").person


def test_administrators_are_told_once_however_often_it_is_written(client, north, of_south):
    ann, bo, ed = (
        a_member(north, name, role) for name, role in (("ann", "administrator"), ("bo", "teacher"), ("ed", "guardian"))
    )
    with time_machine.travel(MONDAY, tick=False):
        for _again in range(3):
            a_report(north)
    assert told(ann.person) == [("north", READY, False)]
    assert [told(one) for one in (bo.person, ed.person, of_south)] == [[], [], []]
    client.force_login(ann.person)
    page = client.get("/me/notices/").content.decode()
    assert "The report is ready: Week 10 of 2026" in page


def test_each_report_is_told_of(north):
    ann = a_member(north, "ann", "administrator").person
    with time_machine.travel(MONDAY, tick=False):
        for period in (WEEK, to_date(WEEK.ends), week_of(WEEK.starts - timedelta(days=1))):
            a_report(north, period)
    assert [kind for _place, kind, _read in told(ann)] == [READY] * 3


def test_who_may_not_read_reports_or_is_gone_is_not_told(north):
    ann, gone = (a_member(north, name, "administrator") for name in ("ann", "gone"))
    with in_community(north.pk):
        end_membership(gone)
    a_report(north)
    assert (len(told(ann.person)), told(gone.person)) == (1, [])
    Community.objects.filter(pk=north.pk).update(role_permissions={"administrator": ["communities.manage_people"]})
    a_report(north, to_date(WEEK.ends))
    assert len(told(ann.person)) == 1


def test_a_report_of_a_time_long_over_is_there_and_counts_as_read(north):
    ann = a_member(north, "ann", "administrator").person
    a_report(north)
    assert told(ann) == [("north", READY, True)]


def test_it_is_told_in_the_language_of_who_reads_it():
    with override("es"):
        assert words_of(READY, {"period": "2026-W10"}) == "El informe está listo: Semana 10 de 2026"


@pytest.mark.parametrize("number", [1, 30])
def test_telling_takes_the_same_queries_for_any_number_of_people(north, number):
    for one in range(number):
        a_member(north, f"keys-{one}", "administrator")
    with time_machine.travel(MONDAY, tick=False), CaptureQueriesContext(connection) as captured:
        a_report(north)
    asked = [one["sql"] for one in captured if "notices_" in one["sql"] or "communities_membership" in one["sql"]]
    assert len(asked) == 3, asked
