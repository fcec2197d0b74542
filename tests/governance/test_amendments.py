"""Amendments, and questions that must be answered: in the talk alone, at page, API and action."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from communities.governance.models import Amendment, Proposal
from communities.governance.proposals.amending import offer_amendment, settle_amendment
from communities.governance.proposals.proposing import edit_proposal, open_voting
from communities.governance.proposals.talking import comment
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, text_of
from tests.factories import a_community, a_member
from tests.governance.factories import a_rule, a_talk, a_vote

pytestmark = pytest.mark.django_db
PAGES, API = "/c/north/decisions/proposals/", "/api/v1/c/north/proposals/"
SAID = {"title": "Keep them a year", "body": "We look again in spring.", "reason": "It need not be for ever."}


@pytest.fixture
def north():
    south = a_community("south")
    a_rule(south)
    a_talk(a_member(south, "sue"))
    north = a_community("north")
    a_rule(north)
    return north


@pytest.fixture
def ann(north):
    return a_member(north, "ann")


@pytest.fixture
def bob(north):
    return a_member(north, "bob")


def as_it_is(proposal):
    with in_community(proposal.community_id):
        return Proposal.objects.get(pk=proposal.pk)


def offered(proposal, by, **said):
    with in_community(by.community_id):
        return offer_amendment(proposal, by=by, **{**SAID, **said})


def test_one_is_offered_compared_and_taken_up_on_pages(ann, bob):
    talk = a_talk(ann, title="Keep the figures")
    page = f"{PAGES}{talk.number}/"
    assert a_browser(bob).post(f"{page}amendments/", SAID).status_code == 302
    assert "Amendments still to be answered: 1." in text_of(a_browser(ann).get(page))
    with in_community(ann.community_id):
        one = Amendment.objects.get()
    assert a_browser(ann).post(f"{page}vote/", {"hours": 24}).status_code == 422
    assert a_browser(bob).post(f"{page}amendments/{one.pk}/accept/").status_code == 422
    assert a_browser(ann).post(f"{page}amendments/{one.pk}/accept/").status_code == 302
    assert (as_it_is(talk).title, as_it_is(talk).body) == (SAID["title"], SAID["body"])
    shown = a_browser(bob).get(page).content.decode()
    assert "What was first proposed" in shown
    assert "<del>Because" in shown
    assert a_browser(ann).post(f"{page}vote/", {"hours": 24}).status_code == 302


def test_one_changes_what_would_change_and_is_declined_with_words_at_the_api(north, ann, bob):
    north_rule = {"key": "mastery_scale", "value": [{"name": "No", "from": 0}, {"name": "Yes", "from": 50}]}
    talk = a_talk(ann, payload=north_rule)
    path = f"{API}{talk.number}/amendments/"
    other = {**north_rule, "value": [{"name": "No", "from": 0}, {"name": "Yes", "from": 60}]}
    made = an_api(bob).post(path, {"payload": other, "reason": "Half is little."}, format="json")
    assert (made.status_code, made.json()["payload"]["value"][1]["from"]) == (201, 60)
    one = f"{path}{made.json()['id']}/"
    assert an_api(ann).post(one, {"accepted": False}, format="json").status_code == 409
    declined = an_api(ann).post(one, {"accepted": False, "answer": "Half is enough."}, format="json")
    assert (declined.status_code, declined.json()["state"]) == (200, "declined")
    again = an_api(bob).post(path, {"payload": other, "reason": "Still."}, format="json").json()
    assert an_api(ann).delete(f"{path}{again['id']}/").status_code == 409
    assert an_api(bob).delete(f"{path}{again['id']}/").status_code == 204
    assert [row["state"] for row in an_api(ann).get(path).json()["results"]] == ["withdrawn", "declined"]
    assert as_it_is(talk).payload["value"][1]["from"] == 50


def test_after_the_voting_has_opened_none_is_offered_or_settled(ann, bob):
    vote = a_vote(ann)
    late = a_browser(bob).post(f"{PAGES}{vote.number}/amendments/", SAID)
    assert (late.status_code, "once the voting has opened" in text_of(late)) == (422, True)
    api = an_api(bob).post(f"{API}{vote.number}/amendments/", SAID, format="json")
    assert (api.status_code, "once the voting has opened" in api.json()["detail"]) == (409, True)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"payload": {"key": "languages", "value": ["pl", "en"]}}, "about something else"),
        ({"payload": {"key": "reports", "value": {"shares_reports": True}}}, "Nothing would change"),
        ({"payload": {"key": "reports", "value": "x"}}, "."),
        ({"title": "", "body": ""}, "Nothing would be said differently"),
    ],
)
def test_what_is_no_amendment_is_refused(ann, bob, said, why):
    talk = a_talk(ann)
    with pytest.raises(Refused, match=why):
        offered(talk, bob, **said)
    with in_community(ann.community_id):
        assert not Amendment.objects.exists()


def test_who_may_neither_propose_nor_vote_offers_none_and_another_community_has_none(north, ann):
    talk = a_talk(ann)
    lea = a_member(north, "lea", "learner")
    refused = a_browser(lea).post(f"{PAGES}{talk.number}/amendments/", SAID)
    assert (refused.status_code, "may not amend" in text_of(refused)) == (422, True)
    wes = a_member(a_community("west"), "wes")
    assert a_browser(wes).post(f"{PAGES}{talk.number}/amendments/", SAID).status_code == 404
    assert an_api(wes).post(f"{API}{talk.number}/amendments/", SAID, format="json").status_code == 404


def test_the_proposers_own_change_is_shown_beside_what_was(ann, bob):
    talk = a_talk(ann, title="Keep the figures")
    with in_community(ann.community_id):
        edit_proposal(talk, title="Keep the figures here", body="Because.", by=ann)
        (own,) = Amendment.objects.all()
    assert (own.state, own.was["title"], own.title) == ("accepted", "Keep the figures", "Keep the figures here")
    assert "the proposer’s own words" in text_of(a_browser(bob).get(f"{PAGES}{talk.number}/"))


def test_a_question_is_answered_before_the_voting_or_taken_back(ann, bob):
    talk = a_talk(ann)
    page = f"{PAGES}{talk.number}/"
    assert a_browser(bob).post(f"{page}comments/", {"text": "Until when?", "is_question": "on"}).status_code == 302
    asked = an_api(bob).post(f"{API}{talk.number}/comments/", {"text": "Why?", "is_question": True}, format="json")
    with in_community(ann.community_id):
        with pytest.raises(Refused, match="Questions still to be answered: 2"):
            open_voting(talk, by=ann)
        until, why = talk.comments.order_by("at")
        comment(talk, text="Nobody knows.", parent=until, by=a_keyholder(ann.community))
        with pytest.raises(Refused, match="answered: 2"):
            open_voting(talk, by=ann)
        comment(talk, text="Until spring.", parent=until, by=ann)
        comment(talk, text="Never mind.", parent=why, by=bob)
        vote = open_voting(talk, by=ann)
    assert asked.json()["is_question"] is True
    late = an_api(bob).post(f"{API}{vote.number}/comments/", {"text": "And?", "is_question": True}, format="json")
    assert (late.status_code, "before the voting opens" in late.json()["detail"]) == (409, True)


def test_the_database_keeps_what_was_and_an_answer(ann, bob):
    one = offered(a_talk(ann), bob)
    with in_community(ann.community_id):
        settled = settle_amendment(one, accepted=True, by=ann)
        rows = Amendment.objects.filter(pk=settled.pk)
        with pytest.raises(IntegrityError, match="keeps_what_was"):
            rows.update(was=None, settled_at=timezone.now())
