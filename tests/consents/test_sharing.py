"""A learner's own words reach a community by a consent alone, follow what changes, and are gone with it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from communities.actions import end_membership
from communities.models import Membership
from learners.actions import withdraw
from learners.consents.actions import agree, revoke
from learners.consents.models import Consent, SharedRecord
from learners.consents.tasks import daily
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community, sweeping
from tests.consents.factories import a_consent, as_learner, say, shared
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import an_enrolment, an_offering

pytestmark = pytest.mark.django_db
BOATS = [("mika", "teaching", {"interests": "Boats"})]


@pytest.fixture
def north():
    north = a_community("north")
    a_member(north, "mika", "learner")
    a_member(north, "teacher", "teacher")
    return north


@pytest.fixture
def south():
    """Where mika learns too, and somebody else shares something."""
    south = a_community("south")
    a_member(south, "mika", "learner")
    a_member(south, "bo", "learner")
    say("bo", interests="Trains")
    a_consent(south, "bo")
    return south


TRAINS = [("bo", "teaching", {"interests": "Trains"})]


def signed_in(client, username):
    client.force_login(a_person(username))
    return client


def test_nothing_is_shared_without_a_consent_and_only_what_it_covers_with_one(north, south):
    say("mika", interests="Boats", goals="A kite")
    say("mika", seen_by="me", access="Large print")
    assert (shared(north), shared(south)) == ([], TRAINS)
    a_consent(north, "mika", fields=["interests", "access"])
    assert (shared(north), shared(south)) == (BOATS, TRAINS)


def test_what_is_shared_follows_the_profile(north, south):
    a_consent(north, "mika")
    assert shared(north) == [("mika", "teaching", {})]
    say("mika", interests="Boats")
    assert shared(north) == BOATS
    say("mika", seen_by="guardians", interests="Boats")
    assert shared(north) == [("mika", "teaching", {})]
    assert shared(south) == TRAINS


def test_a_newer_consent_takes_the_place_of_an_older_one_and_taking_it_back_deletes(north):
    say("mika", interests="Boats", goals="A kite")
    older = a_consent(north, "mika")
    newer = a_consent(north, "mika", fields=["goals"])
    assert shared(north) == [("mika", "teaching", {"goals": "A kite"})]
    with as_learner("mika") as who:
        assert Consent.objects.get(pk=older.pk).ended == "replaced"
        assert [revoke(who, pk=newer.pk).ended for _ in range(2)] == ["revoked", "revoked"]
    assert shared(north) == []
    say("mika", interests="Ships")
    assert shared(north) == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"purpose": "fun"}, "There is no such purpose: fun"),
        ({"purpose": "pictures"}, "Choose what this purpose needs, and no more."),
        ({"fields": []}, "Choose what this purpose needs, and no more."),
        ({"days": 367}, "A consent holds for 1 to 366 days."),
        ({"days": 0}, "A consent holds for 1 to 366 days."),
    ],
)
def test_a_consent_is_for_one_purpose_for_a_while(north, change, why):
    with pytest.raises(Refused, match=why):
        a_consent(north, "mika", **change)


def test_only_a_community_where_one_belongs_or_learns_is_given_anything(north, south):
    a_person("sol")
    with pytest.raises(Refused, match="neither belongs"):
        a_consent(north, "sol")
    enrolment = an_enrolment(an_offering(north), "sol")
    say("sol", interests="Maps")
    a_consent(north, "sol")
    assert shared(north) == [("sol", "teaching", {"interests": "Maps"})]
    with in_community(north.pk):
        withdraw(enrolment, by=enrolment.person)
    assert (shared(north), shared(south)) == ([], TRAINS)


def test_leaving_a_community_ends_what_it_has_and_no_other(north, south):
    say("mika", interests="Boats")
    for community in (north, south):
        a_consent(community, "mika")
    with in_community(north.pk):
        end_membership(Membership.objects.get(person=a_person("mika")))
    assert (shared(north), shared(south)) == ([], TRAINS + BOATS)
    with as_person(a_person("mika").pk):
        ended = Consent.objects.order_by("given_at").values_list("community__slug", "ended")
        assert list(ended) == [("north", "left"), ("south", "")]


def test_people_are_told_a_fortnight_ahead_once(north, south):
    a_consent(north, "mika", days=10)
    a_consent(south, "mika", days=20)
    daily(north.pk)
    daily(north.pk)
    daily(south.pk)
    with as_person(a_person("mika").pk):
        assert [(one.kind, one.community_id) for one in Notice.objects.all()] == [("consents.expires", north.pk)]


@pytest.mark.django_db(transaction=True)
def test_the_database_hides_what_expired_and_the_night_deletes_it(north, south):
    say("mika", interests="Boats")
    consent = a_consent(north, "mika")
    expires_at = timezone.now() + timedelta(seconds=0.3)
    with as_learner("mika"):
        Consent.objects.filter(pk=consent.pk).update(expires_at=expires_at)
    with in_community(north.pk):
        SharedRecord.objects.update(expires_at=expires_at)
    assert shared(north) == BOATS
    sleep(0.35)
    assert shared(north) == []
    with as_learner("mika") as who, pytest.raises(Refused, match="past its date"):
        agree(who, pk=consent.pk)
    with as_learner("mika"):
        assert not SharedRecord.objects.exists()
    with in_community(north.pk), pytest.raises(ProgrammingError, match="row-level security"):
        SharedRecord.objects.create(
            learner=a_person("mika"), display_name="mika", purpose="contact", consent=consent.pk, expires_at=expires_at
        )
    for clean in (lambda: daily(north.pk), lambda: a_consent(north, "mika")):
        with in_community(north.pk), sweeping():
            assert SharedRecord.objects.filter(expires_at__lte=timezone.now()).count() <= 1
        clean()
    assert (shared(north), shared(south)) == (BOATS, TRAINS)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"expires_at": timezone.now() + timedelta(days=500)}, "consent_has_a_near_end"),
        ({"needs_own": False}, "own_word_from_the_age_of_assent"),
        ({"guardian_at": timezone.now()}, "guardian_agrees_where_asked"),
    ],
)
def test_the_database_refuses_a_consent_that_cannot_be(north, change, constraint):
    consent = a_consent(north, "mika")
    with as_learner("mika"), pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(**{"needs_guardian": True, **change})


def test_an_api_for_all_of_it(client, north, south):
    signed_in(client, "mika")
    send = {"content_type": "application/json"}
    said = {"entries": [{"field": "interests", "text": "Boats", "seen_by": "communities"}]}
    assert client.patch("/api/v1/me/profile/", said, **send).json() == said["entries"]
    about = {"community": "north", "purpose": "teaching", "covers": ["interests"], "days": 90}
    made = client.post("/api/v1/me/consents/", about, **send).json()
    assert (made["holds"], made["covers"], made["waits_for_guardian"]) == (True, ["interests"], False)
    receipt = client.get(f"/api/v1/me/consents/{made['id']}/receipt/").json()
    assert receipt["piiControllers"][0]["piiController"] == "North"
    assert receipt["services"][0]["purposes"][0]["piiCategory"] == ["interests"]
    for address in (f"/api/v1/me/consents/{made['id']}/", f"/api/v1/me/consents/{made['id']}/receipt/"):
        assert signed_in(client, "bo").get(address).status_code == 404
    assert client.delete(f"/api/v1/me/consents/{made['id']}/").status_code == 404
    rows = signed_in(client, "teacher").get("/api/v1/c/north/shared-records/").json()["results"]
    assert [(row["display_name"], row["says"]) for row in rows] == [("mika", {"interests": "Boats"})]
    assert client.get("/api/v1/c/south/shared-records/").status_code == 404
    assert signed_in(client, "mika").get("/api/v1/c/north/shared-records/").status_code == 403
    assert client.delete(f"/api/v1/me/consents/{made['id']}/").status_code == 204
    assert signed_in(client, "teacher").get("/api/v1/c/north/shared-records/").json()["results"] == []


def test_pages_for_all_of_it(client, north, south):
    enrolment = an_enrolment(an_offering(north), "mika")
    signed_in(client, "mika")
    form = {
        f"{field}-seen": "me" for field in ("goals", "languages", "ways", "access", "support", "device", "connection")
    }
    form |= {"interests": "Boats", "interests-seen": "communities"}
    assert client.post("/me/profile/", form).status_code == 302
    assert "Boats" in client.get("/me/profile/").content.decode()
    assert client.post("/me/profile/", {"interests": "Boats"}).status_code == 422
    new = "/me/consents/new/?community=north&purpose=teaching"
    assert "What interests me" in client.get(new).content.decode()
    assert client.get("/me/consents/new/?community=east&purpose=teaching").status_code == 200
    assert client.post(new, {"fields_agreed": ["email"], "days": 92}).status_code == 422
    answer = client.post(new, {"fields_agreed": ["interests"], "days": 92})
    page = client.get(answer["Location"]).content.decode()
    assert "In force" in page
    assert "Receipt number" in page
    assert signed_in(client, "bo").get(answer["Location"]).status_code == 404
    signed_in(client, "teacher")
    for address in ("/c/north/shared/", f"/c/north/offerings/enrolments/{enrolment.pk}/"):
        page = client.get(address).content.decode()
        assert "Boats" in page
        assert "Trains" not in page
    assert client.get("/c/south/shared/").status_code == 404
    assert signed_in(client, "mika").get("/c/north/shared/").status_code == 403
    assert client.post(f"{answer['Location']}revoke/").status_code == 302
    assert "Taken back" in client.get("/me/consents/").content.decode()
    for address in ("/c/north/shared/", f"/c/north/offerings/enrolments/{enrolment.pk}/"):
        assert "Boats" not in signed_in(client, "teacher").get(address).content.decode()


def test_pages_ask_the_same_at_one_row_and_at_thirty(client, north, south):
    say("mika", interests="Boats")
    a_consent(north, "mika")
    pages = {"/c/north/shared/": "teacher", "/me/consents/": "mika"}
    at_one = [queries(signed_in(client, who), page) for page, who in pages.items()]
    for number in range(29):
        a_member(north, f"learner{number}", "learner")
        a_consent(north, f"learner{number}")
        a_consent(north, "mika")
    assert [queries(signed_in(client, who), page) for page, who in pages.items()] == at_one
    assert max(at_one) <= 12


@pytest.mark.django_db(transaction=True)
def test_taking_back_while_the_profile_is_saved_leaves_nothing():
    north = a_community("north")
    a_member(north, "mika", "learner")
    for _round in range(3):
        consent = a_consent(north, "mika")

        def take_back(pk=consent.pk):
            with as_learner("mika") as who:
                revoke(who, pk=pk)

        def save():
            say("mika", interests="Boats")

        def closing(work):
            try:
                work()
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(closing, [save, take_back, save, save]))
        assert shared(north) == []
