"""Places that become free and are offered for a time."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from jobs.outbox import run_waiting
from learners.actions import change_offering, end_offering, withdraw
from learners.admissions.actions import accept_offer
from learners.models import Enrolment, Offering
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.admissions.factories import admitting
from tests.factories import a_community, a_person
from tests.learners.factories import a_guardianship, an_enrolment, an_offering
from tests.learners.test_races import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    """Gives three days to answer."""
    return admitting("north", order="first_come", answer_days=3)


def a_queue(place, *, capacity=1, waiting=("bo", "kit")):
    """A full offering, its learners and who waits, by name."""
    offering = an_offering(place, capacity=capacity)
    seated = [f"learner{n}" for n in range(capacity)]
    return offering, {name: an_enrolment(offering, name) for name in (*seated, *waiting)}


def leave(enrolment):
    with in_community(enrolment.community_id):
        return withdraw(enrolment, by=enrolment.person)


def told(username):
    with as_person(a_person(username).pk):
        return [one.kind.split(".")[1] for one in Notice.objects.filter(kind__startswith="admissions.").order_by("id")]


def states(place):
    with in_community(place.pk):
        return {one.display_name: one.state for one in Enrolment.objects.all()}


def test_a_free_place_is_kept_for_the_next_and_nobody_else_gets_it(north):
    offering, rows = a_queue(north)
    leave(rows["learner0"])
    run_waiting()
    late = an_enrolment(offering, "late")
    assert (late.state, late.place, told("bo"), told("kit")) == ("waiting", 3, ["offered"], [])
    assert standing(north, offering) == (0, [1, 2, 3], (0, 3), (0, 3))
    with in_community(north.pk):
        taken = accept_offer(rows["bo"], by=rows["bo"].person)
        assert accept_offer(taken, by=taken.person).pk == taken.pk
        with pytest.raises(Refused, match="No place"):
            accept_offer(rows["kit"], by=rows["kit"].person)
    assert standing(north, offering) == (1, [1, 2], (1, 2), (0, 2))


def test_an_offer_not_answered_in_time_goes_to_the_next_by_itself(north):
    offering, rows = a_queue(north)
    leave(rows["learner0"])
    with time_machine.travel(timezone.now() + timedelta(days=3, minutes=1)):
        with in_community(north.pk), pytest.raises(Refused, match="over"):
            accept_offer(rows["bo"], by=rows["bo"].person)
        run_waiting()
        with in_community(north.pk):
            accept_offer(rows["kit"], by=rows["kit"].person)
    assert states(north) == {"learner0": "withdrawn", "bo": "withdrawn", "kit": "enrolled"}
    assert (told("bo"), told("kit"), standing(north, offering)[2]) == (["expired"], ["offered"], (1, 0))


def test_who_declines_leaves_and_the_next_is_asked(north):
    _offering, rows = a_queue(north)
    leave(rows["learner0"])
    leave(rows["bo"])
    with in_community(north.pk):
        assert [one.offered_until is None for one in Enrolment.objects.filter(state="waiting")] == [False]
        assert Offering.objects.values_list("enrolled", "offered", "waiting").get() == (0, 1, 1)


def test_more_places_are_offered_and_fewer_than_offered_are_refused(north):
    offering, _rows = a_queue(north)
    with in_community(north.pk):
        change_offering(offering, by=a_person("joss"), capacity=2)
        with pytest.raises(Refused, match="fewer places"):
            change_offering(offering, by=a_person("joss"), capacity=1)
        for about in ({"enrolled": 2}, {"offered": 3}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Offering.objects.filter(pk=offering.pk).update(**about)
        end_offering(offering, by=a_person("joss"))
        assert Offering.objects.values_list("offered", "waiting").get() == (0, 0)


def test_without_a_period_the_place_is_theirs_at_once_and_they_are_told_with_their_guardian():
    place = a_community("west")
    a_guardianship(place, "marta", "bo")
    offering, rows = a_queue(place)
    leave(rows["learner0"])
    run_waiting()
    assert (states(place)["bo"], told("bo"), told("marta")) == ("enrolled", ["let_in"], ["child_let_in"])
    assert standing(place, offering) == (1, [1], (1, 1), (0, 1))


@pytest.mark.parametrize(("who", "status"), [("bo", 302), ("marta", 302), ("stranger", 404), ("founder-of-north", 404)])
def test_the_learner_or_a_guardian_takes_it_by_page(north, who, status):
    south = a_community("south")
    a_guardianship(south, "marta", "bo")
    offering, rows = a_queue(north)
    leave(rows["learner0"])
    client = Client()
    client.force_login(a_person(who))
    if who == "bo":
        for page in ("/me/", f"/me/learning/{rows['bo'].pk}/", f"/c/north/offerings/{offering.pk}/"):
            assert "Take the place" in client.get(page).content.decode()
    if who == "marta":
        page = client.get(f"/me/children/{rows['bo'].person_id}/{offering.pk}/")
        assert "Take the place" in page.content.decode()
    assert client.post(f"/c/north/offerings/enrolments/{rows['bo'].pk}/accept/").status_code == status
    assert states(north)["bo"] == ("enrolled" if status == 302 else "waiting")


def test_the_learner_takes_it_by_the_api_and_elsewhere_it_is_not_found(north):
    a_community("south")
    _offering, rows = a_queue(north)
    leave(rows["learner0"])
    client = Client()
    client.force_login(rows["bo"].person)
    address = f"offerings/enrolments/{rows['bo'].pk}/accept/"
    assert client.post(f"/api/v1/c/south/{address}").status_code == 404
    assert client.post(f"/api/v1/c/north/{address}").json()["state"] == "enrolled"


def test_who_took_on_something_else_meanwhile_is_told_what_clashes_and_may_take_both(north):
    times = [{"weekday": 0, "starts": "09:00", "ends": "10:00"}]
    offering = an_offering(north, title="Boats", capacity=1, times=times)
    first, bo = an_enrolment(offering, "ann"), an_enrolment(offering, "bo")
    an_enrolment(an_offering(a_community("south"), title="Knots", times=times), "bo")
    leave(first)
    client = Client()
    client.force_login(a_person("bo"))
    address = f"c/north/offerings/enrolments/{bo.pk}/accept/"
    told = client.post(f"/{address}")
    assert (told.status_code, "Knots" in told.content.decode()) == (422, True)
    answer = client.post(f"/api/v1/{address}", {}, "application/json")
    assert (answer.status_code, "Knots" in answer.content.decode()) == (409, True)
    assert states(north)["bo"] == "waiting"
    assert client.post(f"/{address}", {"knowingly": "1"}).status_code == 302
    assert states(north)["bo"] == "enrolled"
