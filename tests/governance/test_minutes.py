"""The minutes of a month and of one proposal, and the list of all proposals: of this community alone, by its own clock, at constant queries."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.minutes.month import following, month_of, preceding
from communities.governance.models import Proposal
from communities.governance.proposals.proposing import open_voting
from communities.governance.proposals.talking import comment, second
from communities.models import Community
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.factories import a_community, a_member
from tests.governance.factories import a_draft, a_rule, a_talk, a_vote

pytestmark = pytest.mark.django_db
PAGE, LIST, API = "/c/north/decisions/minutes/", "/c/north/decisions/proposals/", "/api/v1/c/north/proposals/"


@pytest.fixture
def north():
    south = a_community("south")
    a_rule(south)
    a_talk(a_member(south, "sue"), title="Sell the barn")
    north = a_community("north")
    a_rule(north)
    return north


def voted(ann, title):
    vote = a_vote(ann, title=title)
    with in_community(ann.community_id):
        comment(vote, text=f"About {title}.", by=ann)
        cast_ballot(vote, content="no", by=ann)
        closed = close_proposal(vote, at=vote.closes_at)
        Proposal.objects.filter(pk=closed.pk).update(  # as if it had been held at the end of October
            deliberation_at=datetime(2026, 10, 28, tzinfo=UTC), voting_at=datetime(2026, 10, 29, tzinfo=UTC),
        )  # fmt: skip
    return closed


def test_what_was_opened_voted_and_decided_is_in_the_minutes_and_in_the_text(north):
    ann = a_member(north, "ann")
    closed = voted(ann, "Paint the boats")
    browser = a_browser(ann)
    october = text_of(browser.get(f"{PAGE}?month=2026-10"))
    assert "Paint the boats" in october
    assert "Sell the barn" not in october
    month = f"{closed.closes_at:%Y-%m}"
    shown = text_of(browser.get(f"{PAGE}?month={month}"))
    for said in ("Paint the boats", "About Paint the boats.", "Founding", "Not accepted"):
        assert said in shown
    text = browser.get(f"{PAGE}?month={month}&format=txt")
    assert (text["Content-Type"], "About Paint the boats." in text.content.decode()) == (
        "text/plain; charset=utf-8", True,
    )  # fmt: skip
    assert a_browser(a_member(a_community("west"), "wes")).get(PAGE).status_code == 404


def test_an_empty_month_says_so_and_a_month_that_is_none_is_this_one(north):
    browser = a_browser(a_member(north, "ann"))
    assert "Nothing was opened" in text_of(browser.get(f"{PAGE}?month=2020-02"))
    for odd in ("", "x", "2026-13", "99999-01", "2026-"):
        assert browser.get(PAGE, {"month": odd}).status_code == 200


def test_a_month_is_by_the_communitys_clock():
    north = Community(time_zone="Pacific/Auckland")
    assert month_of("", north, datetime(2026, 10, 31, 12, tzinfo=UTC)) == date(2026, 11, 1)
    assert [following(date(2026, 12, 1)), preceding(date(2026, 1, 1))] == [date(2027, 1, 1), date(2025, 12, 1)]
    assert [following(date(2026, 11, 1)), preceding(date(2026, 12, 1))] == [date(2026, 12, 1), date(2026, 11, 1)]


def minutes_at(proposal):
    return f"{LIST}{proposal.number}/minutes/"


def test_one_proposal_has_minutes_of_all_that_was_said_and_done(north):
    ann, bob = a_member(north, "ann"), a_member(north, "bob")
    a_rule(north, quorum="1/3", seconds=1)
    talk = a_talk(ann, title="Paint the boats")
    with in_community(north.pk):
        second(talk, by=bob)
        asked = comment(talk, text="Which colour?", is_question=True, by=bob)
        comment(talk, text="Blue.", parent=asked, by=ann)
        vote = open_voting(talk, by=ann)
        cast_ballot(vote, content="no", reason="Not in winter.", by=bob)
        closed = close_proposal(vote, at=vote.closes_at)
    browser, address = a_browser(bob), minutes_at(closed)
    assert address in browser.get(f"{LIST}{closed.number}/").content.decode()
    page, text = text_of(browser.get(address)), browser.get(f"{address}?format=txt").content.decode()
    for said in (
        "Paint the boats", "Because.", "Not accepted", "1 of 3 people took part", "Seconded by", "Which colour?", "Blue.",
        "Quorum: 1/3", "The voting opened", "Not in winter.", "Not shared",
    ):  # fmt: skip
        assert (said in page, said in text) == (True, True), said
    assert "Sell the barn" not in page
    assert a_browser(a_member(a_community("west"), "wes")).get(address).status_code == 404


def test_the_minutes_of_a_secret_vote_name_nobody(north):
    ann, bob = a_member(north, "ann"), a_member(north, "bob")
    a_rule(north, secret=True)
    vote = a_vote(ann)
    with in_community(north.pk):
        cast_ballot(vote, content="yes", by=bob)
        closed = close_proposal(vote, at=vote.closes_at)
    browser = a_browser(ann)
    for text in (
        text_of(browser.get(minutes_at(closed))),
        str(browser.get(f"{minutes_at(closed)}?format=txt").content),
    ):
        assert ("1 of 3 people took part" in text, "bob" in text) == (True, False)


def test_there_are_no_minutes_before_it_is_over(north):
    ann = a_member(north, "ann")
    a_rule(north, quorum="1")
    browser = a_browser(ann)
    for one in (a_draft(ann), a_talk(ann), a_vote(ann)):
        assert browser.get(minutes_at(one)).status_code == 404
        assert "/minutes/" not in browser.get(f"{LIST}{one.number}/").content.decode().replace("decisions/minutes/", "")


@pytest.mark.parametrize("secret", [False, True])
def test_minutes_of_one_ask_as_often_however_much_was_said(north, secret):
    a_rule(north, secret=secret, quorum="1")
    ann, folk = a_member(north, "ann"), [a_member(north, f"p{number}") for number in range(30)]

    def asked(voices):
        vote = a_vote(ann)
        with in_community(north.pk):
            for one in voices:
                comment(vote, text="Well.", by=one)
                cast_ballot(vote, content="no", by=one)
            closed = close_proposal(vote, at=vote.closes_at)
        browser = a_browser(ann)
        browser.get(minutes_at(closed))
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(minutes_at(closed)).status_code == 200
        return len(queries)

    once = asked(folk[:1])
    assert asked(folk) == once


def test_the_list_is_searched_and_filtered_at_page_and_api(north):
    ann = a_member(north, "ann")
    a_talk(ann, title="Paint the boats")
    a_vote(ann, title="Mend the roof")
    browser, api = a_browser(ann), an_api(ann)
    assert "Sell the barn" not in text_of(browser.get(LIST))
    for asked, there, not_there in (
        ({"q": "boats"}, "Paint the boats", "Mend the roof"), ({"state": "voting"}, "Mend the roof", "Paint the boats"),
    ):  # fmt: skip
        page = text_of(browser.get(LIST, asked))
        assert (there in page, not_there in page) == (True, False)
        assert [row["title"] for row in api.get(API, asked).json()["results"]] == [there]
    assert "No proposal fits this" in text_of(browser.get(LIST, {"q": "whales"}))


@pytest.mark.parametrize("path", [LIST, f"{PAGE}?month="])
def test_they_ask_as_often_at_thirty_as_at_one(north, path):
    ann = a_member(north, "ann")
    browser = a_browser(ann)
    closed = voted(ann, "One")
    path = path + f"{closed.closes_at:%Y-%m}" if "month" in path else path

    def asked():
        browser.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(path).status_code == 200
        return len(queries)

    once = asked()
    for number in range(29):
        voted(ann, f"Number {number}")
    assert asked() == once
