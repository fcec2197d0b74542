import pytest
from django.db import IntegrityError, transaction

from learners.actions import (
    change_offering,
    close_offering,
    complete_enrolment,
    end_offering,
    enrol,
    open_offering,
    publish_offering,
    withdraw,
)
from learners.models import Enrolment, EnrolmentChange, Offering, OfferingCard
from learners.queries import learners_of, own_enrolments, waiting_for
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.curriculum.factories import a_version
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import an_enrolment, an_offering

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def south():
    return a_community("south")


def names(rows):
    return [row.display_name for row in rows]


def test_an_offering_takes_its_words_from_the_version_and_shows_a_card_once_published(north):
    version = a_version(north, units=2, activities=2, age_from=9, age_to=12)
    with in_community(north.pk):
        offering = open_offering(version)
        assert (offering.title, offering.state) == ("Water and measure", "draft")
        assert not OfferingCard.objects.exists()
        publish_offering(offering)
    card = OfferingCard.objects.get()
    assert (card.pk, card.community, card.subject, card.age_from, card.listed) == (
        offering.pk,
        north,
        "Mathematics",
        9,
        True,
    )
    assert [entry["title"] for entry in card.outline] == [
        "Activity 1.1",
        "Activity 1.2",
        "Activity 2.1",
        "Activity 2.2",
    ]
    assert [entry["unit_title"] for entry in card.outline] == ["Unit 1", "Unit 1", "Unit 2", "Unit 2"]


def test_an_offering_names_a_version_of_its_own_community(north, south):
    foreign = a_version(south)
    with in_community(north.pk), pytest.raises(IntegrityError), transaction.atomic():
        Offering.objects.create(version_id=foreign.pk, title="Stolen")


def test_a_learner_of_another_community_enrols_and_reads_it_anywhere(north, south):
    tomas = a_member(south, "tomas", "learner")
    offering = an_offering(north)
    an_enrolment(offering, "someone-else")
    enrolment = an_enrolment(offering, "tomas", home=south, attributes={"gender": "F", "imd_band": ""})
    with as_person(tomas.person_id):
        (mine,) = own_enrolments()
    assert (mine.pk, mine.home, mine.card.community, mine.attributes) == (
        enrolment.pk,
        south,
        north,
        {"gender": "F", "imd_band": ""},
    )
    with in_community(south.pk):
        assert not Enrolment.objects.exists()


def test_enrolling_again_shows_the_same_enrolment(north):
    offering = an_offering(north)
    assert an_enrolment(offering, "ann").pk == an_enrolment(offering, "ann").pk
    with in_community(north.pk):
        assert Offering.objects.get().enrolled == 1
        assert EnrolmentChange.objects.count() == 1


def test_when_all_places_are_taken_one_waits_in_order(north):
    offering = an_offering(north, capacity=1)
    places = [an_enrolment(offering, name).place for name in ("ann", "bo", "kit")]
    assert places == [None, 1, 2]
    card = OfferingCard.objects.get()
    assert (card.places_left, card.waiting) == (0, 2)


def test_who_waits_longest_takes_a_place_that_becomes_free(north):
    offering = an_offering(north, capacity=1)
    ann, _bo, _kit = (an_enrolment(offering, name) for name in ("ann", "bo", "kit"))
    with in_community(north.pk):
        left = withdraw(ann, by=ann.person)
        assert (left.state, left.outcome) == ("withdrawn", "Withdrawn")
        assert names(learners_of(offering)) == ["bo"]
        assert [(one.display_name, one.place) for one in waiting_for(offering)] == [("kit", 1)]
        assert [change.state for change in EnrolmentChange.objects.order_by("pk") if change.person == _bo.person] == [
            "waiting",
            "enrolled",
        ]
    assert OfferingCard.objects.get().waiting == 1


def test_leaving_the_waiting_list_closes_the_gap_and_is_no_outcome(north):
    offering = an_offering(north, capacity=1)
    _ann, bo, _kit = (an_enrolment(offering, name) for name in ("ann", "bo", "kit"))
    with in_community(north.pk):
        assert withdraw(bo, by=bo.person).outcome == ""
        assert [(one.display_name, one.place) for one in waiting_for(offering)] == [("kit", 1)]
        assert Offering.objects.get().waiting == 1


