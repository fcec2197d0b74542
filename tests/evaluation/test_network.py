"""The network's report: each community visited in its own scope, then one publication."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from communities.governance.actions import decide
from communities.models import Community
from evaluation import actions
from evaluation.actions import end_round, publish_network_report, start_round
from evaluation.models import NetworkReport, Report, Round
from evaluation.periods import to_date, week_of
from jobs.due import take_due
from jobs.models import Due, Job
from jobs.outbox import TASKS, run, run_waiting
from learners.models import Enrolment
from tenancy.scope import in_community
from tests.evaluation.factories import WEEK, a_network_report, cohort, enrolments, learners
from tests.factories import a_community, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    north = a_community("north")
    cohort(north, Pass={"0-35": 20, "35-55": 15}, Fail={"0-35": 12, "35-55": 11})
    return north


@pytest.fixture
def south():
    south = a_community("south")
    cohort(south, Pass={"0-35": 30, "35-55": 25}, Fail={"0-35": 22, "35-55": 21})
    return south


def stop_sharing(community):
    with in_community(community.pk):
        founder = a_person(f"founder-of-{community.slug}")
        decide(by=founder, kind="setting", title="Keep our figures", settings={"reports": {"shares_reports": False}})


def rows(report, place=0):
    return {row["key"]: row["cells"] for row in report.content["tables"][place]["rows"]}


def test_communities_are_added_up(north, south):
    report = a_network_report()
    assert report.content["sums"]["cells"] == {"Pass": 90, "Fail": 66, "*": 156}
    assert rows(report) == {"north": {"Pass": 35, "Fail": 23, "*": 58}, "south": {"Pass": 55, "Fail": 43, "*": 98}}
    assert rows(report, 1)["0-35"] == {"Pass": 50, "Fail": 34, "*": 84}


def test_a_community_that_does_not_share_is_absent_and_no_difference(north, south):
    west = a_community("west")
    cohort(west, Pass={"0-35": 17}, Fail={"0-35": 19})
    stop_sharing(south)
    report = a_network_report()
    assert "south" not in str(report.content)
    assert report.content["sums"]["cells"] == {"Pass": 52, "Fail": 42, "*": 94}
    for table in report.content["tables"]:
        for outcome, everybody in report.content["sums"]["cells"].items():
            assert sum(row["cells"][outcome] for row in table["rows"]) == everybody


def test_one_that_stops_sharing_is_not_given_away_by_two_reports(north, south):
    west = a_community("west")
    cohort(west, Pass={"0-35": 17}, Fail={"0-35": 19})
    a_network_report()
    stop_sharing(south)
    report = a_network_report(week_of(date(2026, 3, 11)))
    assert rows(report).keys() == {"north", "west"}
    assert [table["name"] for table in report.content["tables"]] == ["community"]


def test_the_same_few_learners_in_two_communities_are_few(north, south):
    few = learners(6)
    for place in (north, south):
        enrolments(place, people=few, outcome="Pass", attributes={"age_band": "55<="})
        enrolments(place, number=20, outcome="Fail", attributes={"age_band": "55<="})
    cells = rows(a_network_report(), 1)["55<="]
    assert (cells["Pass"], cells["*"]) == (None, 52)


def test_every_community_is_visited_by_a_job_and_the_last_visit_publishes(north, south):
    one_round = start_round(WEEK)
    assert run_waiting() == 3
    one_round.refresh_from_db()
    assert (one_round.awaited, one_round.ended_at is not None) == ([], True)
    assert NetworkReport.objects.get().content["communities"] == 2
    for place in (north, south):
        with in_community(place.pk):
            assert Report.objects.get().period == "2026-W10"


def test_a_round_that_was_cut_off_goes_on_where_it_was(north, south):
    one_round = start_round(WEEK)
    run(Job.objects.filter(task="evaluation.visit").order_by("id").first().pk)
    Job.objects.all().delete()
    assert not NetworkReport.objects.exists()
    assert start_round(WEEK) == one_round
    assert Job.objects.filter(task="evaluation.visit").count() == 1
    run_waiting()
    assert NetworkReport.objects.get().content["sums"]["cells"]["*"] == 156


def test_a_round_that_ended_is_not_begun_again(north):
    start_round(WEEK)
    run_waiting()
    assert start_round(WEEK).ended_at
    end_round(Round.objects.get().pk)
    publish_network_report(WEEK)
    assert (NetworkReport.objects.count(), Job.objects.filter(not_before__isnull=True).count()) == (1, 0)


def test_a_community_that_fails_does_not_stop_the_others_and_is_named_as_missing(north, south, monkeypatch):
    one_round = start_round(WEEK)
    visits = {job.args[1]: job.pk for job in Job.objects.filter(task="evaluation.visit")}
    with monkeypatch.context() as patch:
        patch.setitem(TASKS, "evaluation.visit", broken)
        run(visits[south.pk])
    run(visits[north.pk])
    assert not NetworkReport.objects.exists()
    with time_machine.travel(timezone.now() + actions.PATIENCE + timedelta(minutes=1)):
        Job.objects.filter(task="evaluation.visit").update(not_before=timezone.now() + timedelta(hours=1))
        run_waiting()
    report = NetworkReport.objects.get()
    assert report.content["missing"] == ["South"]
    assert rows(report).keys() == {"north"}
    one_round.refresh_from_db()
    assert one_round.awaited == [south.pk]


def broken(*_ids):
    raise RuntimeError("The south cannot be counted.")


@pytest.mark.parametrize(
    ("at", "published"),
    [
        ("2026-03-09 19:59", []),
        ("2026-03-09 20:00", ["2026-W10"]),
        ("2026-03-16 17:59", ["2026-W10"]),  # a week late; on Baker Island it is not yet six
        ("2026-03-16 18:00", ["2026-W11"]),
    ],
)
def test_the_networks_week_is_evaluated_when_its_monday_has_come_everywhere(north, at, published):
    with time_machine.travel(datetime(2026, 3, 4, 12, tzinfo=UTC), tick=False):
        take_due()
    with time_machine.travel(datetime.fromisoformat(f"{at}+00:00"), tick=False):
        Due.objects.filter(kind="evaluation.reports").delete()
        take_due()
        run_waiting()
    assert list(NetworkReport.objects.values_list("period", flat=True)) == published


def test_a_report_to_date_counts_everything(north):
    with in_community(north.pk):
        Enrolment.objects.update(enrolled_on=date(2027, 1, 1))
    south = a_community("other")
    cohort(south, Pass={"0-35": 30})
    assert a_network_report(to_date(date(2026, 3, 5))).content["sums"]["cells"]["Pass"] == 65


def test_a_network_of_nobody_publishes_that_there_is_nothing():
    a_community("north")
    assert a_network_report().content["sums"] is None


def test_a_community_without_enrolments_has_no_row(north, south):
    a_community("west")
    assert rows(a_network_report()).keys() == {"north", "south"}
    assert Community.objects.count() == 3
