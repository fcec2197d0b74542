"""A report is signed by its hash, counted anew on demand, and its page says what was corrected since."""

import hashlib
import json
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.models import Community
from evaluation.actions import roll_up
from evaluation.models import Report
from funding.models import Entry
from tenancy.scope import in_community
from tests.evaluation.factories import WEEK, a_report, cohort, enrolments
from tests.evaluation.test_counting import hand_in
from tests.evaluation.test_pages import signed_in, text
from tests.factories import a_community
from tests.funding.factories import a_grant

pytestmark = pytest.mark.django_db
PAGE, API = "/c/north/reports/2026-W10/", "/api/v1/c/north/reports/2026-W10/"


@pytest.fixture
def north():
    north = a_community("north")
    cohort(north, Pass={"0-35": 3})
    with in_community(north.pk):
        a_grant(amount=987_654, on=date(2026, 3, 4))
    return north


@pytest.fixture(autouse=True)
def south():
    """Whose rows could leak."""
    south = a_community("south")
    cohort(south, Pass={"0-35": 5})
    with in_community(south.pk):
        a_grant(amount=123_456, on=date(2026, 3, 4))
    a_report(south)
    return south


def sha256(what):
    said = json.dumps(what, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def hash_computed_from(record):
    """By the words of the documentation alone."""
    content, parts = record["content"], dict(record["part_hashes"])
    before = content["before"]
    for key, salt in record["salts"].items():
        lists = {"figures": content["figures"], "before": before["figures"] if before else []}
        part = {name: [one for one in figures if one["indicator"] == key] for name, figures in lists.items()}
        parts[key] = sha256({**part, "salt": salt})
    frame = {key: value for key, value in content.items() if key != "figures"}
    if before:
        frame["before"] = {"period": before["period"]}
    said = {name: record[name] for name in ("kind", "period", "ends_on")}
    return sha256({**said, "content": frame, "parts": parts})


def reads_reports_alone(client, community):
    """A guardian of a community that lets guardians read its reports, and neither books nor enrolments."""
    Community.objects.filter(pk=community.pk).update(role_permissions={"guardian": ["evaluation.see_reports"]})
    return signed_in(client, community, "guardian")


def late_work(north):
    """Three activities of the week whose marks come to be known when its report is written, and the week counted anew."""
    there = enrolments(north, number=3)
    with in_community(north.pk):
        hand_in(there, on=date(2026, 3, 4), marked_at=datetime(2026, 3, 5, tzinfo=UTC))
        roll_up(north, period=WEEK)


@pytest.mark.parametrize("role", ["administrator", "teacher", "guardian", "member"])
def test_whoever_reads_a_report_can_compute_its_hash_from_what_they_are_given(client, north, role):
    a_report(north, WEEK._replace(key="2026-W09", starts=date(2026, 2, 23), ends=date(2026, 3, 1)))
    report = a_report(north)
    record = signed_in(client, north, role).get(API).json()
    assert record["content"]["before"]["period"] == "2026-W09"
    assert hash_computed_from(record) == record["hash"] == report.hash
    assert report.hash in text(client.get(PAGE))
    record["content"]["figures"][0]["value"] += 1
    assert hash_computed_from(record) != report.hash


def test_who_may_not_see_a_figure_gets_neither_it_nor_the_salt_to_try_it_by(client, north):
    report = a_report(north)
    record = reads_reports_alone(client, north).get(API).json()
    shown = {one["indicator"] for one in record["content"]["figures"]}
    assert "money_in" not in shown
    assert not {"money_in", "outcomes"} & record["salts"].keys()
    assert report.salts["money_in"] not in json.dumps(record)
    assert {"money_in", "outcomes"} <= record["part_hashes"].keys()


def test_the_same_figures_have_another_hash_in_every_report(north):
    twin = a_community("twin")
    assert a_report(north).hash != a_report(twin).hash
    assert len(a_report(twin).inputs_hash) == 64


def test_a_report_counted_anew_is_the_same_and_what_came_late_differs(north, south, capsys):
    report = a_report(north)
    call_command("report", str(report.pk), recompute=True)
    assert capsys.readouterr().out == "north, 2026-W10: same\n"
    there = enrolments(north, number=2)
    with in_community(north.pk):
        hand_in(there, on=date(2026, 3, 4))
        a_grant(amount=50, currency="JPY", on=date(2026, 3, 4))
    with pytest.raises(SystemExit) as exit:
        call_command("report", str(report.pk), recompute=True, as_json=True)
    assert exit.value.code == 1
    found = json.loads(capsys.readouterr().out)
    told = {(one["indicator"], *one["dims"].values()): (one["value"], one["counted"]) for one in found["differences"]}
    assert told["handed_in",] == (0, 2)
    assert told["money_in", "JPY"] == (None, 50)
    assert ("to_mark",) not in told  # counted as things stand on the day
    assert (found["same"], found["hash_fits"], found["report"]) == (False, True, str(report.pk))
    with pytest.raises(SystemExit):
        call_command("report", "north", recompute=True)
    assert "handed_in: 0, now 2\n" in capsys.readouterr().out
    with in_community(north.pk):
        assert Report.objects.get().content == report.content
    call_command("report", "south", recompute=True)
    assert capsys.readouterr().out == "south, 2026-W10: same\n"


def test_a_report_that_was_changed_behind_our_backs_is_told(north, capsys):
    content = {**a_report(north).content, "figures": []}
    with in_community(north.pk):
        old = Report.objects.get()
        Report.objects.create(
            kind=old.kind, period="2026-W11", ends_on=old.ends_on, content=content, hash=old.hash, salts=old.salts
        )
    with pytest.raises(SystemExit):
        call_command("report", "north", recompute=True)
    assert "The hash is not that of what the report says." in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [[str(uuid4()), "--recompute"], ["--network", "--recompute"], ["nowhere", "--recompute"]]
)
def test_what_is_no_report_cannot_be_counted_anew(north, words):
    with pytest.raises(CommandError):
        call_command("report", *words)


