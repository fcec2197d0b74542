"""Moves at pages and API: the learner's, a guardian's, those who admit, and nobody else's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learners.moves.models import HomeMove
from tenancy.scope import as_person
from tests.consents.factories import a_consent, say
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import a_guardianship, an_enrolment, an_offering
from tests.moves.factories import a_move, moved

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture
def north():
    north = a_community("north", country="ES")
    a_guardianship(north, "marta", "ann")
    an_enrolment(an_offering(north, title="Boats"), "ann", home=north)
    say("ann", interests="Tides")
    a_consent(north, "ann")
    return north


@pytest.fixture
def south():
    return a_community("south", country="ES")


def signed_in(client, username):
    client.force_login(a_person(username))
    return client


def text(answer):
    return answer.content.decode()


def test_a_guardian_asks_at_pages_after_a_preview_and_the_child_agrees(client, north, south):
    start = f"/me/children/{a_person('ann').pk}/moves"
    assert "Move home" in text(signed_in(client, "marta").get(f"{start}/"))
    assert 'value="south"' in text(client.get(f"{start}/new/"))
    where = f"{start}/new/?source=north&target=south"
    shown = text(client.get(where))
    assert ("Boats" in shown, "Teaching and support" in shown) == (True, True)
    on = timezone.localdate() + timedelta(days=3)
    asked = client.post(where, {"on": on.isoformat(), "rest": "leave", "words": "Hello."})
    with as_person(a_person("ann").pk):
        move = HomeMove.objects.get()
    assert (asked["Location"], move.state, move.rest) == (f"{start}/{move.pk}/", "words", "leave")
    own = f"/me/moves/{move.pk}/"
    assert "Waits for your word" in text(signed_in(client, "ann").get(own))
    assert client.post(f"{own}agree/")["Location"] == own
    assert "Asked for" in text(client.get("/me/moves/"))
    assert client.post(where.replace(start, "/me/moves"), {"on": "2001-01-01", "rest": "stay"}).status_code == 422
    signed_in(client, "marta").post(f"{start}/{move.pk}/undo/")
    assert "Undone" in text(client.get(f"{start}/"))


def test_the_same_by_api(client, north, south):
    start, on = f"{API}/me/moves/", timezone.localdate().isoformat()
    seen = signed_in(client, "ann").get(f"{start}preview/", {"old_home": "north"}).json()
    assert (seen["consents"], len(seen["places"]), seen["recorded"], seen["birthday"]) == (["teaching"], 1, 1, False)
    given = {"old_home": "north", "new_home": "south", "on": on}
    made = client.post(start, given, "application/json").json()
    assert (made["state"], made["waits_for_guardian"]) == ("words", True)
    child = f"{API}/me/children/{a_person('ann').pk}/moves/{made['id']}/"
    assert signed_in(client, "marta").post(f"{child}agree/").json()["state"] == "asked"
    assert client.get(f"{API}/c/south/requests/").status_code in (403, 404)
    assert client.delete(child).json()["state"] == "undone"
    assert client.post(start, given, "application/json").status_code == 404  # marta is no learner
    assert signed_in(client, "ann").post(start, given | {"new_home": "nowhere"}, "application/json").status_code == 404


def test_a_move_is_nobody_elses(client, north, south):
    a_member(south, "eve", "administrator", "learner")
    a_guardianship(south, "eve-marta", "eve-child")
    move = a_move("ann", north, south)
    child = a_person("ann").pk
    for username in ("eve", "eve-marta", "founder-of-south", "founder-of-north"):
        signed_in(client, username)
        for address in (f"/me/moves/{move.pk}/", f"/me/children/{child}/moves/{move.pk}/"):
            assert client.get(address).status_code == 404
            assert client.post(f"{address}undo/").status_code == 404
            assert client.delete(f"{API}{address}").status_code == 404
            assert client.post(f"{API}{address}agree/").status_code == 404


def test_both_communities_read_that_it_happened_and_a_third_does_not(client, north, south):
    a_community("east")
    a_member(north, "zebedee", "learner")
    moved("zebedee", north, south)
    found = {}
    for place in ("north", "south", "east"):
        signed_in(client, f"founder-of-{place}")
        assert ("zebedee" in text(client.get(f"/c/{place}/moves/"))) is (place != "east")
        found[place] = [(one["side"], one["other"]) for one in client.get(f"{API}/c/{place}/moves/").json()["results"]]
        assert client.get(f"/c/{'south' if place != 'south' else 'north'}/moves/").status_code == 404
    assert found == {"north": [("left", "south")], "south": [("came", "north")], "east": []}


def test_the_page_asks_as_much_for_thirty_moves_as_for_one(client, north, south):
    for name in ("bo", "kit"):
        a_member(north, name, "learner")
    moved("bo", north, south)
    signed_in(client, "founder-of-south")
    one = queries(client, "/c/south/moves/")
    moved("kit", north, south)
    assert queries(client, "/c/south/moves/") == one
