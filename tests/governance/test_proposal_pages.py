"""A proposal from its first form to its effect, on pages."""

import pytest

from communities.governance.ballots.voting import close_proposal
from communities.governance.models import Ballot, Proposal
from communities.governance.queries import value_of
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, text_of
from tests.factories import a_community, a_member
from tests.governance.factories import a_rule, a_talk, a_vote

pytestmark = pytest.mark.django_db
PAGES = "/c/north/decisions/proposals/"


@pytest.fixture
def north():
    a_community("south")
    north = a_community("north")
    a_rule(north)
    return north


def test_a_setting_is_proposed_talked_over_and_voted_on(north):
    ann = a_member(north, "ann")
    browser = a_browser(ann)
    page = "/c/north/settings/reports/propose/"
    assert "Propose a change" in text_of(browser.get("/c/north/settings/reports/"))
    look = browser.post(page, {"look": "", "instead_of": 1})
    shown = text_of(look)
    assert (look.status_code, "Not shared" in shown, "Nothing changes yet" in shown, "founding rule" in shown) == (
        200, True, True, False,
    )  # fmt: skip
    made = browser.post(page, {"decide": "", "instead_of": 1, "title": "Keep it here", "body": "We are few."})
    assert made["Location"] == f"{PAGES}1/"
    assert a_browser(a_keyholder(north)).get(f"{PAGES}1/").status_code == 404
    for step, given in (("open", {}), ("comments", {"text": "Why now?"}), ("vote", {"hours": 24})):
        assert browser.post(f"{PAGES}1/{step}/", given).status_code == 302
    assert "Keep it here" in text_of(browser.get("/c/north/"))
    voted = browser.post(f"{PAGES}1/ballot/", {"choice": "yes", "reason": "Yes."})
    assert voted.status_code == 302
    assert "Waiting for your vote" not in text_of(browser.get("/c/north/"))
    with in_community(north.pk):
        one = Proposal.objects.get()
        close_proposal(one, at=one.closes_at)
        assert value_of("reports") == {"shares_reports": False}
    shown = text_of(browser.get(f"{PAGES}1/"))
    for said in ("Accepted", "Why now?", "Keep it here", "Not shared", "How it was counted"):
        assert said in shown


def test_the_direct_page_leads_to_a_proposal(north):
    browser = a_browser(a_keyholder(north))
    page = "/c/north/settings/reports/change/"
    assert browser.get(page)["Location"] == "/c/north/settings/reports/propose/"
    refused = browser.post(page, {"decide": "", "instead_of": 1, "reason": "I want it."})
    assert (refused.status_code, "Make a proposal instead" in text_of(refused)) == (422, True)


def test_who_may_not_vote_is_told_why(north):
    proposal = a_vote(a_member(north, "ann"))
    refused = a_browser(a_member(north, "lea", "learner")).post(f"{PAGES}{proposal.number}/ballot/", {"choice": "yes"})
    assert (refused.status_code, "You may not vote" in text_of(refused)) == (422, True)
    with in_community(north.pk):
        assert Ballot.objects.count() == 0


def test_another_communitys_proposal_is_not_found(north):
    proposal = a_vote(a_member(north, "ann"))
    stranger = a_browser(a_member(a_community("west"), "wes"))
    assert stranger.post(f"/c/west/decisions/proposals/{proposal.number}/ballot/", {"choice": "yes"}).status_code == 404
    assert stranger.get(f"{PAGES}{proposal.number}/").status_code == 404


@pytest.mark.parametrize("page", ["", "edit/"])
def test_the_pages_of_a_talk_are_shown(north, page):
    ann = a_member(north, "ann")
    a_talk(ann)
    browser = a_browser(ann)
    for address in (
        f"{PAGES}1/{page}",
        f"{PAGES}new/",
        "/c/north/decisions/",
        "/c/north/settings/decision_rules/change/",
    ):
        assert browser.get(address).status_code in (200, 403)


def test_a_role_is_proposed(north):
    a_rule(north, "role")
    ann = a_member(north, "ann")
    browser = a_browser(ann)
    assert "Give a role" in text_of(browser.get(f"{PAGES}new/"))
    given = {"member": str(ann.pk), "role": "teacher", "body": "She teaches."}
    assert browser.post(f"{PAGES}new/give_role/", given)["Location"] == f"{PAGES}1/"
    assert "Teacher" in text_of(browser.get(f"{PAGES}1/"))


def test_each_step_says_that_it_is_done_and_comes_back_to_its_part(north):
    ann = a_member(north, "ann")
    browser, address = a_browser(ann), f"{PAGES}{a_talk(ann).number}/"
    assert browser.post(f"{address}comments/", {"text": "Why now?"})["Location"] == f"{address}#talk"
    assert "The voting is open" in text_of(browser.post(f"{address}vote/", {"hours": 24}, follow=True))
    missing = browser.post(f"{address}ballot/", {})
    assert (missing.status_code, "Nothing was counted yet" in text_of(missing)) == (422, True)
    assert "Your vote is cast." in text_of(browser.post(f"{address}ballot/", {"choice": "yes"}, follow=True))
    assert "It is withdrawn." in text_of(browser.post(f"{address}withdraw/", follow=True))
