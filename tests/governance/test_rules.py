"""Who may vote, by role, age and standing; what a rule says of it; what begins the talk again."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from communities.actions import note_birth
from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.changes import changes
from communities.governance.kinds import KINDS
from communities.governance.models import Proposal
from communities.governance.queries import rule_in_force, value_of
from communities.governance.rule_words import rule_words
from communities.governance.rules import Rule
from communities.models import Membership
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, text_of
from tests.factories import a_community, a_member
from tests.governance.factories import a_rule, a_vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    a_member(a_community("south"), "sue")
    north = a_community("north")
    with in_community(north.pk):
        yield north


def voters_of(vote):
    return sorted(vote.voters.values_list("member__display_name", flat=True))


def test_learners_vote_where_the_rule_says_so(north):
    ann, lea = a_member(north, "ann"), a_member(north, "lea", "learner")
    a_rule(north, electorate=["learner"])
    vote = a_vote(ann)
    assert voters_of(vote) == ["lea"]
    assert cast_ballot(vote, content="yes", by=lea).content == "yes"


def test_the_least_age_is_that_of_the_day_the_voting_opens(north):
    ann = a_member(north, "ann")
    today = timezone.localdate()
    for name, born in (
        ("lea", today.replace(year=today.year - 14)),  # 14 today
        ("leo", today.replace(year=today.year - 14) + timedelta(days=1)),  # tomorrow
        ("kid", date(today.year - 8, 1, 1)),
    ):
        member = a_member(north, name, "learner" if name.startswith("l") else "member")
        with in_community(north.pk):
            note_birth(member, born_on=born)
    a_member(north, "unknown", "learner")
    a_rule(north, electorate=["learner", "member", "administrator"], least_age=14)
    assert voters_of(a_vote(ann)) == ["ann", "founder-of-north", "lea"]


def test_without_known_ages_an_age_leaves_out_learners(north):
    ann = a_member(north, "ann")
    a_member(north, "lea", "learner")
    a_rule(north, electorate=["learner", "member"], least_age=1)
    assert voters_of(a_vote(ann)) == ["ann"]


def test_members_vote_after_so_many_days(north):
    ann, bo = a_member(north, "ann"), a_member(north, "bo")
    for one, days in ((ann, 30), (bo, 29)):
        Membership.objects.filter(pk=one.pk).update(since=timezone.localdate() - timedelta(days=days))
    a_rule(north, member_days=30)
    assert voters_of(a_vote(ann)) == ["ann"]


def test_a_rule_by_which_nobody_is_old_enough_is_refused(north):
    with pytest.raises(Refused, match="old enough and a member for long enough"):
        a_rule(north, member_days=400)
    with pytest.raises(Refused, match="nobody here has these roles"):
        a_rule(north, electorate=["guardian"])


@pytest.mark.parametrize(("again", "states"), [("again", ["deliberation", "rejected"]), ("nothing", ["rejected"])])
def test_the_talk_begins_again_after_an_objection_that_stands(north, again, states):
    a_rule(north, method="consent", on_objection=again)
    ann = a_member(north, "ann")
    vote = a_vote(ann)
    cast_ballot(vote, content="objection", reason="Too early.", by=ann)
    close_proposal(vote, at=vote.closes_at)
    assert sorted(Proposal.objects.values_list("state", flat=True)) == states


def test_a_rule_says_all_of_itself_in_words(north):
    rule = Rule(
        method="qualified_majority", threshold="1/2", of="eligible", electorate=("learner",), proposers=("member",),
        least_age=14, member_days=30, secret=True, delegation=True, quorum="1/3", seconds=2, on_no_quorum="again",
    )  # fmt: skip
    said = rule_words(rule)
    for part in (
        "more than 1/2 of everyone who could vote", "Who votes: Learner", "From the age of 14 years", "30 days",
        "Secret ballot", "let another vote for them", "Quorum: 1/3", "2 seconds", "talked over and voted on again",
    ):  # fmt: skip
        assert part in said
    consent = rule_words(Rule(method="consent", secret=True, on_objection="again"))
    assert ("Open ballot" in consent, "While an objection stands: it is talked over" in consent) == (True, True)


def test_a_rule_is_filled_in_on_a_page_and_by_the_api(north):
    founder = a_keyholder(north)
    browser, page = a_browser(founder), "/c/north/settings/decision_rules/change/"
    rules = value_of("decision_rules")
    parts = {"method": "score", "highest": 10, "score_by": "mean", "electorate": ["administrator"], "least_age": 16,
             "proposers": ["administrator"], "secret": True, "delegation": True}  # fmt: skip
    rules["role"] |= parts
    form = dict(KINDS["decision_rules"].form.of(rules, community=north).data.lists())
    look = browser.post(page, {**form, "look": "", "instead_of": 1})
    assert (look.status_code, "highest mean of scores from 0 to 10" in text_of(look)) == (200, True)
    assert browser.post(page, {**form, "decide": "", "instead_of": 1, "reason": "So."}).status_code == 302
    assert rule_in_force("role") == Rule.read(rules["role"])
    rules["role"]["secret"] = False
    given = {"value": rules, "reason": "Openly."}
    assert an_api(founder).put("/api/v1/c/north/settings/decision_rules/", given, format="json").status_code == 200
    for wrong in ({"highest": 11}, {"least_age": -1}, {"heard": "3/2"}, {"threshold": "1/3"}, {"unknown": 1}):
        given["value"] = {**rules, "role": {**rules["role"], **wrong}}
        refused = an_api(founder).put("/api/v1/c/north/settings/decision_rules/", given, format="json")
        assert refused.status_code in (400, 409)


def test_what_changes_in_a_rule_is_shown_without_what_stays():
    old = {"setting": Rule(method="simple_majority", quorum="1/4", deliberation_hours=48).plain()}
    new = {"setting": {**old["setting"], "deliberation_hours": 96}}
    [change] = changes(KINDS["decision_rules"], old, new)
    assert (change.before, change.after) == (
        "At least 2 days of talk and 3 days of voting.", "At least 4 days of talk and 3 days of voting.",
    )  # fmt: skip
