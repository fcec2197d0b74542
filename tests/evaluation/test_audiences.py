"""A community's report laid out for funders and policymakers: what they look for, and nothing that is not theirs."""

from datetime import date, timedelta

import pytest

from communities.models import Community
from evaluation.audiences import LAYOUTS, Audience, audience_of
from evaluation.corrections import as_read
from evaluation.indicators import Topic
from evaluation.periods import week_of
from evaluation.queries import reports_here
from evaluation.takeaways import report_table
from tenancy.scope import in_community
from tests.evaluation.factories import WEEK, a_report, cohort, enrolments
from tests.evaluation.test_pages import signed_in, text
from tests.factories import a_community, a_member
from tests.funding.factories import a_grant
from tests.learners.factories import an_offering

pytestmark = pytest.mark.django_db
PAGE = f"/c/north/reports/{WEEK.key}/"


@pytest.fixture
def north():
    """Two weeks, with money in the second; women pass less often."""
    north = a_community("north")
    offering = an_offering(north)
    for outcome, age, number in (
        ("Pass", "0-35", 40),
        ("Pass", "35-55", 10),
        ("Fail", "0-35", 5),
        ("Fail", "35-55", 30),
    ):
        enrolments(north, offering, number=number, outcome=outcome, attributes={"age_band": age}, ended_on=WEEK.ends)
    a_report(north, week_of(date(2026, 2, 25)))
    with in_community(north.pk):
        a_grant(amount=987_654, on=date(2026, 3, 4))
    a_report(north)
    return north


@pytest.fixture(autouse=True)
def south():
    """Whose rows could leak."""
    south = a_community("south")
    cohort(south, Pass={"0-35": 77}, Fail={"0-35": 33, "35-55": 44})
    with in_community(south.pk):
        a_grant(amount=1_234_567, on=date(2026, 3, 4))
    a_report(south)
    return south


def shown(client, audience):
    answer = client.get(f"{PAGE}?for={audience}")
    return answer.context, text(answer)


def test_a_funder_reads_money_access_and_what_came_of_it(client, north):
    context, page = shown(signed_in(client, north, "administrator"), "funder")
    assert list(dict.fromkeys(line.subject for line, _corrected in context["rows"])) == ["money", "access", "ends"]
    assert context["facts"][0] == {**context["facts"][0], "label": "Money in", "value": "€9,876.54"}
    assert context["chart"].title == "Money in and out"
    assert "€9,876.54" in str(context["chart"].rows)
    assert (context["groups"], context["gaps"]) == ([], [])
    assert "12,345" not in page


def test_a_policymaker_reads_gaps_with_intervals_moves_and_turnout(client, north):
    context, page = shown(signed_in(client, north, "administrator"), "policymaker")
    assert {line.subject for line, _corrected in context["rows"]} == {"access", "ends", "moves", "say"}
    assert context["chart"] is None or context["chart"].title == "How enrolments end"
    assert context["groups"] == []
    assert [label for label, _rows in context["gaps"]] == ["Age"]
    assert "Less often" in page


@pytest.mark.parametrize("audience", ["funder", "policymaker"])
def test_neither_sees_what_the_readers_own_rights_do_not_open(client, north, audience):
    with in_community(north.pk):
        Community.objects.filter(pk=north.pk).update(role_permissions={"member": ["evaluation.see_reports"]})
    context, page = shown(signed_in(client, north, "member"), audience)
    told = {line.key for line, _corrected in context["rows"]}
    assert told.isdisjoint({"money_in", "money_out", "spent_each", "turnout", "decisions", "spoke"})
    assert context["gaps"] == []
    assert context["chart"] is None or context["chart"].title != "Money in and out"
    assert "9,876" not in page


def test_the_picture_stands_over_time_and_alone(client, north):
    ended = week_of(WEEK.ends + timedelta(days=1))
    a_report(north, ended)
    admin = signed_in(client, north, "administrator")
    over_time = admin.get(f"/c/north/reports/{ended.key}/?for=funder").context["chart"]
    assert (over_time.kind, len(over_time.rows)) == ("line", 3)
    first = admin.get("/c/north/reports/2026-W09/?for=funder").context["chart"]
    assert first is None or first.kind == "bar"


@pytest.mark.parametrize(("audience", "has", "has_not"), [
    ("funder", "Money in", "Age: each beside all others"),
    ("policymaker", "Age: each beside all others", "Money in"),
])  # fmt: skip
def test_on_paper_it_is_laid_out_alike(client, north, audience, has, has_not):
    reader = Reader()
    with in_community(north.pk):
        read = as_read(reports_here().get(period=WEEK.key), reader)
        table = report_table(read, Community.objects.get(pk=north.pk), "pdf", Audience(audience))
        told = str([[part.caption, list(part.lines)] for part in table.parts if part.caption != "Method"])
    assert has in told
    assert has_not not in told


class Reader:
    """May see everything."""

    def can(self, _code):
        return True


def test_a_policymaker_of_the_network_finds_their_own_layout_first(north):
    class Access:
        def has_role(self, *roles):
            return "policymaker" in roles

    assert audience_of(Access()) == Audience.POLICYMAKER


def test_every_layout_names_topics_and_figures_that_there_are():
    assert LAYOUTS.keys() == set(Audience)
    assert all(set(one.topics) <= set(Topic) for one in LAYOUTS.values())


@pytest.mark.parametrize("format", ["csv", "pdf", "xlsx", "json"])
@pytest.mark.parametrize("audience", ["funder", "policymaker"])
def test_it_is_taken_away_in_every_format(client, north, audience, format):
    a_member(north, "ann", "administrator")
    answer = signed_in(client, north, "administrator").get(f"/c/north/reports/{WEEK.key}.{format}?for={audience}")
    assert answer.status_code == 200
    assert b"".join(answer)
