"""What communities recommend of the commons: kept by them, read and found by everyone."""

import json
import re
from uuid import uuid4

import pytest

from communities.models import Community
from curriculum.commons.actions import withdraw_from_commons
from curriculum.commons.collecting.actions import add_entry, make_collection, move_entry
from curriculum.commons.collecting.queries import collection, collections, entries_of
from curriculum.commons.models import Collection, CollectionEntry, SharedVersion
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.commons.factories import a_shared
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.curriculum.factories import a_teacher
from tests.factories import a_community, a_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return a_community("north", name="North School")


@pytest.fixture
def south():
    return a_community("south", name="South School")


def a_collection(community, *shared, title="By the water", summary="For small schools.", language="en"):
    by = a_teacher(community)
    with in_community(community.pk):
        made = make_collection(by=by, title=title, summary=summary, language=language)
        for one in shared:
            add_entry(made, one, note=f"Why {one.title}")
    return made


def order(made):
    return [entry.shared.title for entry in entries_of(made)]


def test_everyone_reads_and_finds_it_with_its_keeper_and_its_notes(north, south):
    tides, wind = a_shared(south, "Tides"), a_shared(south, "Wind")
    made = a_collection(north, tides, wind)
    a_collection(south, wind, title="Canciones", language="es", summary="Para los montes.")
    page = text_of(a_browser().get(f"/commons/collections/{made.pk}/"))
    for words in ("By the water", "For small schools.", "Kept by North School", "Why Tides", "South School"):
        assert words in page
    assert page.index("Why Tides") < page.index("Why Wind")
    assert "Take it out" not in page
    listed = text_of(a_browser().get("/commons/collections/"))
    assert "By the water" in listed
    assert "2 curricula" in listed
    assert [one.title for one in collections("tide")] == ["By the water"]
    assert [one.title for one in collections("monte")] == ["Canciones"]
    assert [one.title for one in collections("volcano")] == []
    assert "By the water" in text_of(a_browser(a_teacher(north)).get("/search", {"q": "water"}))
    assert "By the water" in text_of(a_browser().get(f"/commons/{tides.pk}/"))


def test_a_public_page_says_what_it_is(north, south):
    made = a_collection(north, a_shared(south, "Tides </script>"))
    page = a_browser().get(f"/commons/collections/{made.pk}/").content.decode()
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert (told["@type"], told["publisher"]["name"]) == ("Collection", "North School")
    assert [(part["position"], part["name"]) for part in told["hasPart"]] == [(1, "Tides </script>")]


def test_what_was_withdrawn_says_so_and_what_is_hidden_says_nothing(north, south):
    tides, wind, own = a_shared(south, "Tides"), a_shared(a_community("west"), "Wind"), a_shared(north, "Home")
    made = a_collection(north, tides, wind, own)
    with in_community(south.pk):
        withdraw_from_commons(tides)
    Community.objects.filter(slug="west").update(visibility="hidden")
    page = text_of(a_browser().get(f"/commons/collections/{made.pk}/"))
    assert "Tides" in page
    assert "Withdrawn: it is shared no longer" in page
    assert "Something that is shared no longer" in page
    assert "West" not in page
    rows = an_api().get(f"/api/v1/commons/collections/{made.pk}/").json()["entries"]
    assert [(row["title"], row["is_shared"]) for row in rows] == [("Tides", False), ("", False), ("Home", True)]
    Community.objects.filter(pk=north.pk).update(visibility="hidden")
    assert a_browser().get(f"/commons/collections/{made.pk}/").status_code == 404
    assert list(collections()) == []
    assert "By the water" not in text_of(a_browser().get(f"/commons/{own.pk}/"))


def test_a_version_stands_in_it_once_and_never_after_it_is_withdrawn(north, south):
    tides = a_shared(south, "Tides")
    made = a_collection(north, tides)
    with in_community(north.pk), pytest.raises(Refused, match="in this collection already"):
        add_entry(made, tides)
    gone = a_shared(south, "Gone")
    with in_community(south.pk):
        gone = withdraw_from_commons(gone)
    with in_community(north.pk), pytest.raises(Refused, match="no longer shared"):
        add_entry(made, gone)
    Community.objects.filter(pk=north.pk).update(visibility="hidden")
    with pytest.raises(Refused, match="says nothing in public"):
        a_collection(Community.objects.get(pk=north.pk))


def test_what_is_shared_with_a_circle_alone_is_in_no_collection(north, south):
    tides = a_shared(south, "Tides")
    made = a_collection(north, tides)
    secret = a_shared(south, "Secret")
    with in_community(south.pk):
        SharedVersion.objects.filter(pk=secret.pk).update(circles=[uuid4()], readers=[south.pk])
        hidden = SharedVersion.objects.get(pk=secret.pk)
        with in_community(north.pk), pytest.raises(Refused, match="shared with some alone"):
            add_entry(made, hidden)
        SharedVersion.objects.filter(pk=tides.pk).update(circles=[uuid4()], readers=[south.pk])
    for reader, seen in (
        (a_browser(), False),
        (a_browser(a_teacher(north)), False),
        (a_browser(a_teacher(south)), True),
    ):
        page = text_of(reader.get(f"/commons/collections/{made.pk}/"))
        assert ("Something that is shared no longer" in page) is not seen
        assert ("South School" in page) is seen


