"""A member lets another vote for them, takes it back, and is told what was cast."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from communities.governance.ballots.delegated import cast_for
from communities.governance.ballots.delegating import delegate, delegations_of, take_back, voters_for
from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.models import Delegation
from communities.governance.rules import Rule
from communities.models import Membership
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, text_of
from tests.factories import a_community, a_member
from tests.governance.factories import a_rule, a_vote

pytestmark = pytest.mark.django_db
PAGES, API = "/c/north/decisions/proposals/1/", "/api/v1/c/north/proposals/1/"
MINE, API_MINE = "/c/north/decisions/delegations/", "/api/v1/c/north/delegations/"


@pytest.fixture
def north():
    a_rule(a_community("south"), delegation=True)
    north = a_community("north")
    a_rule(north, delegation=True)
    with in_community(north.pk):
        yield north


@pytest.fixture
def people(north):
    return [a_member(north, name) for name in ("ann", "bo", "cy")]


def for_whom(vote, member):
    return [voter.member.display_name for voter in voters_for(vote, Rule.read(vote.rule), member)]


def test_a_delegate_casts_one_ballot_for_each_on_the_page(people):
    ann, bo, cy = people
    browser = a_browser(bo)
    assert browser.post(MINE, {"to": str(cy.pk), "matter": "setting"}).status_code == 302
    assert an_api(ann).post(API_MINE, {"member": str(cy.pk)}, format="json").status_code == 201
    vote = a_vote(ann)
    page = a_browser(cy).get(PAGES)
    assert [name for _pk, name in page.context["paper"].fields["whom"].choices] == ["Myself", "ann", "bo"]
    given = {"choice": "yes", "whom": [str(cy.pk), str(ann.pk), str(bo.pk)]}
    assert a_browser(cy).post(f"{PAGES}ballot/", given).status_code == 302
    said = dict(vote.ballots.values_list("voter__member__display_name", "cast_by__display_name"))
    assert said == {"ann": "cy", "bo": "cy", "cy": None}
    assert "cy voted for you" in text_of(browser.get(PAGES))
    cast_ballot(vote, content="no", by=bo)
    assert "cy voted for you" not in text_of(browser.get(PAGES))
    refused = an_api(cy).put(f"{API}ballots/", {"content": "yes", "whom": [str(bo.pk)]}, format="json")
    assert (refused.status_code, "bo has voted themself" in refused.content.decode()) == (409, True)
    assert close_proposal(vote, at=vote.closes_at).result["count"] | {"kind": ""} == {
        **close_proposal(vote).result["count"], "kind": "", "yes": 2, "no": 1,
    }  # fmt: skip


def test_it_is_taken_back_at_any_time_while_what_was_cast_stands(people):
    ann, bo, _cy = people
    given = delegate(by=ann, to=bo)
    vote = a_vote(bo)
    cast_for(vote, [ann.pk], content="no", by=bo)
    assert a_browser(ann).post(f"{MINE}{given.pk}/take-back/").status_code == 302
    with pytest.raises(Refused, match="do not vote for this member"):
        cast_for(vote, [ann.pk], content="yes", by=bo)
    assert (list(vote.ballots.values_list("content", flat=True)), delegations_of(ann).count()) == (["no"], 0)
    with pytest.raises(Refused, match="nothing to take back"):
        take_back(given, by=ann)
    again = delegate(by=ann, to=bo)
    assert an_api(bo).delete(f"{API_MINE}{again.pk}/").status_code == 404
    assert an_api(ann).delete(f"{API_MINE}{again.pk}/").status_code == 204


def test_a_vote_passed_on_is_passed_on_again(people):
    ann, bo, cy = people
    delegate(by=ann, to=bo, matter="setting")
    delegate(by=bo, to=cy)
    vote = a_vote(ann)
    assert [for_whom(vote, one) for one in people] == [[], [], ["ann", "bo"]]
    Membership.objects.filter(pk=bo.pk).update(until=timezone.localdate())
    assert for_whom(vote, cy) == ["ann"]


@pytest.mark.parametrize("matters", [("", "", ""), ("setting", "setting", "setting"), ("setting", "", "setting")])
def test_a_circle_is_refused_on_page_and_api(people, matters):
    ann, bo, cy = people
    delegate(by=ann, to=bo, matter=matters[0])
    delegate(by=bo, to=cy, matter=matters[1])
    refused = a_browser(cy).post(MINE, {"to": str(ann.pk), "matter": matters[2]})
    assert (refused.status_code, "would come back" in text_of(refused)) == (422, True)
    by_api = {"member": str(ann.pk), **({"matter": matters[2]} if matters[2] else {})}
    answer = an_api(cy).post(API_MINE, by_api, format="json")
    assert (answer.status_code, "would come back" in answer.content.decode()) == (409, True)


def test_what_cannot_be_is_refused(people, north):
    ann, bo, cy = people
    for act, why in (
        (lambda: delegate(by=ann, to=ann), "Choose another member"),
        (lambda: delegate(by=ann, to=bo, matter="role"), "nobody votes for another in this"),
    ):
        with pytest.raises(Refused, match=why):
            act()
    delegate(by=ann, to=bo)
    with pytest.raises(Refused, match="in all matters: take that back first"):
        delegate(by=ann, to=cy, matter="setting")
    delegate(by=cy, to=bo, matter="setting")
    with pytest.raises(Refused, match="in single matters: take that back first"):
        delegate(by=cy, to=ann)
    delegate(by=ann, to=cy)
    assert [one.to.display_name for one in delegations_of(ann)] == ["cy"]
    a_rule(north, delegation=False)
    assert "do not allow it" in text_of(a_browser(ann).get(MINE))
    assert for_whom(a_vote(ann), bo) == []


def test_another_communitys_member_is_no_delegate(people):
    wes = a_member(a_community("west"), "wes")
    ann = people[0]
    assert a_browser(ann).post(MINE, {"to": str(wes.pk), "matter": ""}).status_code == 422
    assert an_api(ann).post(API_MINE, {"member": str(wes.pk)}, format="json").status_code == 404
    with pytest.raises(IntegrityError, match="tenant_to_id"), transaction.atomic():
        Delegation.objects.create(giver=ann, to=wes)


def test_who_may_not_vote_votes_for_nobody(people, north):
    ann, bo, _cy = people
    lea = a_member(north, "lea", "learner")
    delegate(by=ann, to=lea)
    assert for_whom(a_vote(bo), lea) == []


def test_the_database_refuses_oneself_two_at_once_and_each_other(people):
    ann, bo, cy = people
    Delegation.objects.create(giver=ann, to=bo)
    for giver, to, name in (
        (ann, ann, "delegated_to_another"), (ann, cy, "one_live_delegation_a_matter"), (bo, ann, "no_delegation_back"),
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Delegation.objects.create(giver=giver, to=to)


def test_a_secret_ballot_for_another_has_a_receipt_of_its_own(people, north):
    ann, bo, _cy = people
    a_rule(north, delegation=True, secret=True)
    delegate(by=ann, to=bo)
    vote = a_vote(bo)
    page = a_browser(bo).post(f"{PAGES}ballot/", {"choice": "yes", "whom": [str(bo.pk), str(ann.pk)]})
    receipts = [one.receipt for one in page.context["ballots"]]
    assert all(receipt in text_of(page) for receipt in receipts)
    assert "bo voted for you" in text_of(a_browser(ann).get(PAGES))
    said = an_api(bo).put(f"{API}ballots/", {"content": "no", "whom": [str(ann.pk)]}, format="json").json()
    assert list(said["receipts"]) == [str(ann.pk)]
    closed = close_proposal(vote, at=vote.closes_at)
    assert (closed.result["count"]["yes"], closed.result["count"]["no"]) == (1, 1)
    assert sorted(vote.published.values_list("receipt", flat=True)) == sorted([receipts[0], said["receipt"]])


@pytest.mark.django_db(transaction=True)
def test_a_circle_given_at_once_is_refused():
    north = a_community("north")
    a_rule(north, delegation=True)
    people = [a_member(north, f"m{n}") for n in range(6)]

    def give(number):
        try:
            with in_community(north.pk):
                delegate(by=people[number], to=people[(number + 1) % 6])
            return 1
        except Refused:
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(give, range(6))) == 5


def test_a_delegate_votes_until_closing_and_not_after(people, north):
    ann, bo, _cy = people
    delegate(by=ann, to=bo)
    vote = a_vote(bo, at=timezone.now() - timedelta(hours=25))
    with pytest.raises(Refused, match="has closed"):
        cast_for(vote, [ann.pk], content="yes", by=bo)
    assert a_keyholder(north).pk not in (ann.pk, bo.pk)