def test_who_left_may_come_back_to_the_end_of_the_list(north):
    offering = an_offering(north, capacity=1)
    ann, _bo = an_enrolment(offering, "ann"), an_enrolment(offering, "bo")
    with in_community(north.pk):
        withdraw(ann, by=ann.person)
    again = an_enrolment(offering, "ann")
    assert (again.pk, again.state, again.place, again.outcome) == (ann.pk, "waiting", 1, "")


def test_more_places_let_in_who_waits_and_fewer_than_taken_are_refused(north):
    offering = an_offering(north, capacity=1)
    for name in ("ann", "bo", "kit"):
        an_enrolment(offering, name)
    by = a_person("founder-of-north")
    with in_community(north.pk):
        change_offering(offering, by=by, capacity=2)
        assert (names(learners_of(offering)), names(waiting_for(offering))) == (["ann", "bo"], ["kit"])
        with pytest.raises(Refused, match="fewer places"):
            change_offering(offering, by=by, capacity=1)
        change_offering(offering, by=by, capacity=None)
        assert names(learners_of(offering)) == ["ann", "bo", "kit"]


def test_the_database_itself_holds_the_capacity(north):
    offering = an_offering(north, capacity=1)
    with in_community(north.pk), pytest.raises(IntegrityError), transaction.atomic():
        Offering.objects.filter(pk=offering.pk).update(enrolled=2)


@pytest.mark.parametrize(
    ("close", "said"),
    [
        (close_offering, "no new learners"),
        (lambda offering: end_offering(offering, by=a_person("joss")), "has ended"),
    ],
)
def test_a_closed_or_ended_offering_takes_nobody_and_says_which(north, close, said):
    offering = an_offering(north)
    with in_community(north.pk):
        close(offering)
        with pytest.raises(Refused, match=said):
            enrol(offering, person=a_person("ann"), by=a_person("ann"))


def test_a_draft_takes_nobody(north):
    offering = an_offering(north, draft=True)
    with in_community(north.pk), pytest.raises(Refused):
        enrol(offering, person=a_person("ann"), by=a_person("ann"))


def test_an_offering_for_members_takes_members_alone_and_is_not_listed(north, south):
    offering = an_offering(north, open_to="members")
    a_member(north, "ann", "learner")
    a_member(south, "bo", "learner")
    assert an_enrolment(offering, "ann").state == "enrolled"
    with pytest.raises(Refused, match="members"):
        an_enrolment(offering, "bo")
    assert not OfferingCard.objects.get().listed


def test_ending_an_offering_dissolves_the_waiting_list(north):
    offering = an_offering(north, capacity=1)
    _ann, bo = an_enrolment(offering, "ann"), an_enrolment(offering, "bo")
    with in_community(north.pk):
        end_offering(offering, by=a_person("joss"))
        bo.refresh_from_db()
        assert (bo.state, bo.place, bo.outcome) == ("withdrawn", None, "")
        with pytest.raises(Refused, match="ended"):
            publish_offering(offering)


def test_an_outcome_completes_an_enrolment_and_can_be_corrected(north):
    offering = an_offering(north, capacity=1)
    ann, bo = an_enrolment(offering, "ann"), an_enrolment(offering, "bo")
    joss = a_person("joss")
    with in_community(north.pk):
        assert complete_enrolment(ann, outcome="Fail", by=joss).state == "completed"
        done = complete_enrolment(ann, outcome="Distinction", by=joss)
        assert (done.outcome, done.place) == ("Distinction", None)
        assert Offering.objects.get().enrolled == 1
        with pytest.raises(Refused, match="completed"):
            withdraw(ann, by=joss)
        with pytest.raises(Refused, match="enrolled learner"):
            complete_enrolment(bo, outcome="Pass", by=joss)
        with pytest.raises(Refused, match="no such outcome"):
            complete_enrolment(ann, outcome="Brilliant", by=joss)
