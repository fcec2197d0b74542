"""What a learner needs to take part is a reason for or against an offering, by their own word, and stays theirs."""

import pytest
from django.test import Client

from learners.support import met
from tests.consents.factories import a_consent, say, shared
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import an_offering

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return a_community("north")


def a_reader(community, username, needs="", seen_by="me"):
    a_member(community, username, "learner")
    if needs:
        say(username, seen_by, support=needs)
    client = Client()
    client.force_login(a_person(username))
    return client


def offer_all(south):
    an_offering(south, title="All", support=["quiet", "signed", "meal"], starts_on="2026-01-01")
    an_offering(south, title="Some", support=["signed"], starts_on="2026-01-02")
    an_offering(south, title="Unsaid", starts_on="2026-01-03")
    an_offering(south, title="Online", support=["signed"], held="online", starts_on="2026-01-04")


def said(client, address="/offerings/"):
    rows = client.get(address).context["rows"]
    return {card.title: [(one.fits, one.words) for one in reasons if ": " in one.words] for card, reasons in rows}


def test_the_catalogue_says_what_it_has_of_what_one_needs_and_what_it_does_not_say(north):
    offer_all(a_community("south"))
    ann = a_reader(north, "ann", "quiet signed")
    a_reader(north, "bo", "large_print", "everyone")
    assert said(ann) == {
        "All": [(True, "Has what you need: Sign language, A quiet room")],
        "Some": [(True, "Has what you need: Sign language"), (False, "Does not say that it has: A quiet room")],
        "Unsaid": [(False, "Does not say that it has: Sign language, A quiet room")],
        "Online": [(True, "Has what you need: Sign language")],
    }
    assert [card.title for card, _told in ann.get("/offerings/?with_needed=on").context["rows"]] == ["All", "Online"]
    assert "With all that I need" in ann.get("/offerings/").content.decode()


def test_who_needs_nothing_or_is_not_signed_in_is_told_nothing_of_it(north):
    offer_all(a_community("south"))
    a_reader(north, "ann", "quiet signed", "everyone")
    for client in (a_reader(north, "bo"), Client()):
        page = client.get("/offerings/?with_needed=on")
        assert (len(page.context["rows"]), "With all that I need" in page.content.decode()) == (4, False)
        assert not any(one for told in said(client).values() for one in told)


def test_the_page_of_an_offering_says_the_same_to_each_reader(north):
    south = a_community("south")
    page = f"/c/south/offerings/{an_offering(south, support=['quiet']).pk}/"
    ann, bo = a_reader(north, "ann", "quiet signed"), a_reader(south, "bo")
    shown = ann.get(page).content.decode()
    assert "Has what you need: A quiet room" in shown
    assert "Does not say that it has: Sign language" in shown
    for client in (bo, Client()):
        assert "what you need:" not in client.get(page).content.decode()
    assert "Say what you need to take part" in bo.get(page).content.decode()
    assert "Say what you need to take part" not in shown


def test_the_api_tells_it_by_codes_and_narrows_by_it_or_says_why_not(north):
    south = a_community("south")
    offer_all(south)
    ann, bo = a_reader(north, "ann", "quiet signed"), a_reader(north, "bo")
    rows = ann.get("/api/v1/offerings/").json()["results"]
    assert {row["title"]: (row["needs_met"], row["needs_unsaid"]) for row in rows} == {
        "All": (["signed", "quiet"], []), "Some": (["signed"], ["quiet"]),
        "Unsaid": ([], ["signed", "quiet"]), "Online": (["signed"], []),
    }  # fmt: skip
    some = next(row["id"] for row in rows if row["title"] == "Some")
    one = ann.get(f"/api/v1/c/south/offerings/{some}/").json()
    assert (one["needs_met"], one["needs_unsaid"]) == (["signed"], ["quiet"])
    narrowed = ann.get("/api/v1/offerings/", {"with_needed": True}).json()["results"]
    assert {row["title"] for row in narrowed} == {"All", "Online"}
    refused = bo.get("/api/v1/offerings/", {"with_needed": True})
    assert (refused.status_code, "does not say what you need" in refused.content.decode()) == (409, True)
    assert {str(row["needs_unsaid"]) for row in Client().get("/api/v1/offerings/").json()["results"]} == {"[]"}


def test_it_is_ticked_on_the_profile_and_through_the_api_and_kept_in_order(north):
    ann = a_reader(north, "ann")
    form = {
        f"{one}-seen": "me" for one in ("interests", "goals", "languages", "ways", "access", "device", "connection")
    }
    form |= {"support": ["quiet", "step_free"], "support-seen": "guardians"}
    assert ann.post("/me/profile/", form).status_code == 302
    kept = {"field": "support", "text": "step_free quiet", "seen_by": "guardians"}
    assert ann.get("/api/v1/me/profile/").json() == [kept]
    assert ann.get("/me/profile/").content.decode().count("checked") == 2
    assert ann.post("/me/profile/", form | {"support": ["wings"]}).status_code == 422
    sent = {"entries": [{"field": "support", "text": "meal  signed meal", "seen_by": "me"}]}
    assert ann.patch("/api/v1/me/profile/", sent, "application/json").json()[0]["text"] == "signed meal"
    sent["entries"][0]["text"] = "signed wings"
    refused = ann.patch("/api/v1/me/profile/", sent, "application/json")
    assert (refused.status_code, "wings" in refused.content.decode()) == (409, True)
    assert ann.post("/me/profile/", form | {"support": []}).status_code == 302
    assert ann.get("/api/v1/me/profile/").json() == []


def test_no_community_has_it_but_by_consent_and_then_reads_it_in_words(north):
    south = a_community("south")
    for place in (north, south):
        a_member(place, "ann", "learner")
        a_member(place, f"teacher-of-{place.slug}", "teacher")
    say("ann", support="quiet signed", interests="Kites")
    a_consent(north, "ann", fields=["interests"])
    assert shared(north) == [("ann", "teaching", {"interests": "Kites"})]
    a_consent(north, "ann", purpose="safety", fields=["support"])
    assert shared(north)[0] == ("ann", "safety", {"support": "signed quiet"})
    assert shared(south) == []
    told = {}
    for place in (north, south):
        client = Client()
        client.force_login(a_person(f"teacher-of-{place.slug}"))
        told[place.slug] = "Sign language, A quiet room" in client.get(f"/c/{place.slug}/shared/").content.decode()
    assert told == {"north": True, "south": False}
    say("ann", "me", support="quiet signed")
    assert shared(north)[0] == ("ann", "safety", {})


def test_what_only_matters_at_a_place_is_not_asked_of_what_is_online():
    card = an_offering(a_community("north"), held="online", support=["captions"])
    assert met(card, ["step_free", "captions", "device"]) == (["captions"], ["device"])


def test_it_asks_as_much_at_one_and_at_thirty(north):
    ann, south = a_reader(north, "ann", "quiet signed"), a_community("south")
    an_offering(south, support=["quiet"])
    pages = ["/offerings/", "/offerings/?with_needed=on", "/api/v1/offerings/", "/me/plan/"]
    at_one = [queries(ann, page) for page in pages]
    for number in range(29):
        an_offering(south, support=["quiet", "signed"][: number % 3])
    assert [queries(ann, page) for page in pages] == at_one
    assert len(said(ann)) == 30
