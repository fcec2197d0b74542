"""A setting is seen with the decision behind it, and changes by another decision alone."""

import pytest
from django.http import QueryDict

from communities.governance.actions import decide_setting
from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.kinds import KINDS, in_order
from communities.governance.models import Decision, Setting
from communities.governance.queries import value_of
from communities.governance.record.verify import faults
from communities.models import Community
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, queries, text_of
from tests.factories import a_community, a_member, a_person
from tests.governance.factories import a_rule, a_vote_that_is_over

pytestmark = pytest.mark.django_db
LIST = "/c/north/settings/"
CHANGE = "/c/north/settings/reports/change/"
API = "/api/v1/c/north/settings/"


@pytest.fixture
def north():
    a_community("south", purpose="The other one.")
    return a_community("north", purpose="Learn by the river.")


def decisions_of(community):
    with in_community(community.pk):
        return Decision.objects.count()


def shares(community):
    with in_community(community.pk):
        return value_of("reports")["shares_reports"], Community.objects.get(pk=community.pk).shares_reports


def test_members_read_every_setting_in_words(north):
    page = text_of(a_browser(a_member(north, "ann", "learner")).get(LIST))
    assert "Learn by the river." in page
    assert "The other one." not in page
    assert page.count("In force since") == len(KINDS)
    assert "Change :" not in page


def test_a_change_is_looked_at_then_decided(north):
    browser = a_browser(a_keyholder(north))
    look = browser.post(CHANGE, {"look": "", "instead_of": 1})
    assert look.status_code == 200
    assert "Not shared" in text_of(look)
    assert decisions_of(north) == 1
    decided = browser.post(CHANGE, {"decide": "", "instead_of": 1, "reason": "We are too few."})
    assert decided["Location"] == "/c/north/settings/reports/"
    assert shares(north) == (False, False)
    page = text_of(browser.get("/c/north/settings/reports/"))
    assert "We are too few." in page
    assert "decision 2" in page
    assert shares(Community.objects.get(slug="south")) == (True, True)


def test_nothing_is_decided_without_a_reason(north):
    answer = a_browser(a_keyholder(north)).post(CHANGE, {"decide": "", "instead_of": 1, "reason": " "})
    assert answer.status_code == 422
    assert decisions_of(north) == 1


def test_nothing_is_decided_when_nothing_changes(north):
    same = {"shares_reports": "on", "instead_of": 1, "reason": "Why not?"}
    browser = a_browser(a_keyholder(north))
    for step in ("look", "decide"):
        answer = browser.post(CHANGE, {step: "", **same})
        assert answer.status_code == 422
        assert "Nothing" in text_of(answer)
    assert decisions_of(north) == 1


def test_what_was_typed_is_carried_from_step_to_step(north):
    browser = a_browser(a_keyholder(north))
    given = QueryDict(mutable=True)
    given.update({"look": "", "languages-TOTAL_FORMS": "2", "languages-INITIAL_FORMS": "0"})
    given.update({"languages-0-language": "Spanish", "languages-1-language": "Quechua"})
    look = browser.post("/c/north/settings/languages/change/", given.urlencode(), "application/x-www-form-urlencoded")
    assert '<input type="hidden" name="languages-1-language" value="Quechua">' in look.content.decode()
    again = browser.post("/c/north/settings/languages/change/", {**given.dict(), "again": ""})
    assert 'value="Quechua"' in again.content.decode()
    assert "What changes" not in text_of(again)


def test_a_row_is_added_without_checking_the_others(north):
    given = {"add": "terms", "time_zone": "UTC", "terms-TOTAL_FORMS": "1", "terms-INITIAL_FORMS": "0"}
    given |= {"holidays-TOTAL_FORMS": "0", "holidays-INITIAL_FORMS": "0", "terms-0-name": "Half done"}
    answer = a_browser(a_keyholder(north)).post("/c/north/settings/calendar/change/", given)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="terms-1-name"' in page
    assert 'value="Half done"' in page
    assert "This field is required" not in page


