"""Accepted for a later day: decided, and in force with its decision when that day begins there, however late the worker."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from communities.governance.actions import decide_setting
from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.models import Decision, Proposal
from communities.governance.proposals.enacting import enact_decided, retry_enactment
from communities.governance.queries import value_of
from communities.models import Community
from jobs.models import Job
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, text_of
from tests.factories import a_community, a_member
from tests.governance.factories import a_draft, a_rule, a_vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    a_rule(a_community("south"))
    north = a_community("north")
    a_rule(north)
    return north


def accepted(north, day, ann=None):
    ann = ann or a_member(north, "ann")
    vote = a_vote(ann, holds_from=day)
    with in_community(north.pk):
        cast_ballot(vote, content="yes", by=ann)
        return close_proposal(vote, at=vote.closes_at)


def shares(north):
    with in_community(north.pk):
        return value_of("reports")["shares_reports"]


def as_it_is(proposal):
    with in_community(proposal.community_id):
        return Proposal.objects.get(pk=proposal.pk)


@pytest.mark.parametrize("zone", ["America/New_York", "Africa/Cairo", "Pacific/Auckland", "UTC"])
def test_it_holds_from_the_first_moment_of_its_day_there(north, zone):
    Community.objects.filter(pk=north.pk).update(time_zone=zone)
    for day in (date(2027, 3, 14), date(2027, 4, 30), date(2027, 11, 7)):  # clocks change in one place or another
        with in_community(north.pk), transaction.atomic():
            proposal = accepted(north, day, ann=a_member(north))
            starts = datetime.combine(day, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)  # Cairo skips midnight
            assert Job.objects.filter(task="governance.enact_decided").latest("pk").not_before == starts
            assert enact_decided(proposal, at=starts - timedelta(seconds=1)).state == "decided"
            late = enact_decided(proposal, at=starts + timedelta(days=3))
            assert (late.state, late.decision.decided_at) == ("enacted", starts)
            transaction.set_rollback(True)


def test_nothing_changes_before_and_the_decision_comes_with_its_effect(north):
    day = timezone.localdate() + timedelta(days=40)
    proposal = accepted(north, day)
    assert (proposal.state, proposal.decision, shares(north)) == ("decided", None, True)
    with in_community(north.pk):
        numbers = Decision.objects.count()
        enacted = enact_decided(proposal, at=timezone.now() + timedelta(days=41))
        assert (enacted.state, enacted.decision.number) == ("enacted", numbers + 1)
        assert enact_decided(proposal, at=timezone.now() + timedelta(days=42)).decision == enacted.decision
    assert shares(north) is False


def test_what_no_longer_applies_stays_unenacted_and_its_proposer_or_who_decides_tries_again(north):
    ann = a_member(north, "ann")
    proposal = accepted(north, timezone.localdate() + timedelta(days=40), ann=ann)
    with in_community(north.pk):
        by = a_keyholder(north).person
        decide_setting("reports", {"shares_reports": False}, by=by, reason="Earlier.", voted_at=timezone.now())
        failed = enact_decided(proposal, at=timezone.now() + timedelta(days=41))
    assert (failed.state, "changed this meanwhile" in failed.problem) == ("unenacted", True)
    page, api = f"/c/north/decisions/proposals/{proposal.number}/", f"/api/v1/c/north/proposals/{proposal.number}/"
    bob = a_member(north, "bob")
    assert "Try again" not in text_of(a_browser(bob).get(page))
    assert "Try again" in text_of(a_browser(ann).get(page))
    assert a_browser(bob).post(f"{page}retry/").status_code == 422
    assert an_api(bob).post(f"{api}steps/", {"step": "retry"}, format="json").status_code == 409
    assert "changed this meanwhile" in text_of(a_browser(a_keyholder(north)).post(f"{page}retry/"))
    with in_community(north.pk), pytest.raises(Refused, match="Its proposer does this"):
        retry_enactment(failed, by=bob)


def test_a_worker_three_days_late_counts_what_was_said_in_time(north):
    ann, bob = a_member(north, "ann"), a_member(north, "bob")
    vote = a_vote(ann)
    with in_community(north.pk):
        cast_ballot(vote, content="yes", by=ann)
        with pytest.raises(Refused, match="closed"):
            cast_ballot(vote, content="no", by=bob, at=vote.closes_at)
        closed = close_proposal(vote, at=vote.closes_at + timedelta(days=3))
    assert (closed.state, closed.result["people"]) == ("enacted", 1)


def test_a_day_gone_by_is_refused_at_page_and_api(north):
    ann = a_member(north, "ann")
    today = timezone.localdate()
    given = {"effect": "setting", "payload": {"key": "reports", "value": {"shares_reports": False}}, "body": "So."}
    asked = an_api(ann).post("/api/v1/c/north/proposals/", {**given, "holds_from": today.isoformat()}, format="json")
    assert (asked.status_code, "is to come" in asked.json()["detail"]) == (409, True)
    draft = a_draft(ann)
    edit = f"/c/north/decisions/proposals/{draft.number}/edit/"
    refused = a_browser(ann).post(edit, {"title": "x", "body": "y", "holds_from": today.isoformat()})
    assert (refused.status_code, "is to come" in text_of(refused)) == (422, True)
    day = today + timedelta(days=9)
    assert a_browser(ann).post(edit, {"title": "x", "body": "y", "holds_from": day.isoformat()}).status_code == 302
    assert as_it_is(draft).holds_from == day


def test_the_database_holds_that_what_is_decided_waits_for_a_day(north):
    proposal = accepted(north, timezone.localdate() + timedelta(days=40))
    with in_community(north.pk), pytest.raises(IntegrityError, match="decided_waits_for_its_day"):
        Proposal.objects.filter(pk=proposal.pk).update(holds_from=None)


def test_what_is_talked_over_again_keeps_its_day(north):
    a_rule(north, quorum="2", on_no_quorum="again")
    day = timezone.now().date() + timedelta(days=30)
    first = accepted(north, day)
    with in_community(north.pk):
        again = Proposal.objects.get(again_of=first)
    assert (first.state, again.state, again.holds_from) == ("rejected", "deliberation", day)
