"""A guardian enrols a child: in two clicks or by the API, exactly once, and where the child sees it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from learners.actions import end_guardianship, enrol_child
from learners.guardianship import NotGuardian
from learners.models import AccessLog, Enrolment, EnrolmentChange, GuardianshipRecord, Offering
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.consents.factories import born
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import a_guardianship, an_enrolment, an_offering

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def south():
    """Where marta looks after ines, and omar after someone else's child."""
    south = a_community("south")
    a_guardianship(south, "marta", "ines")
    a_guardianship(south, "omar", "bo")
    return south


@pytest.fixture
def marta(client, south):
    client.force_login(a_person("marta"))
    return a_person("marta")


def place_of(offering):
    return f"/c/{offering.community.slug}/offerings/{offering.pk}/"


def enrolled(offering):
    """Who stands there: name, state, place and home."""
    with in_community(offering.community_id):
        rows = Enrolment.objects.filter(offering=offering).select_related("home").order_by("id")
        return [(one.display_name, one.state, one.place, one.home and one.home.slug) for one in rows]


def seen_by(username):
    with as_person(a_person(username).pk):
        return [(one.who_name, str(one.what)) for one in AccessLog.objects.order_by("id")]


def test_a_guardian_finds_an_offering_elsewhere_and_enrols_the_child_in_two_clicks(client, north, marta):
    offering, ines = an_offering(north, title="Small boats"), a_person("ines")
    page = client.get(place_of(offering)).content.decode()
    assert "Enrol ines" in page
    assert "Enrol bo" not in page
    answer = client.post(f"{place_of(offering)}enrol/{ines.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/me/children/{ines.pk}/{offering.pk}/")
    assert enrolled(offering) == [("ines", "enrolled", None, "south")]
    with in_community(north.pk):
        assert EnrolmentChange.objects.get().by == marta
    assert seen_by("ines") == [("marta", "Enrolled you: Small boats")]
    assert "Small boats" in client.get(answer["Location"]).content.decode()
    assert client.post(f"{place_of(offering)}enrol/{ines.pk}/").status_code == 302
    assert len(enrolled(offering)) == 1
    assert seen_by("bo") == []


def test_a_program_enrols_the_child_of_its_person(client, north, marta):
    offering, ines = an_offering(north, title="Small boats"), a_person("ines")
    a_member(north, "ines", "learner")
    address = f"/api/v1{place_of(offering)}enrol/{ines.pk}/"
    made = client.post(address, {"home": "south"}, content_type="application/json")
    assert (made.status_code, made.json()["home"], made.json()["state"]) == (200, "south", "enrolled")
    assert client.post(address, {}, content_type="application/json").json()["id"] == made.json()["id"]
    assert seen_by("ines") == [("marta", "Enrolled you: Small boats")]
    refused = client.post(address, {"home": "north-west"}, content_type="application/json")
    assert refused.status_code == 409


@pytest.mark.parametrize("prefix", ["", "/api/v1"])
def test_nobody_enrols_somebody_elses_child(client, north, south, prefix):
    offering, bo = an_offering(north), a_person("bo")
    address = f"{prefix}{place_of(offering)}enrol/{bo.pk}/"
    assert client.post(address, {}, content_type="application/json").status_code == (401 if prefix else 302)
    a_member(north, "teacher", "teacher", "administrator")
    for username in ("marta", "ines", "teacher", "bo"):
        client.force_login(a_person(username))
        data = {} if prefix else None
        assert client.post(address, data, content_type="application/json").status_code == 404, username
    assert enrolled(offering) == []
    assert seen_by("bo") == []


def test_a_guardianship_that_ended_enrols_nobody(client, north, south, marta):
    offering, ines = an_offering(north), a_person("ines")
    with in_community(south.pk):
        end_guardianship(GuardianshipRecord.objects.get(child__person=ines))
    assert "Enrol ines" not in client.get(place_of(offering)).content.decode()
    assert client.post(f"{place_of(offering)}enrol/{ines.pk}/").status_code == 404
    with in_community(north.pk), pytest.raises(NotGuardian):
        enrol_child(offering, child_id=ines.pk, guardian=marta)


