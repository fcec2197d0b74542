"""Who may not enrol is told which rule is in the way, by page and by the API."""

from datetime import date

import pytest
from django.test import Client

from communities.actions import note_birth
from communities.models import Membership
from learners.actions import close_offering, enrol
from learners.models import Enrolment
from tenancy.scope import in_community
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import a_guardianship, an_enrolment, an_offering

pytestmark = pytest.mark.django_db
MONDAY = {"weekday": 0, "starts": "10:00", "ends": "11:00"}


@pytest.fixture
def north():
    return a_community("north", country="IE")


@pytest.fixture
def south():
    return a_community("south", country="GB")


def refused(client, address, **given):
    """What page and API say; both must refuse."""
    page = client.post(f"/c/north/{address}", given)
    answer = client.post(f"/api/v1/c/north/{address}", given, "application/json")
    assert (page.status_code, answer.status_code) == (422, 409)
    return page.content.decode(), answer.json()["detail"]


def a_child(place, username, age):
    member = a_member(place, username, "learner")
    with in_community(place.pk):
        note_birth(Membership.objects.get(pk=member.pk), born_on=date(date.today().year - age, 1, 1))
    return member.person


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_a_full_offering_says_so_and_offers_the_waiting_list(north, south):
    offering = an_offering(north, capacity=1)
    an_enrolment(offering, "ann")
    bo, address = signed_in(a_person("bo")), f"offerings/{offering.pk}/enrol/"
    page, told = refused(bo, address)
    assert ("All places are taken" in page, "Join the waiting list" in page, "waiting list" in told) == (True,) * 3
    assert bo.post(f"/c/north/{address}", {"waits": "1"}).status_code == 302
    kit = signed_in(a_person("kit")).post(f"/api/v1/c/north/{address}", {"waits": True}, "application/json")
    assert kit.json()["place"] == 2


def test_a_full_offering_says_so_to_a_guardian(north, south):
    offering = an_offering(north, capacity=1)
    an_enrolment(offering, "ann")
    a_guardianship(south, "marta", "ines")
    address = f"offerings/{offering.pk}/enrol/{a_person('ines').pk}/"
    page, told = refused(signed_in(a_person("marta")), address)
    assert ("Put ines on the waiting list" in page, "waiting list" in told) == (True, True)


def test_a_closed_one_and_one_that_clashes_say_so(north, south):
    closed, first, second = an_offering(north), an_offering(south, times=[MONDAY]), an_offering(north, times=[MONDAY])
    with in_community(north.pk):
        close_offering(closed)
    an_enrolment(first, "ann")
    ann = signed_in(a_person("ann"))
    assert all("no new learners" in told for told in refused(ann, f"offerings/{closed.pk}/enrol/"))
    page, told = refused(ann, f"offerings/{second.pk}/enrol/")
    assert (first.title in page, first.title in told, "first on" in told) == (True, True, True)
    assert ann.post(f"/c/north/offerings/{second.pk}/enrol/", {"knowingly": "on"}).status_code == 302


def test_under_the_age_of_consent_a_guardian_enrols_by_the_strictest_of_the_countries(north, south):
    """Sixteen in Ireland, thirteen in the United Kingdom."""
    young, older = a_child(south, "young", 15), a_child(south, "older", 17)
    a_guardianship(south, "marta", "young")
    offering = an_offering(north)
    address = f"offerings/{offering.pk}/enrol/"
    assert all("ask marta" in told for told in refused(signed_in(young), address))
    assert signed_in(older).post(f"/c/north/{address}").status_code == 302
    assert signed_in(young).post(f"/c/south/offerings/{an_offering(south).pk}/enrol/").status_code == 302
    assert signed_in(a_person("marta")).post(f"/c/north/{address}{young.pk}/").status_code == 302
    with in_community(north.pk):
        assert sorted(Enrolment.objects.values_list("display_name", flat=True)) == ["older", "young"]


def test_without_a_guardian_a_teacher_does_it(north):
    young = a_child(north, "young", 12)
    offering = an_offering(north)
    assert all("a teacher" in told for told in refused(signed_in(young), f"offerings/{offering.pk}/enrol/"))
    with in_community(north.pk):
        assert enrol(offering, person=young, by=a_person("founder-of-north")).state == "enrolled"
