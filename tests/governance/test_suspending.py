"""A suspension is told beforehand, can be answered and appealed once, and keeps its member from everything."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from communities.actions import end_membership, suspend
from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.models import Decision, Proposal, Suspension
from communities.governance.people.appealing import appeal, vote_on_appeal
from communities.governance.people.suspending import answer_suspension, lift_suspension
from communities.governance.proposals.amending import offer_amendment
from communities.governance.proposals.proposing import open_voting
from communities.governance.proposals.talking import comment
from communities.models import Membership
from jobs.models import Job
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, text_of
from tests.factories import a_community, a_member, a_person
from tests.governance.factories import a_rule, a_talk, a_vote
from tests.governance.people import a_decided_suspension, a_suspended_member, begun

pytestmark = pytest.mark.django_db
GIVEN = {"notice": 14, "days": 30, "reason": "Shouted at the small ones."}


@pytest.fixture
def north():
    a_suspended_member(a_community("south"), "sam")
    return a_community("north")


def now_of(member):
    with in_community(member.community_id):
        return Membership.objects.select_related("community").get(pk=member.pk)


def suspensions(community):
    with in_community(community.pk):
        return list(Suspension.objects.order_by("pk"))


@pytest.mark.parametrize(("api", "done"), [(False, 302), (True, 200)])
def test_a_member_is_suspended_from_a_later_day_on_and_told(north, api, done):
    ann, keeper = a_member(north, "ann"), a_keyholder(north)
    if api:
        answer = an_api(keeper).post(f"/api/v1/c/north/members/{ann.pk}/suspend/", GIVEN)
    else:
        answer = a_browser(keeper).post(f"/c/north/people/{ann.pk}/suspend/", GIVEN)
    assert answer.status_code == done
    ann = now_of(ann)
    today = timezone.now().date()
    assert ann.suspended_from.isoformat() == f"{today + timedelta(days=14)}T00:00:00+00:00"
    assert ann.suspended_until.isoformat() == f"{today + timedelta(days=44)}T00:00:00+00:00"
    with in_community(north.pk):
        decision = Decision.objects.get(number=2)
    assert (decision.title, decision.reason) == ("ann: membership suspended", GIVEN["reason"])
    assert decision.changes == [{
        "what": "member suspended", "membership": str(ann.pk), "name": "ann",
        "from": f"{today + timedelta(days=14)}T00:00:00.000000Z",
        "until": f"{today + timedelta(days=44)}T00:00:00.000000Z",
    }]  # fmt: skip
    browser = a_browser(ann)
    assert "Your membership will be suspended" in text_of(browser.get("/c/north/"))
    assert browser.get("/c/north/decisions/").status_code == 200
    own = text_of(browser.get("/c/north/suspension/"))
    assert GIVEN["reason"] in own
    assert browser.post("/c/north/suspension/", {"text": "It was one evening."}).status_code == 302
    shown = a_browser(keeper).get(f"/c/north/people/{ann.pk}/suspension/")
    assert "It was one evening." in text_of(shown)


def test_it_begins_at_the_start_of_the_day_where_the_community_is():
    far = a_community("far", founder=a_person("flo"))
    with in_community(far.pk):
        far.time_zone = "Pacific/Auckland"
        far.save()
    ann = a_decided_suspension(a_member(far, "ann"))
    local = ann.suspended_from.astimezone(ZoneInfo("Pacific/Auckland"))
    assert (local.hour, local.minute) == (0, 0)


@pytest.mark.parametrize("address", [
    "", "decisions/", "people/", "settings/", "people/me/", "decisions/proposals/new/", "money/", "curricula/",
])  # fmt: skip
def test_a_suspended_member_opens_no_page_but_their_own(north, address):
    browser = a_browser(a_suspended_member(north, "ann", "administrator", "teacher"))
    answer = browser.get(f"/c/north/{address}")
    if address:
        assert answer["Location"] == "/c/north/suspension/"
    else:
        assert (answer.status_code, "Why, and how to appeal" in text_of(answer)) == (200, True)
    assert browser.get("/c/north/suspension/").status_code == 200


def test_a_suspended_member_does_and_votes_nothing(north):
    a_rule(north)
    keeper, ann = a_keyholder(north), a_member(north, "ann", "administrator")
    vote = a_vote(keeper)
    talk = a_talk(keeper, shares=False)
    ann = begun(a_decided_suspension(ann))
    page = f"/c/north/decisions/proposals/{vote.number}/ballot/"
    assert a_browser(ann).post(page, {"content": "yes"}).status_code == 403
    api = an_api(ann)
    assert api.put(f"/api/v1/c/north/proposals/{vote.number}/ballots/", {"content": "yes"}).status_code == 403
    assert api.get("/api/v1/c/north/members/").status_code == 403
    assert api.post(f"/api/v1/c/north/members/{ann.pk}/suspension/lift/", {"reason": "So."}).status_code == 403
    assert a_browser(ann).post("/c/north/people/me/leave/").status_code == 403
    with in_community(north.pk), pytest.raises(Refused, match="suspended"):
        cast_ballot(vote, content="yes", by=ann)
    with in_community(north.pk):
        proposal = open_voting(talk, by=keeper)
        assert [voter.member_id for voter in proposal.voters.all()] == [keeper.pk]


def test_a_suspended_member_is_a_member_elsewhere_and_sees_their_own_record(north):
    ann = a_suspended_member(north, "ann")
    west = a_member(a_community("west"), "ann")
    browser = a_browser(ann)
    assert browser.get("/c/west/people/").status_code == 200
    mine = text_of(browser.get("/me/"))
    assert ("Suspended" in mine, "North" in mine) == (True, True)
    assert west.is_suspended is False


def test_it_ends_by_itself(north):
    ann = a_suspended_member(north, "ann", days=3)
    with in_community(north.pk):
        Membership.objects.filter(pk=ann.pk).update(suspended_until=timezone.now())
    assert a_browser(ann).get("/c/north/people/").status_code == 200
    again = a_decided_suspension(now_of(ann))
    assert again.will_be_suspended


@pytest.mark.parametrize("given", [{"notice": 6}, {"notice": 91}, {"days": 0}, {"days": 400}, {"reason": ""}])
def test_too_short_a_notice_is_refused(north, given):
    ann, keeper = a_member(north, "ann"), a_keyholder(north)
    assert a_browser(keeper).post(f"/c/north/people/{ann.pk}/suspend/", GIVEN | given).status_code == 422
    assert an_api(keeper).post(f"/api/v1/c/north/members/{ann.pk}/suspend/", GIVEN | given).status_code == 400
    assert now_of(ann).suspended_from is None


@pytest.mark.parametrize("who", ["nobody", "stranger", "elsewhere", "member"])
@pytest.mark.parametrize("act", ["suspend", "suspension", "suspension/lift", "suspension/uphold"])
def test_only_who_manages_people_suspends_and_lifts(north, who, act):
    ann = a_decided_suspension(a_member(north, "ann"))
    person = {
        "nobody": None, "stranger": a_person("zoe"), "member": a_member(north, "lea", "teacher"),
        "elsewhere": a_member(a_community("west"), "wes", "administrator"),
    }[who]  # fmt: skip
    page, api = {"nobody": (302, 401), "member": (403, 403)}.get(who, (404, 404))
    assert a_browser(person).get(f"/c/north/people/{ann.pk}/{act}/").status_code == page
    client, address = an_api(person), f"/api/v1/c/north/members/{ann.pk}/{act}/"
    answer = client.get(address) if act == "suspension" else client.post(address, GIVEN)
    assert answer.status_code == api


def test_a_member_of_another_community_is_out_of_reach(north):
    wes = a_suspended_member(a_community("west"), "wes")
    keeper = a_keyholder(north)
    for act in ("suspend", "suspension/lift", "suspension/uphold"):
        assert a_browser(keeper).post(f"/c/north/people/{wes.pk}/{act}/", GIVEN).status_code == 404
        assert an_api(keeper).post(f"/api/v1/c/north/members/{wes.pk}/{act}/", GIVEN).status_code == 404
    assert a_browser(keeper).get(f"/c/north/people/{wes.pk}/suspension/").status_code == 404
    assert now_of(wes).is_suspended


def test_the_last_who_keeps_the_keys_is_not_suspended_nor_left_alone_with_one_who_is(north):
    keeper = a_keyholder(north)
    refused = a_browser(keeper).post(f"/c/north/people/{keeper.pk}/suspend/", GIVEN)
    assert (refused.status_code, "last who keeps the keys" in text_of(refused)) == (422, True)
    a_decided_suspension(a_member(north, "ann", "administrator"))
    with in_community(north.pk), pytest.raises(Refused, match="last who keeps the keys"):
        end_membership(keeper)


def test_an_appeal_is_made_once_and_decided_by_those_entrusted(north):
    ann, keeper = a_suspended_member(north, "ann"), a_keyholder(north)
    browser = a_browser(ann)
    assert browser.post("/c/north/suspension/", {"text": ""}).status_code == 422
    assert browser.post("/c/north/suspension/", {"text": "I said sorry."}).status_code == 302
    again = browser.post("/c/north/suspension/", {"text": "Please."})
    assert (again.status_code, "appealed already" in text_of(again)) == (422, True)
    assert an_api(ann).post("/api/v1/c/north/suspension/appeal/", {"text": "Please."}).status_code == 409
    page = f"/c/north/people/{ann.pk}/suspension/"
    assert "I said sorry." in text_of(a_browser(keeper).get(page))
    assert a_browser(keeper).post(f"{page}uphold/", {"reason": "Not to those you hurt."}).status_code == 302
    assert a_browser(keeper).post(f"{page}uphold/", {"reason": "Again."}).status_code == 422
    assert "Not to those you hurt." in text_of(browser.get("/c/north/suspension/"))
    lifted = an_api(keeper).post(f"/api/v1/c/north/members/{ann.pk}/suspension/lift/", {"reason": "Now you did."})
    assert lifted.status_code == 200
    assert browser.get("/c/north/people/").status_code == 200
    assert an_api(ann).get("/api/v1/c/north/suspension/").data["lifted"] is True
    with in_community(north.pk):
        titles = list(Decision.objects.order_by("number").values_list("title", flat=True))
        last = Decision.objects.get(number=4).changes
    assert titles[1:] == ["ann: membership suspended", "ann: the suspension stands", "ann: suspension lifted"]
    assert last == [{"what": "suspension lifted", "membership": str(ann.pk), "name": "ann"}]


def test_an_appeal_opens_a_vote_where_the_community_votes(north):
    a_rule(north, "suspension", seconds=1, deliberation_hours=24, proposers=["administrator"])
    keeper = a_keyholder(north)
    a_browser(keeper)
    with in_community(north.pk):
        member = suspend(a_member(north, "ann"), starts=timezone.now(), ends=None)
        decision = Decision.objects.get(number=1)
        Suspension.objects.create(membership=member, decision=decision)
    alone = f"/c/north/people/{member.pk}/suspension/lift/"
    assert a_browser(keeper).post(alone, {"reason": "So."}).status_code == 422
    assert a_browser(member).post("/c/north/suspension/", {"text": "I said sorry."}).status_code == 302
    with in_community(north.pk):
        proposal = Proposal.objects.get()
        assert (proposal.state, proposal.body, proposal.proposer_id) == ("deliberation", "I said sorry.", member.pk)
        job = Job.objects.get(task="governance.vote_on_appeal")
        assert job.not_before == proposal.deliberation_at + timedelta(hours=24)
        vote_on_appeal(proposal.pk)
        proposal.refresh_from_db()
        assert proposal.state == "deliberation"
        assert Job.objects.filter(task="governance.vote_on_appeal").count() == 2


def test_the_vote_on_an_appeal_opens_by_itself_and_lifts_the_suspension(north):
    a_rule(north, "suspension", seconds=1, proposers=["administrator"])
    keeper = a_keyholder(north)
    with in_community(north.pk):
        member = suspend(a_member(north, "ann"), starts=timezone.now(), ends=None)
        Suspension.objects.create(membership=member, decision=Decision.objects.get(number=1))
        proposal = appeal(member, text="I said sorry.").proposal
        vote_on_appeal(proposal.pk)
        proposal.refresh_from_db()
        cast_ballot(proposal, content="yes", by=keeper)
        assert close_proposal(proposal, at=proposal.closes_at).state == "enacted"
    assert now_of(member).suspended_from is None
    assert [(one.lifted, one.outcome_id is not None) for one in suspensions(north)] == [(True, True)]


def test_no_question_or_amendment_of_others_keeps_an_appeal_from_its_vote(north):
    a_rule(north, "suspension", seconds=1, proposers=["administrator"])
    keeper = a_keyholder(north)
    with in_community(north.pk):
        member = suspend(a_member(north, "ann"), starts=timezone.now(), ends=None)
        Suspension.objects.create(membership=member, decision=Decision.objects.get(number=1))
        proposal = appeal(member, text="I said sorry.").proposal
        comment(proposal, text="To whom?", is_question=True, by=keeper)
        offer_amendment(proposal, body="She said sorry.", reason="Clearer.", by=keeper)
        vote_on_appeal(proposal.pk)
        assert Proposal.objects.get(pk=proposal.pk).state == "voting"


def test_who_is_not_suspended_appeals_and_answers_nothing(north):
    ann = a_member(north, "ann")
    assert a_browser(ann).get("/c/north/suspension/").status_code == 404
    assert an_api(ann).put("/api/v1/c/north/suspension/answer/", {"text": "What?"}).status_code == 409
    assert an_api(ann).post("/api/v1/c/north/suspension/appeal/", {"text": "What?"}).status_code == 409
    bob = a_suspended_member(north, "bob")
    with in_community(north.pk), pytest.raises(Refused, match="before the suspension begins"):
        answer_suspension(bob, text="Too late.")


def test_a_suspension_that_has_not_begun_is_lifted(north):
    ann = a_decided_suspension(a_member(north, "ann"))
    with in_community(north.pk):
        lift_suspension(ann, by=a_keyholder(north).person, reason="We talked.")
        with pytest.raises(Refused, match="not suspended"):
            lift_suspension(ann, by=a_keyholder(north).person, reason="Again.")
    assert now_of(ann).suspended_from is None


def test_a_suspension_is_proposed_and_voted(north):
    a_rule(north, "suspension")
    ann, bob = a_member(north, "ann"), a_member(north, "bob")
    given = {"member": str(bob.pk), "notice": 7, "days": "", "body": "He shouted."}
    made = a_browser(ann).post("/c/north/decisions/proposals/new/suspend/", given)
    assert made["Location"] == "/c/north/decisions/proposals/1/"
    assert "until it is lifted" in text_of(a_browser(ann).get(made["Location"]))
    payload = {"member": str(bob.pk), "notice": 3, "days": None}
    by_api = {"effect": "suspend", "payload": payload, "body": "He shouted."}
    assert an_api(ann).post("/api/v1/c/north/proposals/", by_api, format="json").status_code == 409
