"""A report is a draft until the community publishes it, by its own decision; then nothing of it changes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from communities.governance.models import Decision
from communities.governance.proposals.proposing import propose
from communities.models import Community
from evaluation.actions import write_report
from evaluation.audiences import Audience
from evaluation.models import Publishing, Report
from evaluation.periods import term_of
from evaluation.publishing import ask_for_report, publish_report, say_first
from evaluation.queries import reports_here
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.evaluation.factories import WEEK, a_report, cohort
from tests.evaluation.test_pages import signed_in, text
from tests.evaluation.test_schedule import decided
from tests.factories import a_community, a_member, a_person
from tests.governance.factories import a_rule
from tests.notices.factories import told

pytestmark = pytest.mark.django_db
TERM = term_of(date(2026, 2, 2), date(2026, 3, 6))
PAGE = f"/c/north/reports/{TERM.key}/"


@pytest.fixture
def north():
    place = a_community("north")
    cohort(place, Pass={"0-35": 12}, Fail={"0-35": 3})
    return place


@pytest.fixture(autouse=True)
def south(north):
    """Another community, with a draft of the same term."""
    place = a_community("south")
    a_draft(place)
    return place


def a_draft(community, period=TERM):
    with in_community(community.pk):
        return write_report(Community.objects.get(pk=community.pk), period=period, way="reviewed")


def published(community):
    with in_community(community.pk):
        return {one.period for one in reports_here()}


def test_a_draft_is_seen_by_those_alone_who_look_reports_over(client, north, south):
    a_draft(north)
    a_report(north)
    for role in ("teacher", "guardian", "member"):
        reader = signed_in(client, north, role)
        assert reader.get(PAGE).status_code == 404
        assert reader.get(f"{PAGE[:-1]}.json").status_code == 404
        assert TERM.key not in text(reader.get("/c/north/reports/"))
        assert TERM.key not in text(reader.get("/api/v1/c/north/reports/"))
        assert reader.post(f"{PAGE}publish/", {"reason": "So."}).status_code == 403
        assert reader.post(f"{PAGE}words/", {"words": "So."}).status_code == 403
    assert signed_in(client, south, "administrator").get(PAGE).status_code == 404
    page = text(signed_in(client, north, "administrator").get(PAGE))
    assert "Only those who look reports over see it yet" in page
    assert "Publish it" in page


def test_who_looks_reports_over_is_told_of_a_draft_and_all_readers_when_it_is_published(north):
    ann, ed = a_member(north, "ann", "administrator"), a_member(north, "ed", "guardian")
    learner, elsewhere = a_member(north, "lea", "learner"), a_member(a_community("west"), "wes", "guardian")
    report = a_draft(north)
    assert [told(one.person) for one in (ann, ed)] == [[("north", "evaluation.draft_ready", True)], []]
    with in_community(north.pk):
        publish_report(report, by=ann.person, reason="It is right.")
    assert told(ed.person) == [("north", "evaluation.published", False)]
    assert [told(one.person) for one in (learner, elsewhere)] == [[], []]


def test_words_come_first_and_are_kept_as_they_are_once_it_is_published(client, north):
    a_draft(north)
    admin = signed_in(client, north, "administrator")
    assert admin.post(f"{PAGE}words/", {"words": "We tried <b>mornings</b>."}).status_code == 302
    assert admin.post(f"{PAGE}publish/", {"reason": ""}).status_code == 422
    assert published(north) == set()
    assert admin.post(f"{PAGE}publish/", {"reason": "We looked it over."}).status_code == 302
    reader = Client()
    page = text(signed_in(reader, north, "guardian").get(PAGE))
    assert "We tried &lt;b&gt;mornings&lt;/b&gt;." in page
    assert "published by decision" in page
    for path in ("words/", "publish/"):
        answer = admin.post(f"{PAGE}{path}", {"words": "Else.", "reason": "Again."})
        assert (answer.status_code, "nothing of it changes" in answer.content.decode()) == (422, True)
    with in_community(north.pk):
        assert Publishing.objects.get().words == "We tried <b>mornings</b>."
        decision = Decision.objects.get(kind="report")
        assert decision.changes[0]["hash"] == Report.objects.get().hash


def test_where_a_vote_decides_nobody_publishes_alone_and_those_who_may_propose_read_the_draft(client, north):
    report, member = a_draft(north), a_member(north, "mel", "member")
    a_rule(north, "reports", proposers=["member"], electorate=["member"])
    admin = signed_in(client, north, "administrator")
    answer = admin.post(f"{PAGE}publish/", {"reason": "So."})
    assert (answer.status_code, "publish_report" in answer["Location"]) == (302, True)
    with in_community(north.pk), pytest.raises(Refused, match="nobody decides this alone"):
        publish_report(report, by=a_person("founder-of-north"), reason="So.")
    client.force_login(member.person)
    assert "Propose to publish it" in text(client.get(PAGE))
    with in_community(north.pk):
        given = {"effect": "publish_report", "payload": {"report": str(report.pk)}}
        proposal = propose(title="", body="Let all read it.", by=member, **given)
        assert "report" in proposal.title
    assert "Read proposal" in text(client.get(PAGE))
    assert signed_in(client, north, "guardian").get(PAGE).status_code == 404


def test_what_is_no_draft_of_this_place_is_not_proposed(north, south):
    mel = a_member(north, "mel", "member")
    a_rule(north, "reports")
    a_report(north)
    with in_community(south.pk):
        theirs = Report.objects.get()
    with in_community(north.pk):
        ours = Report.objects.get()
        for wrong in (theirs.pk, ours.pk, "x", None):
            with pytest.raises(Refused, match="no such draft"):
                propose(title="", body="So.", by=mel, effect="publish_report", payload={"report": str(wrong)})


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_make_one_decision(north):
    report, start, by = a_draft(north), Barrier(2), a_person("founder-of-north")

    def work(_number):
        try:
            start.wait(20)
            with in_community(north.pk):
                publish_report(report, by=by, reason="So.")
            return "published"
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = sorted(pool.map(work, range(2)))
    assert done == ["It is published: nothing of it changes any more.", "published"]
    with in_community(north.pk):
        assert Decision.objects.filter(kind="report").count() == 1


def test_a_report_of_any_days_that_are_over(client, north, south):
    admin = signed_in(client, north, "administrator")
    days = {"starts": "2026-01-10", "ends": "2026-02-27"}
    assert admin.post("/c/north/reports/new/", days)["Location"].endswith("/reports/2026-01-10--2026-02-27/")
    assert admin.post("/c/north/reports/new/", days).status_code == 302
    with in_community(north.pk):
        assert Report.objects.get().content["days"] == ["2026-01-10", "2026-02-27"]
    for wrong, why in (
        ({"starts": "2026-02-27", "ends": "2026-01-10"}, "It ends before it begins"),
        ({"starts": "2026-01-01", "ends": "2999-01-01"}, "The last day has to be over"),
    ):
        answer = admin.post("/c/north/reports/new/", wrong)
        assert (answer.status_code, why in answer.content.decode()) == (422, True)
        assert admin.post("/api/v1/c/north/reports/", wrong, content_type="application/json").status_code == 409
    assert signed_in(client, north, "teacher").post("/c/north/reports/new/", days).status_code == 403
    with in_community(south.pk):
        assert Report.objects.filter(kind="asked").count() == 0


def test_no_more_than_twenty_a_day_and_none_where_the_community_wants_none(north):
    here = Community.objects.get(pk=north.pk)
    with in_community(north.pk):
        for day in range(1, 21):
            ask_for_report(here, starts=date(2026, 1, 1), ends=date(2026, 1, day))
        with pytest.raises(Refused, match="wait until tomorrow"):
            ask_for_report(here, starts=date(2026, 1, 1), ends=date(2026, 1, 21))
        ask_for_report(here, starts=date(2026, 1, 1), ends=date(2026, 1, 20))
    decided(north, asked="")
    with in_community(north.pk), pytest.raises(Refused, match="no reports on demand"):
        ask_for_report(here, starts=date(2026, 1, 1), ends=date(2026, 1, 2))


def test_each_reader_finds_it_laid_out_for_them_and_may_look_at_the_others(client, north):
    a_report(north)
    page = f"/c/north/reports/{WEEK.key}/"
    for role, whose in (("teacher", Audience.STAFF), ("guardian", Audience.FAMILIES), ("member", Audience.COUNCIL)):
        shown = signed_in(client, north, role).get(page)
        assert shown.context["query"] == f"for={whose.value}"
        assert client.get(f"{page}?for={whose.value}").context["rows"] == shown.context["rows"]
    families = text(client.get(f"{page}?for=families"))
    assert "How enrolments ended" not in families
    assert client.get(f"{page}?for=nobody").status_code == 200


def test_the_api_asks_says_first_and_publishes(client, north):
    admin = signed_in(client, north, "administrator")
    sent = {"content_type": "application/json"}
    days = {"starts": "2026-01-10", "ends": "2026-02-27"}
    made = admin.post("/api/v1/c/north/reports/", days, **sent)
    assert (made.status_code, made.json()["published_at"]) == (201, None)
    address = f"/api/v1/c/north/reports/{made.json()['period']}/"
    assert admin.patch(address, {"words": "So it went."}, **sent).json()["words"] == "So it went."
    answer = admin.post(f"{address}publish/", {"reason": "Looked over."}, **sent)
    assert answer.status_code == 200
    assert admin.get(address).json()["decision"] == answer.json()["decision"]
    assert admin.patch(address, {"words": "Else."}, **sent).status_code == 409
    assert signed_in(client, north, "guardian").get(address).json()["words"] == "So it went."


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_takes_the_same_queries_for_any_number_of_drafts(client, north, number):
    for day in range(number):
        a_draft(north, term_of(date(2025, 1, 1), date.fromordinal(date(2025, 2, 1).toordinal() + day)))
    admin = signed_in(client, north, "administrator")
    admin.get("/c/north/reports/")
    with CaptureQueriesContext(connection) as asked:
        assert admin.get("/c/north/reports/").status_code == 200
    assert sum(not one["sql"].startswith(("SAVEPOINT", "RELEASE", "SET ")) for one in asked) <= 12


def test_words_are_refused_of_what_is_published_at_once(north):
    report = a_report(north)
    with in_community(north.pk), pytest.raises(Refused, match="It is published"):
        say_first(report, words="Late.", by=a_member(north, "ann", "administrator"))
