"""The list of people, a person's page, and one's own membership."""

import csv

import pytest

from communities import actions
from communities.models import Membership
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, queries, text_of
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db
LIST = "/c/north/people/"
API = "/api/v1/c/north/members/"


@pytest.fixture
def north():
    south = a_community("south")
    a_member(south, "sally south", "teacher")
    return a_community("north")


def names(answer):
    return [row["display_name"] for row in answer.json()["results"]]


def rows_of(answer):
    return list(csv.reader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()))


def test_members_see_who_is_here_and_nobody_from_elsewhere(north):
    ann = a_member(north, "ann", "teacher")
    page = text_of(a_browser(ann).get(LIST))
    assert "ann" in page
    assert "sally" not in page
    assert sorted(names(an_api(ann).get(API))) == ["ann", "founder-of-north"]


@pytest.mark.parametrize("address", [LIST, API])
def test_only_members_reach_the_list(north, address):
    policymaker = a_member(north, "pat", "policymaker")
    outsider = a_member(a_community("west"), "wes", "administrator")
    browser, api = a_browser, an_api
    client = api if address == API else browser
    assert client().get(address).status_code == (401 if address == API else 302)
    assert client(outsider).get(address).status_code == 404
    assert client(policymaker).get(address).status_code == 403
    assert client(a_member(north, "ann", "learner")).get(address).status_code == 200


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("?role=teacher", ["ann"]),
        ("?q=BEN", ["ben"]),
        ("?role=king", ["founder-of-north", "ann", "ben"]),
        ("?sort=-name", ["founder-of-north", "ben", "ann"]),
        ("?sort=name", ["ann", "ben", "founder-of-north"]),
        ("?who=former", ["cleo"]),
    ],
)
def test_the_list_filters_and_sorts(north, asked, found):
    ann = a_member(north, "ann", "teacher")
    a_member(north, "ben", "learner")
    cleo = a_member(north, "cleo")
    with in_community(north.pk):
        actions.end_membership(cleo)
    rows = rows_of(a_browser(ann).get(f"{LIST}{asked}&format=csv"))[1:]
    assert sorted(row[0] for row in rows) == sorted(found)
    if "sort" in asked:
        assert [row[0] for row in rows] == found


def test_the_download_says_who_and_disarms_formulas(north):
    ann = a_member(north, "ann", "teacher", "guardian")
    evil = a_member(north, "evil")
    with in_community(north.pk):
        actions.rename_member(evil, display_name="=HYPERLINK(1)")
    answer = a_browser(ann).get(f"{LIST}?format=csv")
    assert answer["Content-Disposition"] == 'attachment; filename="north-people.csv"'
    rows = rows_of(answer)
    assert rows[0] == ["Name", "Roles", "Since", "Until"]
    assert ["ann", "Teacher, Guardian", str(ann.since), ""] in rows
    assert "'=HYPERLINK(1)" in [row[0] for row in rows]


@pytest.mark.parametrize("address", [LIST, API])
def test_the_list_asks_the_same_for_one_as_for_thirty(north, address):
    founder = a_keyholder(north)
    client = an_api(founder) if address == API else a_browser(founder)
    with_one = queries(client, address)
    for number in range(30):
        a_member(north, f"person {number}", "learner")
    assert queries(client, address) == with_one


def test_a_name_cannot_carry_markup(north):
    ann = a_member(north, "ann")
    with in_community(north.pk):
        actions.rename_member(ann, display_name="<script>alert(1)</script>")
    assert "<script>alert(1)" not in a_browser(ann).get(LIST).content.decode()


def test_a_person_has_a_page_with_their_history(north):
    ann = a_member(north, "ann", "teacher")
    with in_community(north.pk):
        actions.end_membership(ann)
        again = actions.join(ann.person, role="guardian")
    page = text_of(a_browser(a_member(north, "ben")).get(f"{LIST}{again.pk}/"))
    assert page.count("Guardian") >= 2
    assert "Teacher" in page


@pytest.mark.parametrize("address", ["/c/north/people/{}/", "/api/v1/c/north/members/{}/"])
def test_a_person_of_another_community_is_not_here(north, address):
    stranger = a_member(a_community("west"), "wes")
    founder = a_keyholder(north)
    for client in (a_browser(founder), an_api(founder)):
        assert client.get(address.format(stranger.pk)).status_code == 404


