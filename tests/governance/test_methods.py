"""Each method is voted by on a page and by the API, counted, and what it chooses is put in force."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communities.governance.ballots.answering import answer_advice, decide_after_advice
from communities.governance.ballots.results import result_shown
from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.models import Proposal
from communities.governance.proposals.options import add_way, drop_way
from communities.governance.proposals.proposing import open_deliberation, open_voting
from communities.governance.queries import value_of
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, text_of
from tests.factories import a_community, a_member
from tests.governance.factories import a_draft, a_rule, a_vote

pytestmark = pytest.mark.django_db
PAGES, API = "/c/north/decisions/proposals/", "/api/v1/c/north/proposals/"
CHOSEN = {  # what Ann (page), Bo (API) and the founder say; all prefer a cap of 300, then 200
    "instant_runoff": ({"rank_2": "1", "rank_1": "2"}, [["2"], ["1"]], [["1"], ["2"]]),
    "schulze": ({"rank_2": "1", "rank_1": "2", "rank_0": "2"}, [["2"], ["1"]], [["1"], ["2"]]),
    "approval": ({"approved": ["2"]}, ["2", "1"], ["0"]),
    "score": ({"score_2": "5", "score_1": "1"}, {"2": 4}, {"0": 5}),
}


@pytest.fixture
def north():
    a_community("south")
    return a_community("north")


def a_choice_of_caps(north, method, by, **parts):
    """A vote between two limits of spending."""
    a_rule(north, method=method, **parts)
    one = a_draft(by, effect="setting", payload={"key": "mastery_scale", "value": a_scale("Good")})
    with in_community(north.pk):
        add_way(one, payload={"key": "mastery_scale", "value": a_scale("Great")}, label="Say great", by=by)
        return open_voting(open_deliberation(one, by=by), by=by)


def a_scale(name):
    scale = value_of("mastery_scale")
    return [*scale[:-1], {**scale[-1], "name": name}]


@pytest.fixture(autouse=True)
def _in_north(north):
    with in_community(north.pk):
        yield


@pytest.mark.parametrize("method", CHOSEN)
def test_people_choose_among_ways(north, method):
    ann, bo, founder = a_member(north, "ann"), a_member(north, "bo"), a_keyholder(north)
    vote = a_choice_of_caps(north, method, ann)
    by_page, by_api, by_action = CHOSEN[method]
    shown = text_of(a_browser(ann).get(f"{PAGES}1/"))
    assert ("Say great" in shown, "Leave it as it is" in shown) == (True, True)
    assert a_browser(ann).post(f"{PAGES}1/ballot/", by_page).status_code == 302
    said = an_api(bo).put(f"{API}1/ballots/", {"content": by_api}, format="json")
    assert (said.status_code, said.json()["content"]) == (200, by_api if method != "approval" else sorted(by_api))
    cast_ballot(vote, content=by_action, by=founder)
    closed = close_proposal(vote, at=vote.closes_at)
    assert (closed.state, closed.result["winner"], value_of("mastery_scale")[-1]["name"]) == ("enacted", "2", "Great")
    result = an_api(ann).get(f"{API}1/result/").json()
    assert (result["outcome"], result["count"]["people"]) == ("Chosen: Say great", 3)
    page = text_of(a_browser(ann).get(f"{PAGES}1/"))
    for table in result_shown(closed)["tables"]:
        assert table.title in page
    assert "Chosen: Say great" in page


def test_leaving_it_as_it_is_can_win(north):
    ann = a_member(north, "ann")
    vote = a_choice_of_caps(north, "approval", ann)
    cast_ballot(vote, content=["0"], by=ann)
    closed = close_proposal(vote, at=vote.closes_at)
    assert (closed.state, closed.result["winner"], closed.decision) == ("rejected", "0", None)


def test_one_way_is_ranked_against_leaving_it(north):
    ann = a_member(north, "ann")
    a_rule(north, method="instant_runoff")
    vote = a_vote(ann)
    cast_ballot(vote, content=[["1"], ["0"]], by=ann)
    assert close_proposal(vote, at=vote.closes_at).state == "enacted"
    assert value_of("reports") == {"shares_reports": False}


def test_a_tie_among_ways_names_the_rules_that_were_tried(north):
    ann = a_member(north, "ann")
    vote = a_choice_of_caps(north, "approval", ann, on_tie="lot")
    cast_ballot(vote, content=["1", "2"], by=ann)
    closed = close_proposal(vote, at=vote.closes_at)
    assert closed.result["winner"] in ("1", "2")
    page = text_of(a_browser(ann).get(f"{PAGES}1/"))
    assert ("Tied for first" in page, "a lot that anyone can draw again" in page, closed.result["seed"] in page) == (
        True, True, True,
    )  # fmt: skip


@pytest.mark.parametrize(("method", "content", "field"), [
    ("simple_majority", {"choice": "perhaps"}, "perhaps"), ("simple_majority", {}, "Choose one of these"),
    ("consent", {"choice": "objection"}, "An objection needs a reason"),
    ("schulze", {"rank_1": "9"}, "9 is not one of"), ("approval", {"approved": ["7"]}, "7 is not one of"),
    ("score", {"score_1": "6"}, "6 is not one of"), ("advice_process", {"reason": ""}, "Write your advice"),
])  # fmt: skip
def test_a_bad_ballot_on_the_page_is_told_where_and_why(north, method, content, field):
    ann, bo = a_member(north, "ann"), a_member(north, "bo")
    a_rule(north, method=method)
    vote = a_vote(ann)
    refused = a_browser(bo).post(f"{PAGES}1/ballot/", content)
    assert (refused.status_code, field in text_of(refused), vote.ballots.count()) == (422, True, 0)


@pytest.mark.parametrize(("method", "content", "why"), [
    ("simple_majority", "perhaps", "not one of yes, no, abstain"), ("simple_majority", ["yes"], "not one of"),
    ("simple_majority", None, "may not be null"), ("consent", "objection", "needs a reason"),
    ("consent", {"stance": "objection", "reason": "a\0b"}, "null character"), ("consent", [], "not one of"),
    ("consent", {"stance": "objection", "reason": "x", "settled": "overruled"}, ""),
    ("schulze", [["1"], ["1"]], "given twice"), ("schulze", [["5"]], "unknown option"), ("schulze", [[]], "without an"),
    ("instant_runoff", {"1": 2}, "not a list"), ("approval", ["1", "1"], "given twice"), ("approval", "1", "not a list"),
    ("score", {"1": 6}, "out of range"), ("score", {"1": "5"}, "not a whole score"), ("score", {"9": 1}, "unknown"),
    ("advice_process", "given", "Write your advice"),
])  # fmt: skip
def test_a_bad_ballot_by_the_api_is_told_why(north, method, content, why):
    ann, bo = a_member(north, "ann"), a_member(north, "bo")
    a_rule(north, method=method)
    vote = a_vote(ann)
    answer = an_api(bo).put(f"{API}1/ballots/", {"content": content}, format="json")
    if not why:  # nobody overrules their own objection
        assert (answer.status_code, answer.json()["settled"]) == (200, "open")
        return
    assert (answer.status_code in (400, 409), why in answer.content.decode(), vote.ballots.count()) == (True, True, 0)
    assert answer["Content-Type"] == "application/problem+json"


def test_the_proposer_decides_after_hearing_advice(north):
    ann, bo, founder = a_member(north, "ann"), a_member(north, "bo"), a_keyholder(north)
    a_rule(north, method="advice_process", heard="2")
    vote = a_vote(ann)
    assert sorted(vote.voters.values_list("member__display_name", flat=True)) == ["bo", founder.display_name]
    browsers = {one: a_browser(one) for one in (ann, bo, founder)}
    for one in (bo, founder):
        assert browsers[one].post(f"{PAGES}1/ballot/", {"reason": f"Wait, says {one}."}).status_code == 302
    early = browsers[ann].post(f"{PAGES}1/verdict/", {"goes_ahead": "yes"})
    assert (early.status_code, "may still give advice" in text_of(early)) == (422, True)
    first, second = vote.ballots.order_by("cast_at")
    assert browsers[ann].post(f"{PAGES}1/advice/{first.pk}/", {"answer": "We wait a week."}).status_code == 302
    assert browsers[bo].post(f"{PAGES}1/advice/{second.pk}/", {"answer": "No."}).status_code == 422
    later = vote.closes_at + timedelta(hours=1)
    assert close_proposal(vote, at=later).state == "voting"
    with pytest.raises(Exception, match="Answer all the advice"):
        decide_after_advice(vote, goes_ahead=True, by=ann, at=later)
    api = an_api(ann)
    answered = api.post(f"{API}1/advice/{second.pk}/", {"answer": "I see."}, format="json")
    assert (answered.status_code, answered.json()["content"]) == (200, "heard")
    assert decide_after_advice(vote, goes_ahead=True, by=ann, at=later).state == "enacted"
    shown = text_of(browsers[bo].get(f"{PAGES}1/"))
    for said in ("Wait, says bo.", "We wait a week.", "The proposer goes ahead"):
        assert said in shown


def test_the_proposer_steps_back_on_the_page_once_time_is_over(north):
    ann, bo = a_member(north, "ann"), a_member(north, "bo")
    a_rule(north, method="advice_process")
    opened = timezone.now() - timedelta(hours=25)
    vote = a_vote(ann, at=opened)
    advice = cast_ballot(vote, content="given", reason="Better not.", by=bo, at=opened + timedelta(hours=1))
    browser = a_browser(ann)
    assert "Answer all the advice first" in text_of(browser.get(f"{PAGES}1/"))
    answer_advice(advice, answer="You are right.", by=ann)
    assert "Decide after the advice" in text_of(browser.get(f"{PAGES}1/"))
    assert an_api(bo).post(f"{API}1/verdict/", {"goes_ahead": True}, format="json").status_code == 409
    assert browser.post(f"{PAGES}1/verdict/", {"goes_ahead": "no"}).status_code == 302
    assert (Proposal.objects.get().state, value_of("reports")["shares_reports"]) == ("rejected", True)


def test_without_advice_it_ends_at_its_time(north):
    ann = a_member(north, "ann")
    a_rule(north, method="advice_process")
    vote = a_vote(ann)
    closed = close_proposal(vote, at=vote.closes_at)
    assert (closed.state, closed.result["reason"]["code"]) == ("rejected", "too_few_heard")


def test_ways_are_added_and_taken_back_on_the_draft(north):
    ann = a_member(north, "ann")
    a_rule(north, method="schulze")
    one = a_draft(ann, payload={"key": "mastery_scale", "value": a_scale("Good")})
    browser, page = a_browser(ann), "/c/north/settings/mastery_scale/propose/?way_of=1"
    assert page in browser.get(f"{PAGES}1/").content.decode()
    form = browser.get(page).context["form"].of(a_scale("Great"))
    given = dict(form.carried())
    look = browser.post(page, {**given, "look": "", "instead_of": 1})
    assert (look.status_code, "What to call this way" in text_of(look)) == (200, True)
    made = browser.post(page, {**given, "decide": "", "instead_of": 1, "label": ""})
    assert (made.status_code, made["Location"]) == (302, f"{PAGES}1/")
    one.refresh_from_db()
    assert [way["payload"]["value"][-1]["name"] for way in one.options] == ["Great"]
    added = an_api(ann).post(
        f"{API}1/ways/", {"payload": {"key": "mastery_scale", "value": a_scale("Fine")}, "label": "Fine"}, format="json"
    )
    assert [option["key"] for option in added.json()["options"]] == ["1", "2", "3", "0"]
    assert browser.post(f"{PAGES}1/ways/1/drop/").status_code == 302
    assert an_api(ann).delete(f"{API}1/ways/2/").status_code == 204
    one.refresh_from_db()
    assert (one.payload["value"][-1]["name"], one.options) == ("Great", [])


def test_ways_that_are_none_are_refused(north):
    ann, bo = a_member(north, "ann"), a_member(north, "bo")
    a_rule(north, method="schulze")
    a_draft(ann)
    for payload, why in (
        ({"key": "mastery_scale", "value": a_scale("Fine")}, "about something else"),
        ({"key": "reports", "value": {"shares_reports": False}}, "among them already"),
        ({"key": "reports", "value": {"shares_reports": "x"}}, ""),
    ):
        answer = an_api(ann).post(f"{API}1/ways/", {"payload": payload}, format="json")
        assert (answer.status_code, why in answer.content.decode()) == (409, True)
    assert an_api(bo).post(f"{API}1/ways/", {"payload": {}}, format="json").status_code == 404
    assert a_browser(bo).get("/c/north/settings/reports/propose/?way_of=1").status_code == 404
    for way in (1, 2):
        assert a_browser(ann).post(f"{PAGES}1/ways/{way}/drop/").status_code == 422


def test_several_ways_need_a_rule_to_choose_by(north):
    ann = a_member(north, "ann")
    a_rule(north, method="approval")
    one = a_draft(ann, payload={"key": "mastery_scale", "value": a_scale("Good")})
    add_way(one, payload={"key": "mastery_scale", "value": a_scale("Great")}, by=ann)
    a_rule(north, method="simple_majority")
    refused = a_browser(ann).post(f"{PAGES}1/open/")
    assert (refused.status_code, "yes or no to one way" in text_of(refused)) == (422, True)
    drop_way(one, way=2, by=ann)
    assert open_deliberation(one, by=ann).state == "deliberation"
