"""Closing a term at pages and API: for who may, and nobody else."""

import pytest

from learners.models import Offering
from learners.turn.models import TermTurn
from tenancy.scope import in_community
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import an_enrolment
from tests.turn.factories import in_autumn, previewed, turned, with_terms

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture
def north():
    north = with_terms(a_community("north"))
    an_enrolment(in_autumn(north, "Boats"), "ann", home=north)
    a_member(north, "joss", "teacher")
    a_member(north, "ann", "learner")
    return north


@pytest.fixture(autouse=True)
def south():
    south = with_terms(a_community("south"))
    an_enrolment(in_autumn(south, "Tides"), "zebedee", home=south)
    return south


def text(answer):
    return answer.content.decode()


def test_an_administrator_sees_what_will_happen_closes_the_term_and_undoes_it(client, north):
    client.force_login(a_person("founder-of-north"))
    assert "To be closed" in text(client.get("/c/north/terms/"))
    page = "/c/north/terms/autumn/"
    shown = text(client.get(page))
    assert ("Boats" in shown, "ann" in shown, "Tides" in shown, "zebedee" in shown) == (True, True, False, False)
    with in_community(north.pk):
        boats = Offering.objects.get()
    assert client.post(page, {"seen": "old", "copy": [boats.pk]}).status_code == 422
    given = {"seen": previewed(north).seal, "copy": [boats.pk], "keep": [boats.pk], "into": "spring"}
    done = client.post(page, given)["Location"]
    assert "a place is kept" in text(client.get(done))
    assert client.get(page)["Location"] == done
    client.post(f"{done}undo/")
    assert "It was closed and that was undone" in text(client.get(done))
    assert "To be closed" in text(client.get("/c/north/terms/"))


def test_the_same_by_api(client, north):
    client.force_login(a_person("founder-of-north"))
    start = f"{API}/c/north/terms/"
    assert [(one["key"], one["running"]) for one in client.get(start).json()] == [("spring", 0), ("autumn", 1)]
    seen = client.get(f"{start}autumn/").json()
    assert [one["title"] for one in seen["offerings"]] == ["Boats"]
    ids = [one["offering"] for one in seen["offerings"]]
    given = {"seen": seen["seen"], "copy": ids, "keep": ids}
    made = client.post(f"{start}autumn/", given, "application/json").json()
    assert ([one["kept"] for one in made["people"]], made["into"]) == ([True], "spring")
    assert client.post(f"{start}spring/", {}, "application/json").status_code == 409
    assert client.post(f"{start}nothing/", {}, "application/json").status_code == 404
    assert client.delete(f"{start}turns/{made['id']}/").json()["undone_by_name"] == "founder-of-north"


@pytest.mark.parametrize(
    ("who", "status"), [("", 302), ("founder-of-south", 404), ("joss", 403), ("ann", 403), ("founder-of-north", 200)]
)
def test_it_is_for_who_may(client, north, south, who, status):
    turn, theirs = turned(north), turned(south)
    if who:
        client.force_login(a_person(who))
    pages = ["/c/north/terms/", "/c/north/terms/spring/", f"/c/north/terms/turns/{turn.pk}/"]
    for page in pages:
        assert client.get(page).status_code == status
        if who:
            assert client.get(f"{API}{page}").status_code == status
    if status != 200:
        client.post(f"{pages[2]}undo/")
        client.delete(f"{API}{pages[2]}")
    for pk in (theirs.pk, turn.pk):
        client.post(
            f"/c/south/terms/turns/{pk}/undo/"
            if who == "founder-of-north"
            else f"/c/north/terms/turns/{theirs.pk}/undo/"
        )
    for place in (north, south):
        with in_community(place.pk):
            assert TermTurn.objects.filter(undone_at__isnull=True).count() == 1


def test_what_was_done_asks_as_much_for_thirty_people_as_for_one(client, north, south):
    with in_community(south.pk):
        tides = Offering.objects.get()
    with in_community(north.pk):
        boats = Offering.objects.get()
    client.force_login(a_person("founder-of-south"))
    one = queries(client, f"/c/south/terms/turns/{turned(south, tides).pk}/")
    for n in range(29):
        an_enrolment(boats, f"learner{n}", home=north)
    client.force_login(a_person("founder-of-north"))
    assert queries(client, f"/c/north/terms/turns/{turned(north, boats).pk}/") == one