def test_one_is_called_what_one_likes(north):
    ann = a_member(north, "ann")
    browser = a_browser(ann)
    assert browser.post(f"{LIST}me/", {"display_name": "Anna"}).status_code == 302
    assert an_api(ann).get("/api/v1/c/north/membership/").json()["display_name"] == "Anna"
    assert an_api(ann).put("/api/v1/c/north/membership/", {"display_name": "Ann"}).json()["display_name"] == "Ann"
    assert browser.post(f"{LIST}me/", {"display_name": ""}).status_code == 422


def test_one_leaves_by_page(north):
    ann = a_member(north, "ann")
    browser = a_browser(ann)
    assert browser.post(f"{LIST}me/leave/")["Location"] == "/me/"
    assert browser.get(LIST).status_code == 404
    with in_community(north.pk):
        assert not Membership.objects.get(pk=ann.pk).is_live


def test_one_leaves_by_the_api(north):
    ann = a_member(north, "ann")
    assert an_api(ann).delete("/api/v1/c/north/membership/").status_code == 204
    assert an_api(ann).get("/api/v1/c/north/membership/").status_code == 404


def test_the_last_keyholder_is_told_why_they_stay(north):
    founder = a_keyholder(north)
    answer = a_browser(founder).post(f"{LIST}me/leave/")
    assert answer.status_code == 422
    assert "give them to someone else first" in text_of(answer)
    assert an_api(founder).delete("/api/v1/c/north/membership/").status_code == 409
    with in_community(north.pk):
        assert Membership.objects.get(pk=founder.pk).is_live


def test_the_search_finds_people_of_this_community_alone(north):
    ann = a_member(north, "ann")
    page = text_of(a_browser(ann).get("/c/north/search?q=ann"))
    assert "People here" in page
    assert "sally south" not in text_of(a_browser(ann).get("/c/north/search?q=sally"))
    assert "People here" not in text_of(a_browser(a_person("zoe")).get("/search?q=ann"))


def test_a_day_of_birth_is_kept_by_those_who_manage_people_and_shown_to_the_person(north):
    lea, ann, keeper = a_member(north, "lea", "learner"), a_member(north, "ann", "teacher"), a_keyholder(north)
    page, own = f"{LIST}{lea.pk}/", f"{LIST}me/"
    assert a_browser(keeper).post(f"{page}birth/", {"born_on": "2012-05-01"}).status_code == 302
    assert 'value="2012-05-01"' in a_browser(keeper).get(page).content.decode()
    assert "May 1, 2012" in text_of(a_browser(lea).get(own))
    shown = a_browser(ann).get(page).content.decode() + a_browser(ann).get(LIST + "?format=csv").getvalue().decode()
    assert "2012" not in shown
    assert a_browser(ann).post(f"{page}birth/", {"born_on": "2011-05-01"}).status_code == 403
    assert "2012" not in an_api(keeper).get(f"{API}{lea.pk}/").content.decode()
    stranger = a_keyholder(a_community("west"))
    assert a_browser(stranger).post(f"/c/west/people/{lea.pk}/birth/", {"born_on": ""}).status_code == 404
    with in_community(north.pk):
        assert Membership.objects.get(pk=lea.pk).born_on.year == 2012
        assert actions.end_membership(lea).born_on is None


def test_the_api_keeps_a_day_of_birth(north):
    lea, keeper = a_member(north, "lea", "learner"), a_keyholder(north)
    path = f"{API}{lea.pk}/birth/"
    put = {"path": path, "format": "json"}
    assert an_api(keeper).put(data={"born_on": "2012-05-01"}, **put).json() == {"born_on": "2012-05-01"}
    assert an_api(keeper).get(path).json() == {"born_on": "2012-05-01"}
    assert an_api(lea).get(path).status_code == 403
    for day, why in (("1700-01-01", "in the past 130 years"), ("9999-01-01", "in the past"), ("soon", "wrong format")):
        answer = an_api(keeper).put(data={"born_on": day}, **put)
        assert answer.status_code in (409, 422, 400), answer.content
        assert why in answer.content.decode(), day
    assert an_api(keeper).put(data={"born_on": None}, **put).json() == {"born_on": None}
