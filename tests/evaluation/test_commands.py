"""What an operator asks for."""

import json
import logging

import pytest
from django.core.management import CommandError, call_command

from evaluation.models import NetworkReport, Report, RollUp
from jobs.models import Job
from jobs.outbox import run_waiting
from tenancy.scope import in_community
from tests.evaluation.factories import a_report, cohort, enrolments
from tests.factories import a_community
from tests.learners.factories import an_offering

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    """Two that offer, one of them keeping its figures to itself, and one that only is a home."""
    north, south, _home = (a_community(slug) for slug in ("north", "south", "home"))
    cohort(north, Pass={"0-35": 2, "": 1}, Fail={"35-55": 1})
    cohort(south, Pass={"0-35": 3}, Withdrawn={"0-35": 1})
    enrolments(south, number=2, attributes={"age_band": "0-35"})
    return north, south


def said(capsys, *words, **options):
    call_command(*words, **options)
    return capsys.readouterr().out


def test_the_networks_figures_are_printed_as_recorded_and_unsuppressed(places, capsys):
    assert json.loads(said(capsys, "report", "--network", "--json")) == {
        "outcomes": {"Pass": 6, "Fail": 1, "Withdrawn": 1},
        "by_community": {"north": {"Pass": 3, "Fail": 1}, "south": {"Pass": 3, "Withdrawn": 1}},
        "by": {"age_band": {"0-35": {"Pass": 5, "Withdrawn": 1}, "": {"Pass": 1}, "35-55": {"Fail": 1}}},
    }


def test_keys_are_sorted(places, capsys):
    def pairs(found):
        assert [key for key, _value in found] == sorted(key for key, _value in found)
        return dict(found)

    json.loads(said(capsys, "report", "--network", "--json"), object_pairs_hook=pairs)


def test_its_use_is_logged_and_its_output_is_json_alone(places, capsys, caplog):
    with caplog.at_level(logging.WARNING):
        json.loads(said(capsys, "report", "--network", "--json"))
    (line,) = [record.getMessage() for record in caplog.records if "unsuppressed_figures_read" in record.getMessage()]
    assert "communities=2" in line


def test_a_table_is_for_reading(places, capsys):
    lines = [" ".join(line.split()) for line in said(capsys, "report", "--network").splitlines()]
    assert {"network Fail Pass Withdrawn", "all 1 6 1", "north 1 3 0", "35-55 1 0 0"} <= set(lines)


def test_a_draft_is_no_offering(capsys):
    an_offering(a_community("north"), draft=True)
    assert json.loads(said(capsys, "report", "--network", "--json"))["by_community"] == {}


def test_a_communitys_latest_report_is_printed(places, capsys):
    a_report(places[0])
    lines = [" ".join(line.split()) for line in said(capsys, "report", "north").splitlines()]
    assert lines[0] == "North, 2026-03-02 to 2026-03-08"
    assert "How enrolments ended (attribute age_band, outcome Pass, value 0-35) 2" in lines
    assert json.loads(said(capsys, "report", "north", "--json"))["community"]["slug"] == "north"


@pytest.mark.parametrize("words", [[], ["north", "--network"], ["nowhere"], ["home"]])
def test_what_cannot_be_reported_is_refused(places, words):
    with pytest.raises(CommandError):
        call_command("report", *words)


def test_evaluating_enqueues_a_visit_of_every_community(places, capsys):
    assert "3 communities" in said(capsys, "evaluate", "--period", "2026-W10")
    assert Job.objects.filter(task="evaluation.visit").count() == 3
    run_waiting()
    for place in places:
        with in_community(place.pk):
            assert Report.objects.get().period == "2026-W10"
    assert NetworkReport.objects.get().period == "2026-W10"


def test_everything_to_date_is_the_default(places, capsys):
    said(capsys, "evaluate")
    run_waiting()
    assert NetworkReport.objects.get().kind == "to-date"


def test_waiting_ends_when_it_is_done_and_says_when_nobody_does_it(places, capsys):
    with pytest.raises(CommandError, match="is a worker running"):
        call_command("evaluate", "--period", "2026-W10", "--wait", "0.1")
    assert "0 of 3 rolled up" in capsys.readouterr().out
    run_waiting()
    assert "is published" in said(capsys, "evaluate", "--period", "2026-W10", "--wait", "0.1")


@pytest.mark.parametrize("period", ["2026-W54", "yesterday", "2026-3-1"])
def test_what_is_no_period_is_refused(period):
    with pytest.raises(CommandError, match="is no period"):
        call_command("evaluate", "--period", period)


def test_all_is_counted_anew_and_what_was_written_stays(places, capsys):
    north, south = places[:2]
    written, other = a_report(north), a_report(south)
    with in_community(north.pk):
        kept = list(RollUp.objects.order_by("indicator", "dims").values_list("indicator", "dims", "value"))
        RollUp.objects.filter(indicator="outcomes").delete()
        RollUp.objects.filter(indicator="learners").update(value=99)
    assert "north: 1 periods" in said(capsys, "evaluate", rebuild=True)
    with in_community(north.pk):
        assert list(RollUp.objects.order_by("indicator", "dims").values_list("indicator", "dims", "value")) == kept
        assert Report.objects.get().hash == written.hash
    with in_community(south.pk):
        assert Report.objects.get().hash == other.hash
