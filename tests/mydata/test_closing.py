"""An account is closed for good: after days of grace, community by community, with books and decisions still true."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from communities.access import MemberHere
from communities.actions import end_membership
from communities.models import Membership
from jobs.outbox import run_waiting
from learners.actions import withdraw
from learners.consents.models import SharedRecord
from learners.models import AccessLog, Enrolment, EnrolmentChange, Guardianship
from learners.mydata.asking import ask_to_erase, refuse_to_erase
from learners.mydata.clearing import clear_past
from learners.mydata.closing import ask_to_close, begin, erase_next, take_back
from learners.mydata.foreseeing import communities_of
from learners.mydata.models import Closing
from learners.progress.evidence.models import Evidence
from learners.progress.models import Mark
from learners.progress.plans.models import Goal
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.accounts.factories import a_browser
from tests.consents.factories import as_guardian_of, as_learner, born, shared
from tests.factories import a_community, a_member, a_person
from tests.funding.factories import a_grant
from tests.learners.factories import a_guardianship
from tests.mydata.factories import lives

pytestmark = pytest.mark.django_db
LATER = timedelta(days=14, minutes=1)


@pytest.fixture
def places():
    """Ann is alive in two communities, Bo beside her in one; a network that tells."""
    a_community("network", kind="network")
    north, south = a_community("north", country="ES"), a_community("south", country="ES")
    for place in (north, south):
        a_member(place, "ann", "learner")
        lives("ann", place)
    lives("bo", north)
    with in_community(north.pk):
        a_grant(currency=north.currency)
    return north, south


def closing_of(username="ann"):
    with as_learner(username) as who:
        return ask_to_close(who)


def enrolments(community):
    with in_community(community.pk):
        return [str(one.person) for one in Enrolment.objects.select_related("person").order_by("display_name")]


def test_after_the_days_of_grace_everything_goes_and_nobody_signs_in(places):
    north, south = places
    closing = closing_of()
    run_waiting()
    assert enrolments(south) == ["ann"]
    with time_machine.travel(timezone.now() + LATER):
        run_waiting()
    ann = Person.objects.get(pk=closing.person_id)
    assert (ann.username, ann.name, ann.email, ann.is_active) == (f"gone-{ann.pk.hex}", "", "", False)
    assert not ann.has_usable_password()
    assert (enrolments(north), enrolments(south)) == (["bo"], [])
    assert [shared(place) for place in places] == [[("bo", "teaching", {"interests": "tides and bo"})], []]
    with as_person(ann.pk):
        assert [one.state for one in Closing.objects.all()] == ["done"]
        assert not any(model.objects.exists() for model in (Goal, Notice, AccessLog, Guardianship))
        assert set(Membership.objects.values_list("display_name", flat=True)) == {"A former member"}
    for proof in ("verify_books", "verify_decisions"):
        call_command(proof, verbosity=0)


def test_until_then_it_is_taken_back_and_nothing_happens(places):
    closing_of()
    with as_learner("ann") as who:
        with pytest.raises(Refused, match="being closed already"):
            ask_to_close(who)
        assert take_back(who).state == "taken_back"
    with time_machine.travel(timezone.now() + LATER):
        run_waiting()
    assert a_person("ann").is_active
    assert [enrolments(place) for place in places] == [["ann", "bo"], ["ann"]]


def test_an_erasure_goes_on_where_it_stopped(places):
    north, south = places
    closing = closing_of()
    with time_machine.travel(timezone.now() + LATER), as_person(closing.person_id):
        begin(closing.pk)
        assert communities_of() == sorted([north.pk, south.pk])
        erase_next(closing.pk)
    assert sorted(map(len, map(enrolments, places))) in ([0, 2], [1, 1])
    with as_person(closing.person_id):
        assert len(Closing.objects.get().left) == 1
    with time_machine.travel(timezone.now() + LATER):
        run_waiting()
    assert (enrolments(north), enrolments(south)) == (["bo"], [])


def test_the_last_who_keeps_the_keys_hands_them_over_first(places):
    with as_learner("founder-of-north") as who, pytest.raises(Refused, match="North: .*keeps the keys"):
        ask_to_close(who)
    a_member(places[0], "deb", "administrator")
    closing = closing_of("founder-of-north")
    with in_community(places[0].pk):
        Membership.objects.filter(display_name="deb").update(roles=["member"])
    with time_machine.travel(timezone.now() + LATER):
        run_waiting()
    with as_person(closing.person_id):
        found = Closing.objects.get()
        assert (found.state, "keeps the keys" in found.problem) == ("stopped", True)
        assert "mydata.stopped" in [one.kind for one in Notice.objects.all()]
    assert a_person("founder-of-north").is_active


def test_a_guardian_decides_for_a_young_child_and_both_may_take_it_back(places):
    north, _south = places
    a_guardianship(north, "gil", "ann")
    born(north, "ann", date(timezone.now().year - 9, 1, 1))
    with as_learner("ann") as who, pytest.raises(Refused, match="your guardian decides"):
        ask_to_close(who)
    with as_guardian_of("ann", "gil") as who:
        ask_to_close(who)
    with as_person(a_person("ann").pk):
        assert "mydata.closing" in [one.kind for one in Notice.objects.all()]
        assert "Asked for your account to be closed and erased" in [str(one.what) for one in AccessLog.objects.all()]
    with as_learner("ann") as who:
        take_back(who)
    born(north, "ann", date(timezone.now().year - 17, 1, 1))
    with as_guardian_of("ann", "gil") as who, pytest.raises(Refused, match="old enough"):
        ask_to_close(who)
    closing = closing_of()
    with time_machine.travel(timezone.now() + LATER):
        run_waiting()
    with as_person(a_person("gil").pk):
        assert [one.other_name for one in Guardianship.objects.all()] == ["A former member"]
    with as_person(closing.person_id):
        assert Closing.objects.filter(state="done").count() == 1


def test_the_page_counts_asks_for_the_password_and_takes_back(places):
    ann = a_browser("ann")
    address = reverse("mydata-close")
    assert ann.get(address)["Location"].startswith("/account/confirm/")
    ann.post("/account/confirm/", {"password": "learning-together", "next": address})
    page = ann.get(address).text
    assert "My places in offerings" in page
    assert "without it nobody could draw" not in page  # she never applied
    assert ann.post(address).status_code == 302
    assert "Take it back" in ann.get(address).text
    assert "will be closed and erased" in ann.get(reverse("mydata-home")).text
    assert ann.post(reverse("mydata-undo")).status_code == 302
    with as_person(a_person("ann").pk):
        assert Closing.objects.get().state == "taken_back"


def test_the_api_asks_for_the_password_too(places, client):
    client.force_login(a_person("ann"))
    address = reverse("api-mydata-closing")
    assert client.get(address).status_code == 404
    for word, status in (("wrong", 409), ("learning-together", 201)):
        assert client.post(address, {"password": word}, content_type="application/json").status_code == status
    assert client.get(address).json()["state"] == "waiting"
    assert client.delete(address).json()["state"] == "taken_back"


def test_closing_does_not_get_round_a_community_that_said_why_it_must_keep(places):
    north, south = places
    with as_learner("ann") as who:
        mine = Membership.objects.get(community=north)
    with in_community(north.pk):
        for one in Enrolment.objects.filter(person=mine.person_id):
            withdraw(one, by=None)
        end_membership(Membership.objects.get(pk=mine.pk))
        keeper = Membership.objects.select_related("person").get(person__username="founder-of-north")
    with as_learner("ann") as who:
        asked = ask_to_erase(who, community=north)
    with in_community(north.pk):
        by = MemberHere(person=keeper.person, community=north, membership=keeper)
        refuse_to_erase(asked, by=by, answer="The inspectorate wants attendance for two years.")
    ann = a_browser("ann")
    ann.post("/account/confirm/", {"password": "learning-together", "next": reverse("mydata-close")})
    page = ann.get(reverse("mydata-close")).text
    assert ("What stays until its time" in page, reverse("mydata-place", args=["north"]) in page) == (True, True)
    closing = closing_of()
    with time_machine.travel(timezone.now() + LATER):
        run_waiting()
    assert enrolments(south) == []
    with in_community(north.pk):
        assert [one.display_name for one in Enrolment.objects.order_by("display_name")] == ["ann", "bo"]
        kept = [model.objects.filter(person=closing.person_id).count() for model in (Mark, Evidence, EnrolmentChange)]
        assert all(kept)
        assert Membership.objects.get(pk=mine.pk).display_name == "A former member"
        assert not SharedRecord.objects.filter(learner=closing.person_id).exists()
    with time_machine.travel(timezone.now() + timedelta(days=366 * 21)), in_community(north.pk):
        clear_past(north)
        assert not Enrolment.objects.filter(person=closing.person_id).exists()