@pytest.mark.parametrize("number", ["9" * 5000, "²", "-1", "x"], ids=["long", "raised", "negative", "none"])
def test_a_number_that_is_none_is_no_fault_of_ours(north, number):
    browser = a_browser(a_keyholder(north))
    rows = {"languages-TOTAL_FORMS": "1", "languages-INITIAL_FORMS": "0", "languages-0-language": "Spanish"}
    page = "/c/north/settings/languages/change/"
    decided = browser.post(page, {**rows, "decide": "", "reason": "We do", "instead_of": number})
    assert decided.status_code == 422
    assert browser.post(page, {**rows, "add": "languages", "languages-TOTAL_FORMS": number}).status_code == 200
    assert browser.get("/c/north/decisions/", {"page": number}).status_code == 200


def test_a_wrong_row_is_named(north):
    given = {"look": "", "time_zone": "UTC", "terms-TOTAL_FORMS": "2", "terms-INITIAL_FORMS": "0"}
    given |= {"holidays-TOTAL_FORMS": "0", "holidays-INITIAL_FORMS": "0", "terms-1-name": "Half done"}
    answer = a_browser(a_keyholder(north)).post("/c/north/settings/calendar/change/", given)
    assert answer.status_code == 422
    assert "Term 2, First day: This field is required." in text_of(answer)


def test_two_who_change_at_once_are_told(north):
    founder = a_keyholder(north)
    with in_community(north.pk):
        decide_setting("reports", {"shares_reports": False}, by=founder.person, reason="First.", instead_of=1)
        with pytest.raises(Refused):
            decide_setting("reports", {"shares_reports": True}, by=founder.person, reason="Second.", instead_of=1)
    given = {"decide": "", "shares_reports": "on", "instead_of": 1, "reason": "Second."}
    answer = a_browser(founder).post(CHANGE, given)
    assert answer.status_code == 422
    assert "Decision 2 changed this meanwhile" in text_of(answer)
    told = an_api(founder).put(
        f"{API}reports/", {"value": {"shares_reports": True}, "reason": "x", "instead_of": 1}, "json"
    )
    assert told.status_code == 409
    assert decisions_of(north) == 2


@pytest.mark.parametrize(
    ("address", "method"),
    [
        (LIST, "get"),
        (LIST + "reports/", "get"),
        (CHANGE, "get"),
        (CHANGE, "post"),
        (API, "get"),
        (API + "reports/", "put"),
    ],
)
def test_strangers_see_nothing_and_only_who_decides_changes(north, address, method):
    make = an_api if address.startswith("/api") else a_browser
    changes = method != "get" or address == CHANGE
    statuses = [getattr(make(who), method)(address).status_code for who in (
        None, a_person("zoe"), a_keyholder(Community.objects.get(slug="south")), a_member(north, "ann", "teacher"),
    )]  # fmt: skip
    assert statuses == [401 if address.startswith("/api") else 302, 404, 404, 403 if changes else 200]


@pytest.mark.parametrize("address", [LIST + "weather/", LIST + "weather/change/", API + "weather/"])
def test_a_setting_nobody_knows_is_not_there(north, address):
    make = an_api if address.startswith("/api") else a_browser
    assert make(a_keyholder(north)).get(address).status_code == 404


def test_the_api_reads_and_decides(north):
    api = an_api(a_keyholder(north))
    assert [row["key"] for row in api.get(API).json()] == [kind.key for kind in in_order()]
    answer = api.put(f"{API}languages/", {"value": ["es", "en"], "reason": "We moved."}, "json")
    assert (answer.status_code, answer.json()["value"], answer.json()["decision"]) == (200, ["es", "en"], 2)
    wrong = api.put(f"{API}languages/", {"value": ["es", "es"], "reason": "We moved."}, "json")
    assert wrong.status_code == 400
    assert wrong.json()["errors"]["value"] == ["Name each language once."]
    assert api.put(f"{API}languages/", {"value": ["es"]}, "json").status_code == 400
    assert Community.objects.get(pk=north.pk).languages == ["es", "en"]