def test_what_was_corrected_stands_beside_what_was_written(client, north):
    report = a_report(north)
    signed_in(client, north, "administrator")
    assert "Corrected since" not in text(client.get(PAGE))
    assert client.get(API).json()["corrections"] == []
    late_work(north)
    page = text(client.get(PAGE))
    assert page.count("Corrected since: 3 (") >= 2  # handed in, marked; learners and who joined too
    record = client.get(API).json()
    assert record["content"] == report.content
    told = {one["indicator"]: (one["value"], one["counted"]) for one in record["corrections"] if not one["dims"]}
    assert (told["handed_in"], told["marked"]) == ((0, 3), (0, 3))
    assert "to_mark" not in told
    assert any(one["dims"] == {"outcome": ""} for one in record["corrections"] if one["indicator"] == "outcomes")
    assert record["corrected_at"] > record["written_at"]


def test_a_report_of_another_community_is_not_corrected_by_ours(client, north, south):
    a_report(north)
    late_work(north)
    signed_in(client, south, "administrator")
    assert "Corrected since" not in text(client.get("/c/south/reports/2026-W10/"))
    assert client.get("/api/v1/c/south/reports/2026-W10/").json()["corrections"] == []


def test_corrections_keep_to_what_their_reader_may_see(client, north):
    a_report(north)
    with in_community(north.pk):
        a_grant(amount=777_777, currency="JPY", on=date(2026, 3, 4))
        assert Entry.objects.exists()
    late_work(north)
    signed_in(client, north, "administrator")
    assert "777,777" in text(client.get(PAGE))
    reads_reports_alone(client, north)
    told = client.get(API).json()
    assert "Corrected since: 3 (" in (page := text(client.get(PAGE)))
    assert "777" not in page
    assert {one["indicator"] for one in told["corrections"]}.isdisjoint({"money_in", "outcomes"})
    assert "777777" not in json.dumps(told)


@pytest.mark.parametrize("number", [1, 30])
def test_corrections_take_one_query_for_any_number_of_them(client, north, number):
    a_report(north)
    signed_in(client, north, "administrator")
    for one in range(number):
        enrolments(north, number=1, outcome="Pass", attributes={"age_band": f"band {one}"}, on=date(2026, 3, 4))
    with in_community(north.pk):
        roll_up(north, period=WEEK)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as captured:
        page = text(client.get(PAGE))
    assert page.count("Corrected since") > number
    asked = [one["sql"] for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "SET LOCAL"))]
    assert len([sql for sql in asked if "evaluation_rollup" in sql]) == 1
    assert len(asked) == 7, asked
