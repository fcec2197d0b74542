"""Anyone who is signed in founds a community, by page or API."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.governance.founding import found_community
from communities.governance.kinds import KINDS
from communities.governance.models import Decision, Setting
from communities.models import Community, Membership
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.factories import a_community, a_person

pytestmark = pytest.mark.django_db
GIVEN = {"kind": "school", "name": "Alder Bridge", "languages": "English, polski", "country": "IE", "hue": 150}


def test_every_first_value_belongs_to_the_founding_decision():
    a_community("south")
    north = found_community(a_person("ann"), slug="north", choices={"identity": {"name": "North"}})
    with in_community(north.pk):
        founding = Decision.objects.get()
        assert (founding.number, founding.kind, founding.decided_by_name) == (1, "founding", "ann")
        assert {row.key: row.decision for row in Setting.objects.all()} == dict.fromkeys(KINDS, founding)
        assert Membership.objects.get().roles == ["administrator"]


def test_the_page_founds_and_leads_inside():
    browser = a_browser(a_person("ann"))
    assert browser.post("/found/", GIVEN)["Location"] == "/c/alder-bridge/"
    made = Community.objects.get()
    assert (made.name, made.languages, made.time_zone, made.hue) == ("Alder Bridge", ["en", "pl"], "Europe/Dublin", 150)
    assert "First steps" in text_of(browser.get("/c/alder-bridge/"))


def test_an_address_is_taken_whatever_its_case():
    a_community("south")
    with pytest.raises(Refused, match="taken"):
        found_community(a_person("ann"), slug="South")


def test_who_is_not_signed_in_is_asked_to():
    assert a_browser().get("/found/")["Location"] == "/account/login/?next=/found/"
    assert a_browser().post("/found/", GIVEN).status_code == 302
    assert Community.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "Name · This field is required."),
        ({"name": "مدرسة"}, "Write an address in small Latin letters"),
        ({"slug": "two words"}, "Enter a valid “slug”"),
        ({"languages": "Klatchian"}, "We know no language called “Klatchian”."),
        ({"country": ""}, "Choose a time zone"),
        ({"country": "RU"}, "Choose a time zone"),
        ({"hue": 7}, "Select a valid choice"),
        ({"kind": "network"}, "Select a valid choice"),
        ({"slug": "south"}, "“south” is taken. “south-2” is free."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_founded(changed, said):
    a_community("south")
    answer = a_browser(a_person("ann")).post("/found/", {**GIVEN, **changed})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert Community.objects.count() == 1


def test_the_api_founds_with_first_values():
    api = an_api(a_person("ann"))
    answer = api.post("/api/v1/communities/", {"slug": "north", "settings": {"languages": ["es"]}})
    assert (answer.status_code, answer.json()["name"], answer.json()["languages"]) == (201, "North", ["es"])
    assert api.post("/api/v1/communities/", {"slug": "north"}).status_code == 409
    assert an_api().post("/api/v1/communities/", {"slug": "west"}).status_code == 401


@pytest.mark.parametrize(
    "values",
    [
        {"weather": "fine"},
        {"languages": "en"},
        {"calendar": {"terms": 7}},
        {"identity": []},
        {"identity": {"logo": "0199a000-0000-7000-8000-000000000000"}},
    ],
)
def test_a_first_value_that_makes_no_sense_founds_nothing(values):
    answer = an_api(a_person("ann")).post("/api/v1/communities/", {"slug": "north", "settings": values})
    assert answer.status_code == 409
    assert Community.objects.count() == 0


def test_the_api_founds_no_network():
    answer = an_api(a_person("ann")).post("/api/v1/communities/", {"slug": "north", "kind": "network"})
    assert answer.status_code == 400


def test_there_is_one_network():
    a_community("network", kind="network")
    with pytest.raises(Refused):
        a_community("another", kind="network")


def test_founding_takes_few_statements():
    a_person("ann")
    with CaptureQueriesContext(connection) as captured:
        a_community("north", founder=a_person("ann"))
    ours = [q["sql"] for q in captured if "communities_" in q["sql"] or "governance_" in q["sql"]]
    assert len([sql for sql in ours if sql.startswith("INSERT")]) == 4