def test_what_a_role_may_do_changes_at_once(north):
    ann = a_member(north, "ann", "learner")
    with in_community(north.pk):
        decide_setting("roles", {"learner": []}, by=a_keyholder(north).person, reason="Only teachers.")
    assert a_browser(ann).get(LIST).status_code == 403


def test_the_form_for_roles_shows_the_roles_of_the_place(north):
    page = text_of(a_browser(a_keyholder(north)).get(f"{LIST}roles/change/"))
    assert "Teacher" in page
    assert "Steward" not in page
    network = a_community("network", kind="network")
    page = text_of(a_browser(a_keyholder(network)).get("/c/network/settings/roles/change/"))
    assert "Steward" in page
    assert "Teacher" not in page


@pytest.mark.parametrize("address", [LIST, LIST + "reports/", API])
def test_the_pages_ask_the_same_for_one_change_as_for_thirty(north, address):
    founder = a_keyholder(north)
    client = an_api(founder) if address == API else a_browser(founder)
    with_one = queries(client, address)
    with in_community(north.pk):
        for number in range(30):
            decide_setting("reports", {"shares_reports": number % 2 == 1}, by=founder.person, reason="Why not?")
    assert queries(client, address) == with_one


def test_a_value_and_its_decision_are_of_one_community(north):
    south = Community.objects.get(slug="south")
    with in_community(south.pk):
        foreign = Decision.objects.get()
    with in_community(north.pk), pytest.raises(Exception, match="violates foreign key"):
        Setting.objects.create(key="reports", value={}, decision=foreign)


def a_community_from_before(slug, key):
    """Founded before there was such a setting."""
    known = dict(KINDS)
    del KINDS[key]
    try:
        return a_community(slug)
    finally:
        KINDS.clear()
        KINDS.update(known)


ALWAYS_FOUNDED_WITH = {"identity", "languages", "calendar", "mastery_scale"}  # nothing is built in but by founding


@pytest.mark.parametrize("key", sorted(KINDS.keys() - ALWAYS_FOUNDED_WITH))
def test_a_setting_that_came_later_says_that_nothing_was_decided(key):
    founder = a_keyholder(a_community_from_before("old", key))
    browser, api = a_browser(founder), an_api(founder)
    for address in ("/c/old/settings/", f"/c/old/settings/{key}/"):
        assert "Not decided here yet; as built in." in text_of(browser.get(address))
    assert browser.get(f"/c/old/settings/{key}/change/").status_code == 200
    told = api.get(f"/api/v1/c/old/settings/{key}/").json()
    assert (told["decision"], told["since"], told["value"]) == (None, None, KINDS[key].default())
    with in_community(founder.community_id):
        assert list(faults()) == []


def test_a_setting_that_came_later_is_decided_alone():
    old = a_community_from_before("old", "reports")
    browser, change = a_browser(a_keyholder(old)), "/c/old/settings/reports/change/"
    assert "Not shared" in text_of(browser.post(change, {"look": "", "instead_of": ""}))
    assert browser.post(change, {"decide": "", "instead_of": "", "reason": "We are few."}).status_code == 302
    assert shares(old) == (False, False)


def test_a_setting_that_came_later_is_decided_by_vote():
    old = a_community_from_before("old", "reports")
    founder = a_keyholder(old)
    a_rule(old, "setting")
    vote = a_vote_that_is_over(founder)
    with in_community(old.pk):
        cast_ballot(vote, content="yes", by=founder, at=vote.voting_at)
        assert close_proposal(vote).state == "enacted"
    assert shares(old) == (False, False)
