"""An offering open to the communities that share a circle with its own."""

import pytest
from django.test import Client

from learners.actions import change_offering
from learners.models import CircleCard, OfferingCard
from tenancy.refusal import Refused
from tenancy.scope import in_community, nowhere
from tests.factories import a_community, a_member, a_person
from tests.governance.test_circles import a_circle, a_joined, act
from tests.learners.factories import an_enrolment, an_offering

pytestmark = pytest.mark.django_db


def test_members_of_a_fellow_community_see_it_and_enrol_and_nobody_else_does():
    north, west, south = (a_community(slug) for slug in ("north", "west", "south"))
    a_joined(west, a_circle(north))
    for place, name in ((north, "ann"), (west, "wes"), (south, "sue")):
        a_member(place, name, "learner")
    offering = an_offering(north, open_to="circle")
    address, seen = f"/c/north/offerings/{offering.pk}/", {}
    for name in ("ann", "wes", "sue"):
        client = Client()
        client.force_login(a_person(name))
        seen[name] = (client.get(address).status_code, client.get(f"/api/v1{address}").status_code)
    assert seen == {"ann": (200, 200), "wes": (200, 200), "sue": (404, 404)}
    assert Client().get(address).status_code == 404
    assert [an_enrolment(offering, name).state for name in ("ann", "wes")] == ["enrolled", "enrolled"]
    with pytest.raises(Refused, match="in a circle"):
        an_enrolment(offering, "sue")
    assert not OfferingCard.objects.get(pk=offering.pk).listed


def found_by(who):
    """The titles in the catalogue, on its page and by the API, for somebody or a stranger."""
    client = Client()
    if who:
        client.force_login(a_person(who))
    page = client.get("/offerings/").content.decode()
    rows = client.get("/api/v1/offerings/").json()["results"]
    told = {row["title"] for row in rows}
    assert {title for title in ("Boats", "Knots", "Kites") if title in page} == told
    return told


def test_the_catalogue_shows_what_is_for_a_circle_to_its_communities_and_to_nobody_else():
    north, west, south = (a_community(slug) for slug in ("north", "west", "south"))
    valley = a_circle(north)
    a_joined(west, valley)
    for place, name in ((north, "ann"), (west, "wes"), (south, "sue")):
        a_member(place, name, "learner")
    offering = an_offering(north, title="Boats", open_to="circle")
    assert {who: found_by(who) for who in ("ann", "wes", "sue", None)} == {
        "ann": {"Boats"}, "wes": {"Boats"}, "sue": set(), None: set(),
    }  # fmt: skip
    a_joined(south, valley)
    assert found_by("sue") == {"Boats"}
    act(west, "leave_circle", community=str(valley.pk))
    assert found_by("wes") == set()
    with in_community(north.pk):
        change_offering(offering, by=a_person("founder-of-north"), open_to="members")
    assert found_by("sue") == found_by("ann") == set()


def test_the_database_itself_shows_it_to_no_other_community():
    north, west, south = (a_community(slug) for slug in ("north", "west", "south"))
    a_joined(west, a_circle(north))
    an_offering(north, open_to="circle")
    for reading, rows in (([west.pk], 1), ([north.pk], 1), ([south.pk], 0), ([], 0)):
        with nowhere(reading=reading):
            assert CircleCard.objects.count() == rows
    with in_community(west.pk):
        assert CircleCard.objects.update(readers=None) == 0  # a reader writes none of it


def test_what_is_for_the_network_is_found_by_who_signs_in_and_what_is_public_by_everyone(client):
    north = a_community("north")
    knots, kites = an_offering(north, title="Knots", open_to="network"), an_offering(north, title="Kites")
    a_member(a_community("south"), "sue", "learner")
    assert (found_by(None), found_by("sue")) == ({"Kites"}, {"Knots", "Kites"})
    pages = {one.title: client.get(f"/c/north/offerings/{one.pk}/") for one in (knots, kites)}
    assert (pages["Knots"].status_code, pages["Kites"].status_code) == (404, 200)
    assert "Open an account, or sign in" in pages["Kites"].content.decode()
    assert "Kites" in client.get("/c/north/about/").content.decode()
    assert "Knots" not in client.get("/c/north/about/").content.decode()
    assert an_enrolment(knots, "sue").state == "enrolled"


def test_what_is_for_a_circle_is_suggested_to_its_communities_and_to_nobody_else():
    north, west, south = (a_community(slug) for slug in ("north", "west", "south"))
    a_joined(west, a_circle(north))
    for place, name in ((west, "wes"), (south, "sue")):
        a_member(place, name, "learner")
    an_offering(north, title="Boats", open_to="circle")
    suggested = {}
    for name in ("wes", "sue"):
        client = Client()
        client.force_login(a_person(name))
        suggested[name] = "Boats" in client.get("/me/plan/").text
    assert suggested == {"wes": True, "sue": False}