def test_entries_are_moved_and_stop_at_the_ends(north, south):
    made = a_collection(north, *(a_shared(south, title) for title in ("A", "B", "C")))
    first = entries_of(made)[0].row
    for to, expected in (("up", "A B C"), ("down", "B A C"), ("down", "B C A"), ("down", "B C A"), ("up", "B A C")):
        with in_community(north.pk):
            move_entry(first, to=to)
        assert order(made) == expected.split()


@pytest.mark.parametrize(
    ("home", "role", "status"),
    [(None, "", 302), ("south", "teacher", 404), ("north", "learner", 403), ("north", "teacher", 302)],
)
def test_its_own_communitys_publishers_keep_it(north, south, home, role, status):
    made = a_collection(north, a_shared(south, "Tides"), a_shared(south, "Wind"))
    entry, browser = (
        entries_of(made)[0].row,
        a_browser(home and a_member({"north": north, "south": south}[home], "", role)),
    )
    here = "/c/north/curricula/collections/"
    about = {"title": "By the sea", "language": "English", "summary": ""}
    sent = [
        browser.post(f"{here}{made.pk}/edit/", about),
        browser.post(f"{here}entries/{entry.pk}/note/", {"note": "Now why"}),
        browser.post(f"{here}entries/{entry.pk}/move/down/"),
        browser.post(f"{here}entries/{entry.pk}/remove/"),
        browser.post(f"/c/north/curricula/collect/{a_shared(south, 'New').pk}/", {"into": made.pk, "note": "So"}),
    ]
    assert [answer.status_code for answer in sent] == [status] * 5
    done = home == "north" and role == "teacher"
    assert (collection(made.pk).title, order(made)) == (
        ("By the sea", ["Wind", "New"]) if done else ("By the water", ["Tides", "Wind"])
    )
    assert browser.post(f"{here}{made.pk}/delete/").status_code == status
    assert Collection.objects.exists() is not done


def test_the_keepers_of_one_community_do_not_reach_another_ones(north, south):
    theirs = a_collection(south, a_shared(south, "Tides"))
    entry, browser, here = entries_of(theirs)[0].row, a_browser(a_teacher(north)), "/c/north/curricula/collections/"
    for address in (
        f"{theirs.pk}/edit/",
        f"{theirs.pk}/delete/",
        f"entries/{entry.pk}/note/",
        f"entries/{entry.pk}/remove/",
    ):
        assert browser.post(f"{here}{address}", {"note": "x"}).status_code == 404
    api = an_api(a_teacher(north))
    assert api.delete(f"/api/v1/c/north/collections/{theirs.pk}/").status_code == 404
    assert CollectionEntry.objects.count() == 1


def test_a_shared_version_goes_into_a_new_collection_from_its_page(north, south):
    shared, browser = a_shared(south, "Tides"), a_browser(a_teacher(north))
    address = f"/c/north/curricula/collect/{shared.pk}/"
    assert address in browser.get(f"/commons/{shared.pk}/").content.decode()
    assert browser.post(address, {"note": "So"}).status_code == 422
    assert browser.post(address, {"title": "Mine", "note": "So"}).status_code == 302
    assert [(one.title, one.size) for one in collections()] == [("Mine", 1)]
    again = browser.post(address, {"into": Collection.objects.get().pk})
    assert "in this collection already" in text_of(again)


def test_programs_keep_one_too(north, south):
    tides, wind = a_shared(south, "Tides"), a_shared(south, "Wind")
    api, here = an_api(a_teacher(north)), "/api/v1/c/north/collections/"
    made = api.post(here, {"title": "By the water", "language": "en"}, format="json").json()
    for one in (tides, wind):
        assert (
            api.post(f"{here}{made['id']}/entries/", {"version": one.pk, "note": "x"}, format="json").status_code == 201
        )
    whole = an_api().get(f"/api/v1/commons/collections/{made['id']}/").json()
    assert (whole["community"], [row["title"] for row in whole["entries"]]) == ("north", ["Tides", "Wind"])
    entry = f"{here}{made['id']}/entries/{whole['entries'][0]['id']}/"
    assert api.patch(entry, {"note": "y", "to": "down"}, format="json").status_code == 200
    assert [row["note"] for row in api.get(f"/api/v1/commons/collections/{made['id']}/").json()["entries"]] == [
        "x",
        "y",
    ]
    assert api.delete(entry).status_code == 204
    assert api.put(f"{here}{made['id']}/", {"title": "B", "language": "en"}, format="json").json()["title"] == "B"
    assert [row["title"] for row in an_api().get("/api/v1/commons/collections/?text=wind").json()["results"]] == ["B"]
    assert an_api(a_member(north, "", "learner")).post(here, {}, format="json").status_code == 403
    assert api.delete(f"{here}{made['id']}/").status_code == 204


def test_pages_ask_as_often_for_thirty_as_for_one(north, south):
    by, first = a_teacher(south), a_shared(south, "First")
    made = a_collection(north, first)
    addresses = ("/commons/collections/", f"/commons/collections/{made.pk}/", f"/commons/{first.pk}/")
    reader = a_browser(a_teacher(north))
    few = [queries(reader, address) for address in addresses]
    for number in range(29):
        more = a_shared(south, f"More {number}", units=1, activities=1, by=by)
        with in_community(north.pk):
            add_entry(made, more)
        a_collection(south, first, title=f"Other {number}")
    assert [queries(reader, address) for address in addresses] == few
