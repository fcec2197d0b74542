"""Before it is decided, a change says whom it would touch, counted; another community's people are not counted."""

import pytest

from communities.governance.queries import value_of
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, text_of
from tests.factories import a_community, a_member
from tests.governance.factories import a_draft, a_rule, a_talk
from tests.learners.factories import an_enrolment, an_offering
from tests.progress.factories import a_mark, with_scale

pytestmark = pytest.mark.django_db


def learners_marked(community, *names):
    offering = an_offering(community)
    for name in names:
        a_mark(an_enrolment(offering, name))
    return offering


@pytest.fixture
def north():
    learners_marked(with_scale(a_community("south")), "sue", "sam", "sid")
    north = with_scale(a_community("north"))
    learners_marked(north, "lea", "lou")
    a_rule(north)
    return north


def finer(community):
    with in_community(community.pk):
        return [*value_of("mastery_scale"), {"name": "Teaches it", "from": 95}]


def test_a_proposal_says_how_many_records_change_at_page_and_api(north):
    ann = a_member(north, "ann")
    proposal = a_draft(ann, payload={"key": "mastery_scale", "value": finer(north)})
    said = "2 learners’ records are shown on the new scale."
    assert said in text_of(a_browser(ann).get(f"/c/north/decisions/proposals/{proposal.number}/"))
    assert an_api(ann).get(f"/api/v1/c/north/proposals/{proposal.number}/").json()["consequences"] == [said]


def test_whoever_decides_alone_reads_it_before_deciding():
    north = with_scale(a_community("north"))
    learners_marked(north, "lea")
    look = a_browser(a_keyholder(north)).post("/c/north/settings/enrolment/change/", {"look": "", "instead_of": 1})
    assert "1 offering takes nobody new; learners who keep their places: 1." in text_of(look)


def test_roles_and_rules_count_members_and_talks(north):
    keyholder = a_keyholder(north)
    for name in ("tom", "tea"):
        a_member(north, name, "teacher")
    a_talk(a_member(north, "ann"))
    with in_community(north.pk):
        rules = value_of("decision_rules")
    roles = a_draft(keyholder, payload={"key": "roles", "value": {"teacher": ["learners.see_enrolments"]}})
    api = an_api(keyholder)
    assert api.get(f"/api/v1/c/north/proposals/{roles.number}/").json()["consequences"] == [
        "3 members may do more or less than now."  # the two, and who teaches the offering
    ]
    a_rule(north, "rules")
    longer = {**rules, "setting": {**rules["setting"], "voting_hours": 99}}
    changed = a_draft(keyholder, payload={"key": "decision_rules", "value": longer})
    assert api.get(f"/api/v1/c/north/proposals/{changed.number}/").json()["consequences"] == [
        "1 proposal begins its talk again by the new rule."
    ]
