"""A ballot that may not be is refused with the reason, on the page, by the API and by the database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from communities.governance.ballots.voting import close_proposal
from communities.governance.models import Ballot
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.factories import a_community, a_member
from tests.governance.factories import a_rule, a_talk, a_vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    a_rule(a_community("south"))
    north = a_community("north")
    a_rule(north)
    return north


def by_page(member, slug="north", number=1):
    answer = a_browser(member).post(f"/c/{slug}/decisions/proposals/{number}/ballot/", {"choice": "yes"})
    return answer.status_code, text_of(answer)


def by_api(member, slug="north", number=1):
    answer = an_api(member).put(f"/api/v1/c/{slug}/proposals/{number}/ballots/", {"content": "yes"}, format="json")
    return answer.status_code, answer.content.decode()


WAYS = [(by_page, 422), (by_api, 409)]


@pytest.mark.parametrize(("cast", "status"), WAYS)
@pytest.mark.parametrize("is_counted", [False, True])
def test_after_closing(north, cast, status, is_counted):
    ann = a_member(north, "ann")
    vote = a_vote(ann, at=timezone.now() - timedelta(hours=25))
    if is_counted:
        with in_community(north.pk):
            close_proposal(vote)
    code, said = cast(ann)
    assert (code, "The voting has closed" in said) == (status, True)
    with in_community(north.pk), pytest.raises(IntegrityError, match="cast_before_closing"), transaction.atomic():
        Ballot.objects.create(
            proposal=vote, voter=vote.voters.first(), closes_at=vote.closes_at, cast_at=vote.closes_at, content="yes"
        )


@pytest.mark.parametrize(("cast", "status"), WAYS)
def test_before_the_voting_and_without_eligibility(north, cast, status):
    ann = a_member(north, "ann")
    a_talk(ann)
    code, said = cast(ann)
    assert (code, "The voting has not opened" in said) == (status, True)
    vote, late = a_vote(ann), a_member(north, "late")
    code, said = cast(late, number=2)
    assert (code, "You may not vote on this" in said) == (status, True)
    with in_community(north.pk):
        assert vote.ballots.count() == 0


@pytest.mark.parametrize("cast", [by_page, by_api])
def test_on_another_communitys_proposal(north, cast):
    ann = a_member(north, "ann")
    a_vote(ann)
    west = a_community("west")
    wes = a_member(west, "wes")
    assert (cast(wes)[0], cast(wes, slug="west")[0]) == (404, 404)
    with in_community(north.pk):
        foreign = a_vote(ann)
        voter = foreign.voters.first()
    at = {"closes_at": foreign.closes_at, "cast_at": timezone.now(), "content": "yes"}
    with in_community(west.pk), pytest.raises(IntegrityError, match="tenant_voter_id"), transaction.atomic():
        Ballot.objects.create(proposal_id=foreign.pk, voter_id=voter.pk, **at)


def test_on_a_rule_changed_meanwhile(north):
    ann = a_member(north, "ann")
    a_talk(ann)
    a_rule(north, method="consent")
    page = a_browser(ann).post("/c/north/decisions/proposals/1/vote/", {"hours": 24})
    assert (page.status_code, "rule has changed since the talk began" in text_of(page)) == (422, True)
    api = an_api(ann).post("/api/v1/c/north/proposals/1/steps/", {"step": "vote"}, format="json")
    assert (api.status_code, "rule has changed since the talk began" in api.content.decode()) == (409, True)
    assert by_page(ann)[0] == 422


@pytest.mark.parametrize("is_secret", [False, True])
@pytest.mark.django_db(transaction=True)
def test_twice_at_once_counts_once(is_secret):
    north = a_community("north")
    a_rule(north, secret=is_secret)
    ann = a_member(north, "ann")
    vote = a_vote(ann)

    def cast(number):
        try:
            return (by_page if number % 2 else by_api)(ann)[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        codes = set(pool.map(cast, range(16)))
    assert codes <= {200, 302}
    with in_community(north.pk):
        assert vote.ballots.count() == 1
        assert close_proposal(vote, at=vote.closes_at).result["people"] == 1