@pytest.mark.parametrize("prefix", ["", "/api/v1"])
def test_a_child_waits_in_turn_and_is_refused_where_they_would_be_themself(client, north, marta, prefix):
    ines = a_person("ines")
    full = an_offering(north, capacity=1)
    an_enrolment(full, "ann")
    if not prefix:
        assert "Put ines on the waiting list" in client.get(place_of(full)).content.decode()
    form = {"content_type": "application/json"} if prefix else {}
    taken = client.post(f"{prefix}{place_of(full)}enrol/{ines.pk}/", {"waits": "1"}, **form)
    assert taken.status_code == (200 if prefix else 302)
    assert enrolled(full)[1] == ("ines", "waiting", 1, "south")
    closed = an_offering(north)
    with in_community(north.pk):
        Offering.objects.filter(pk=closed.pk).update(state="closed")
    refused = client.post(f"{prefix}{place_of(closed)}enrol/{ines.pk}/", {}, content_type="application/json")
    assert refused.status_code == (409 if prefix else 422)
    assert "takes no new learners" in refused.content.decode()
    members_only = an_offering(north, open_to="members")
    address = f"{prefix}{place_of(members_only)}enrol/{ines.pk}/"
    assert client.post(address, {}, content_type="application/json").status_code == 404
    a_member(north, "marta", "guardian")
    assert client.post(address, {}, content_type="application/json").status_code == (409 if prefix else 422)
    assert (enrolled(closed), enrolled(members_only)) == ([], [])
    assert len(seen_by("ines")) == 1  # what did not happen is not told


@pytest.mark.parametrize("prefix", ["", "/api/v1"])
def test_a_guardian_takes_a_child_out_again_and_nobody_elses(client, north, marta, prefix):
    offering, ines = an_offering(north, title="Small boats"), a_person("ines")
    own, other = an_enrolment(offering, "ines"), an_enrolment(offering, "bo")
    if not prefix:
        assert "Take ines out?" in client.get(f"/me/children/{ines.pk}/{offering.pk}/").content.decode()
    left = client.post(f"{prefix}/c/north/offerings/enrolments/{own.pk}/leave/")
    assert left.status_code == (200 if prefix else 302)
    assert client.post(f"{prefix}/c/north/offerings/enrolments/{other.pk}/leave/").status_code == 404
    assert [row[:2] for row in enrolled(offering)] == [("ines", "withdrawn"), ("bo", "enrolled")]
    assert ("marta", "Took you out: Small boats") in seen_by("ines")


def test_the_page_asks_the_same_for_one_child_as_for_thirty(client, north, south, marta):
    offering = an_offering(north)
    at_one = queries(client, place_of(offering))
    for number in range(29):
        a_guardianship(south, "marta", f"child{number}")
    assert client.get(place_of(offering)).content.decode().count("Enrol child") == 29
    assert queries(client, place_of(offering)) == at_one <= 12


@pytest.mark.django_db(transaction=True)
def test_thirty_guardians_at_once_fill_the_places_exactly_and_the_others_wait_in_order():
    north, south = a_community("north"), a_community("south")
    offering = an_offering(north, capacity=7)
    pairs = []
    for number in range(30):
        a_guardianship(south, f"parent{number}", f"child{number}")
        pairs.append((a_person(f"parent{number}"), a_person(f"child{number}").pk))

    def ask(pair):
        try:
            with in_community(north.pk):
                enrol_child(offering, child_id=pair[1], guardian=pair[0])
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(max_workers=6) as pool:
        assert set(pool.map(ask, pairs + pairs[:5])) == {"done"}
    rows = enrolled(offering)
    assert [row[1] for row in rows].count("enrolled") == 7
    assert sorted(row[2] for row in rows if row[2]) == list(range(1, 24))
    with in_community(north.pk):
        offering.refresh_from_db()
        assert (offering.enrolled, offering.waiting) == (7, 23)


def test_who_is_too_young_reads_who_enrols_them_and_has_no_button_that_would_be_refused(client, north, south):
    offering = an_offering(north, title="Small boats", age_from=6, age_to=17)
    client.force_login(a_person("ines"))
    assert f"{place_of(offering)}enrol/" in client.get(place_of(offering)).text
    born(south, "ines", date(timezone.localdate().year - 10, 1, 1))
    page = client.get(place_of(offering)).text
    assert "At your age a guardian does this for you: ask marta." in page
    assert f"{place_of(offering)}enrol/" not in page
    into_plan = client.post(reverse("plans-put-in", args=[offering.pk]))
    assert "Small boats" in client.get(into_plan["Location"]).text
