"""A place that is paused, on trial or a visitor's: what it keeps, what it gives up, and who may change it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from evaluation.counting import count_all
from evaluation.periods import week_of
from learners.actions import (
    change_kind,
    change_offering,
    complete_enrolment,
    end_offering,
    enrol,
    pause,
    resume,
    stay,
    withdraw,
)
from learners.consents.models import Consent
from learners.models import AccessLog, Enrolment, EnrolmentChange, Offering, OfferingCard
from learners.queries import waiting_for
from learners.tasks import daily
from learners.times.own import courses
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.consents.factories import a_consent, say, shared
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import a_guardianship, an_enrolment, an_offering
from tests.progress.factories import a_mark

pytestmark = pytest.mark.django_db
Kind, State = Enrolment.Kind, Enrolment.State


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture(autouse=True)
def south():
    """Whose rows could leak."""
    south = a_community("south")
    offering = an_offering(south, capacity=1)
    for name in ("ann", "bo"):
        an_enrolment(offering, name)
    return south


def now(enrolment):
    with in_community(enrolment.community_id):
        found = Enrolment.objects.get(pk=enrolment.pk)
    return (found.state, found.place)


def signed_in(client, username):
    client.force_login(a_person(username))
    return client


def told(username):
    with as_person(a_person(username).pk):
        return [one.kind for one in Notice.objects.order_by("created_at", "id")]


def test_a_pause_keeps_the_record_and_gives_the_place_to_who_waits(north, south):
    offering = an_offering(north, capacity=1)
    ann, bo = an_enrolment(offering, "ann"), an_enrolment(offering, "bo")
    a_mark(ann)
    with in_community(north.pk):
        paused = pause(ann, by=ann.person)
        assert pause(ann, by=ann.person).state == State.PAUSED  # again: the same
        assert (paused.paused_on, paused.marks.count(), paused.outcome) == (timezone.localdate(), 1, "")
        assert Offering.objects.get().enrolled == 1
        assert [one.state for one in EnrolmentChange.objects.filter(enrolment=ann).order_by("at")] == [
            "enrolled",
            "paused",
        ]
    assert (now(ann), now(bo)) == (("paused", None), ("enrolled", None))
    with as_person(ann.person_id):
        assert [card.community for card in courses()] == [south]  # no week, no clash


def test_a_return_takes_a_free_place_or_the_front_of_the_list(north):
    offering = an_offering(north, capacity=1)
    ann, bo, kit = (an_enrolment(offering, name) for name in ("ann", "bo", "kit"))
    with in_community(north.pk):
        pause(ann, by=ann.person)
        back = resume(ann, by=ann.person)
        assert resume(ann, by=ann.person).place == 1
        assert (back.state, [(one.display_name, one.place) for one in waiting_for(offering)]) == (
            "waiting",
            [("ann", 1), ("kit", 2)],
        )
        withdraw(bo, by=bo.person)
    assert (now(ann), now(kit)) == (("enrolled", None), ("waiting", 1))
    with in_community(north.pk):
        withdraw(kit, by=kit.person)
        pause(ann, by=ann.person)
        assert (resume(ann, by=ann.person).state, OfferingCard.objects.get(pk=offering.pk).places_left) == (
            "enrolled",
            0,
        )


def test_who_waits_to_return_and_leaves_has_left_and_not_only_waited(north):
    offering = an_offering(north, capacity=1)
    ann, _bo = an_enrolment(offering, "ann"), an_enrolment(offering, "bo")
    with in_community(north.pk):
        pause(ann, by=ann.person)
        resume(ann, by=ann.person)
        assert withdraw(ann, by=ann.person).outcome == "Withdrawn"
        assert Offering.objects.get().waiting == 0


def test_what_cannot_be_paused_or_brought_back_says_why(north):
    offering = an_offering(north, capacity=1)
    ann, bo = an_enrolment(offering, "ann"), an_enrolment(offering, "bo")
    with in_community(north.pk):
        with pytest.raises(Refused, match="enrolled learner can pause"):
            pause(bo, by=bo.person)
        with pytest.raises(Refused, match="not paused"):
            resume(bo, by=bo.person)
        pause(ann, by=ann.person)
        with pytest.raises(Refused, match="enrolled learner can complete"):
            complete_enrolment(ann, outcome="Pass", by=bo.person)
        end_offering(offering, by=bo.person)
        assert now(ann) == ("withdrawn", None)
        with pytest.raises(Refused, match="has ended"):
            change_kind(ann, kind="part", by=bo.person)


def test_reports_count_who_is_there_and_forget_nobody_who_rests(north):
    offering = an_offering(north)
    ann, _bo = an_enrolment(offering, "ann"), an_enrolment(offering, "bo")
    with in_community(north.pk):
        pause(ann, by=ann.person)
        found = count_all(north, week_of(timezone.localdate()))
        by_name = {one.indicator: one.value for one in found if not one.dims}
        outcomes = [one.value for one in found if one.indicator == "outcomes" and "attribute" not in one.dims]
    assert (by_name["learners"], by_name["joined"], sum(outcomes)) == (1, 2, 2)


def test_consents_outlive_a_pause(north):
    ann = an_enrolment(an_offering(north), "ann")
    say("ann", interests="Boats")
    a_consent(north, "ann")
    with in_community(north.pk):
        pause(ann, by=ann.person)
    assert shared(north) == [("ann", "teaching", {"interests": "Boats"})]
    with in_community(north.pk):
        withdraw(ann, by=ann.person)
    assert shared(north) == []
    with as_person(ann.person_id):
        assert Consent.objects.get().ended == "left"


def test_who_is_at_home_elsewhere_is_a_visitor_unless_they_say_otherwise(north, south):
    offering = an_offering(north, held="both")
    assert an_enrolment(offering, "ann", home=south).kind == Kind.VISITING
    assert an_enrolment(offering, "bo", home=south, kind="online").kind == Kind.ONLINE
    assert an_enrolment(offering, "kit", home=north).kind == Kind.FULL
    with in_community(north.pk):
        with pytest.raises(Refused, match="at home in another"):
            enrol(offering, person=a_person("lea"), by=a_person("lea"), home=north, kind="visiting")
        with pytest.raises(IntegrityError), transaction.atomic():
            Enrolment.objects.filter(display_name="kit").update(kind="visiting")
        with pytest.raises(Refused, match="not held online"):
            enrol(an_offering(north), person=a_person("lea"), by=a_person("lea"), kind="online")


def test_a_trial_ends_by_itself_or_stays_by_a_word(north):
    offering = an_offering(north, capacity=2)
    today = timezone.localdate()
    ann, bo = (an_enrolment(offering, name, kind="trial", trial_until=today) for name in ("ann", "bo"))
    kit = an_enrolment(offering, "kit")
    daily(north.pk)
    daily(north.pk)
    assert told("ann") == ["learners.trial_ends"]
    with in_community(north.pk):
        assert stay(bo, by=bo.person).kind == Kind.FULL
        Enrolment.objects.filter(pk=ann.pk).update(trial_until=today - timedelta(days=1))
        daily(north.pk)
        ann.refresh_from_db()
        last = EnrolmentChange.objects.filter(enrolment=ann).order_by("-at")[0]
    assert (ann.state, ann.outcome, last.by_name) == ("withdrawn", "", "")
    assert (now(bo), now(kit)) == (("enrolled", None), ("enrolled", None))
    assert told("ann") == ["learners.trial_ends", "learners.trial_ended"]


@pytest.mark.parametrize("until", [date(2020, 1, 1), timezone.localdate() + timedelta(days=200)])
def test_a_trial_has_a_near_end(north, until):
    with pytest.raises(Refused, match="A trial ends within 92 days"):
        an_enrolment(an_offering(north), "ann", kind="trial", trial_until=until)


def test_learner_guardian_and_teacher_pause_and_return_and_a_stranger_does_not(client, north):
    a_guardianship(north, "marta", "ann")
    a_member(north, "tom", "teacher")
    a_member(north, "lea", "learner")
    ann = an_enrolment(an_offering(north), "ann", home=north)
    page = f"/c/north/offerings/enrolments/{ann.pk}"
    api = f"/api/v1{page}"
    assert signed_in(client, "stranger").post(f"{page}/pause/").status_code == 404
    assert client.post(f"{api}/pause/").status_code == 404
    assert signed_in(client, "lea").post(f"{page}/pause/").status_code == 403
    assert client.post(f"{api}/pause/").status_code == 403
    assert client.put(f"{api}/kind/", {"kind": "part"}, "application/json").status_code == 403
    assert now(ann) == ("enrolled", None)
    assert signed_in(client, "ann").post(f"{page}/pause/")["Location"] == f"/me/learning/{ann.pk}/"
    assert "Return from the pause" in client.get(f"/me/learning/{ann.pk}/").content.decode()
    assert told("marta") == ["learners.paused"]
    assert client.post(f"{api}/return/").json()["state"] == "enrolled"
    child = f"/me/children/{ann.person_id}"
    assert signed_in(client, "marta").post(f"{page}/pause/")["Location"] == f"{child}/{ann.card_id}/"
    assert client.post(f"{api}/return/").json()["paused_on"] is None
    assert len(client.get(f"/api/v1{child}/learning/{ann.card_id}/changes/").json()["results"]) == 5
    assert signed_in(client, "tom").post(f"{page}/kind/", {"kind": "trial"})["Location"] == f"{page}/"
    assert "Stay after the trial" in client.get(f"{page}/").content.decode()
    assert client.post(f"{api}/stay/").json()["kind"] == "full"
    assert client.put(f"{api}/kind/", {"kind": "visiting"}, "application/json").status_code == 409
    assert [one["kind"] for one in client.get(f"{api}/changes/").json()["results"]][:2] == ["full", "trial"]
    with as_person(ann.person_id):
        assert sum("Paused your place" in str(one.what) for one in AccessLog.objects.all()) == 1


def test_a_learner_enrols_on_trial_at_page_and_api(client, north):
    offering = an_offering(north)
    address = f"/c/north/offerings/{offering.pk}/"
    assert "On trial, for four weeks" in signed_in(client, "ann").get(address).content.decode()
    client.post(f"{address}enrol/", {"kind": "trial"})
    made = signed_in(client, "bo").post(f"/api/v1{address}enrol/", {"kind": "part"}, "application/json").json()
    assert (made["kind"], made["trial_until"]) == ("part", None)
    with in_community(north.pk):
        trial = Enrolment.objects.get(kind="trial")
    assert (trial.display_name, trial.trial_until) == ("ann", timezone.localdate() + timedelta(days=28))


def test_where_the_offering_says_so_a_pause_keeps_the_place_and_nobody_is_let_in_for_it(north):
    offering = an_offering(north, capacity=1, pause_keeps=True)
    ann, bo = an_enrolment(offering, "ann"), an_enrolment(offering, "bo")
    with in_community(north.pk):
        assert pause(ann, by=ann.person).keeps_place
    assert (now(ann), now(bo)) == (("paused", None), ("waiting", 1))
    with in_community(north.pk):
        change_offering(offering, by=ann.person, pause_keeps=False)  # holds for pauses to come
        assert Offering.objects.get().enrolled == 1
        assert not resume(ann, by=ann.person).keeps_place
    assert (now(ann), now(bo)) == (("enrolled", None), ("waiting", 1))
    with in_community(north.pk):
        pause(ann, by=ann.person)
    assert (now(ann), now(bo)) == (("paused", None), ("enrolled", None))


def test_who_leaves_from_a_pause_that_kept_the_place_gives_it_to_who_waits(north):
    offering = an_offering(north, capacity=1, pause_keeps=True)
    ann, bo = an_enrolment(offering, "ann"), an_enrolment(offering, "bo")
    with in_community(north.pk):
        withdraw(pause(ann, by=ann.person), by=ann.person)
        assert Offering.objects.get().enrolled == 1
    assert (now(ann), now(bo)) == (("withdrawn", None), ("enrolled", None))
    with in_community(north.pk), pytest.raises(IntegrityError, match="kept_in_a_pause"), transaction.atomic():
        Enrolment.objects.filter(pk=bo.pk).update(keeps_place=True)
