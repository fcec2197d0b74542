"""A community's front door: what waits for a member, and what a stranger may know."""

import pytest
import time_machine

from communities.governance.actions import decide_setting
from communities.models import Community
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, queries, text_of
from tests.factories import a_community, a_member, a_person
from web import registry
from web.registry import Panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    north = a_community("north", purpose="Learn by the river.", place="Askeford", country="IE")
    a_community("south", purpose="The other one.")
    return north


def test_a_stranger_sees_the_public_page_and_nothing_else(north):
    a_member(north, "ann secret", "teacher")
    page = text_of(a_browser().get("/c/north/"))
    assert "Learn by the river." in page
    assert "Askeford, Ireland" in page
    assert "ann secret" not in page
    assert "The other one." not in page


def test_a_member_sees_the_dashboard_and_may_look_at_the_public_page_too(north):
    browser = a_browser(a_member(north, "ann", "teacher"))
    assert "Who is here" in text_of(browser.get("/c/north/"))
    assert "Learn by the river." in text_of(browser.get("/c/north/about/"))


def test_a_hidden_community_is_not_there_for_strangers(north):
    Community.objects.filter(pk=north.pk).update(visibility="hidden")
    for stranger in (a_browser(), a_browser(a_person("zoe"))):
        assert stranger.get("/c/north/").status_code == 404
        assert stranger.get("/c/north/about/").status_code == 404
    assert a_browser(a_member(north, "ann")).get("/c/north/").status_code == 200


def test_the_title_says_how_much_waits(north):
    browser = a_browser(a_member(north, "ann", "learner"))
    assert "<h1>North</h1>" in browser.get("/c/north/").content.decode()
    two = Panel(key="two", template="communities/here_panel.html", context=lambda request: {"waiting": 2})
    one = Panel(key="one", template="communities/here_panel.html", context=lambda request: {"waiting": 1})
    silent = Panel(key="none", template="communities/here_panel.html", context=lambda request: None)
    registry.COMMUNITY_HOME += [two, one, silent]
    try:
        assert "<h1>3 things wait for you</h1>" in browser.get("/c/north/").content.decode()
    finally:
        for panel in (two, one, silent):
            registry.COMMUNITY_HOME.remove(panel)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-01-20", "Jan 20, 2026, Spring, week 2 of 4"),
        ("2026-01-29", "Jan 29, 2026, Imbolc"),
        ("2026-03-01", "Mar 1, 2026"),
    ],
)
def test_the_day_stands_in_the_term(north, day, said):
    calendar = {
        "time_zone": "Pacific/Auckland",
        "terms": [{"name": "Spring", "starts": "2026-01-12", "ends": "2026-02-06"}],
        "holidays": [{"name": "Imbolc", "starts": "2026-01-29", "ends": "2026-01-29"}],
    }
    with in_community(north.pk):
        decide_setting("calendar", calendar, by=a_keyholder(north).person, reason="So it is.")
    ann = a_member(north, "ann")
    with time_machine.travel(f"{day}T01:00:00Z", tick=False):
        assert f'<p class="crumbs">{said}</p>' in a_browser(ann).get("/c/north/").content.decode()


def test_a_founder_sees_the_first_steps_until_they_are_done(north):
    founder = a_keyholder(north)
    browser = a_browser(founder)
    page = text_of(browser.get("/c/north/"))
    assert "Say what the community is for (done)" in page
    assert "Set the terms So" not in page
    assert "First steps" in page
    assert "First steps" not in text_of(a_browser(a_member(north, "ann", "teacher")).get("/c/north/"))
    term = {"name": "One", "starts": "2026-01-12", "ends": "2026-02-06"}
    with in_community(north.pk):
        value = {"time_zone": "UTC", "terms": [term], "holidays": []}
        decide_setting("calendar", value, by=founder.person, reason="So it is.")
    assert "First steps" not in text_of(browser.get("/c/north/"))


@pytest.mark.parametrize("role", ["administrator", "teacher", "learner", "guardian", "member"])
def test_every_role_has_a_home(north, role):
    assert a_browser(a_member(north, "ann", role)).get("/c/north/").status_code == 200


@pytest.mark.parametrize("role", ["steward", "policymaker", "member"])
def test_every_role_of_the_network_has_a_home(role):
    network = a_community("network", kind="network")
    assert a_browser(a_member(network, "ann", role)).get("/c/network/").status_code == 200


def test_the_home_page_asks_little_however_many_there_are(north):
    browser = a_browser(a_keyholder(north))
    with_one = queries(browser, "/c/north/")
    for number in range(30):
        a_member(north, f"person {number}", "learner")
    with in_community(north.pk):
        for number in range(30):
            decide_setting(
                "reports", {"shares_reports": number % 2 == 1}, by=a_keyholder(north).person, reason="Why not?"
            )
    assert queries(browser, "/c/north/") == with_one
    assert with_one <= 12


def test_a_person_with_no_permission_still_has_a_page(north):
    with in_community(north.pk):
        decide_setting("roles", {"member": []}, by=a_keyholder(north).person, reason="Guests only.")
    assert "Nothing waits for you here" in text_of(a_browser(a_member(north, "ann", "member")).get("/c/north/"))
