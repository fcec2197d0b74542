"""A learner's home moves: the record and the plans come along, the copies go, each side keeps what is its own."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from communities.governance.actions import decide_setting
from communities.governance.models import JoinRequest
from communities.governance.people.admitting import decline_request
from communities.models import Membership
from jobs.models import Job
from learners.ages import day_of_age
from learners.consents.models import Consent
from learners.models import AccessLog, Enrolment, OfferingCard
from learners.moves.actions import agree_move, undo_move
from learners.moves.models import HomeMove, Moved
from learners.moves.turning import turn
from learners.progress.plans.actions import add_step, set_goal
from learners.progress.plans.models import Goal
from learners.queries import own_enrolments
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.consents.factories import a_consent, as_guardian_of, as_learner, born, say, shared
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import a_guardianship, an_enrolment, an_offering
from tests.moves.factories import a_move, admit, moved, roles, state, today
from tests.progress.factories import a_mark
from web.amounts import write_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    """Ann's home, in Spain: she learns there, shares her interests, and plans to go on there."""
    north = a_community("north", country="ES")
    a_member(north, "ann", "learner")
    offering = an_offering(north, title="Boats")
    a_mark(an_enrolment(offering, "ann", home=north))
    say("ann", interests="Tides")
    a_consent(north, "ann")
    with as_person(a_person("ann").pk):
        add_step(set_goal("Sail"), title="Boats", card=OfferingCard.objects.get(pk=offering.pk))
    return north


@pytest.fixture
def south():
    return a_community("south", country="ES")


@pytest.fixture(autouse=True)
def east():
    """A third community, where ann visits and shares too, and which learns nothing."""
    east = a_community("east", country="ES")
    an_enrolment(an_offering(east), "ann")
    say("ann", interests="Tides")
    a_consent(east, "ann")
    return east


def told(username):
    with as_person(a_person(username).pk):
        return [one.kind.removeprefix("moves.") for one in Notice.objects.filter(kind__startswith="moves.")]


def events(community):
    with in_community(community.pk):
        return [(one.side, one.display_name, one.other and one.other.slug) for one in Moved.objects.all()]


def test_a_home_moves_with_its_record_and_plans_and_without_the_copies(north, south, east):
    visit = an_enrolment(an_offering(south), "ann", home=north)
    move = moved("ann", north, south)
    assert (roles(north), roles(south)) == (None, ["learner"])
    assert (shared(north), shared(east)) == ([], [("ann", "teaching", {"interests": "Tides"})])
    with as_person(a_person("ann").pk):
        assert sorted(Consent.objects.values_list("community__slug", "ended")) == [("east", ""), ("north", "left")]
        there = {one.card.community.slug: (one.state, one.kind, one.home and one.home.slug) for one in own_enrolments()}
        (step,) = Goal.objects.get().steps
        assert Moved.objects.count() == 2
    assert there == {
        "north": ("enrolled", "visiting", "south"),
        "south": ("enrolled", "full", "south"),
        "east": ("enrolled", "full", None),
    }
    assert (step.title, step.left, visit.kind) == ("Boats", "North", "visiting")
    with in_community(north.pk):
        assert Enrolment.objects.get().marks.count() == 1
    assert (events(north), events(south), events(east)) == (
        [("left", "ann", "south")],
        [("came", "ann", "north")],
        [],
    )
    assert move.went == {
        "places_kept": 1, "places_ended": 0, "recorded": 1, "consents_ended": 1, "goals": 1, "steps_marked": 1,
    }  # fmt: skip
    assert turn(a_person("ann").pk, move.pk) is None  # once


def test_the_places_at_the_old_community_end_where_the_learner_chose_so(north, south):
    moved("ann", north, south, rest="leave")
    with in_community(north.pk):
        assert [(one.state, one.outcome) for one in Enrolment.objects.all()] == [("withdrawn", "Withdrawn")]


def test_nothing_moves_before_its_day_and_until_then_it_is_undone(north, south):
    move = a_move("ann", north, south, on=today() + timedelta(days=9))
    admit(south, "ann")
    assert Job.objects.filter(task="moves.turn", not_before__gt=timezone.now() + timedelta(days=7)).count() == 1
    assert turn(a_person("ann").pk, move.pk) is None
    assert (roles(north), roles(south), len(shared(north))) == (["learner"], ["learner"], 1)
    with as_learner("ann") as who:
        undo_move(who, pk=move.pk)
        assert undo_move(who, pk=move.pk).state == "undone"
    assert (roles(north), roles(south), turn(a_person("ann").pk, move.pk)) == (["learner"], None, None)
    assert told("ann") == ["accepted"]
    assert told("founder-of-north") == ["leaves", "undone"]
    assert told("founder-of-south") == ["asked", "undone"]


def test_a_request_that_is_not_answered_is_taken_back_with_the_move(north, south):
    move = a_move("ann", north, south, words="I know boats.")
    with in_community(south.pk):
        asked = JoinRequest.objects.get()
    assert "I know boats." in asked.words
    with as_learner("ann") as who:
        undo_move(who, pk=move.pk)
    with in_community(south.pk):
        asked.refresh_from_db()
    assert asked.state == "withdrawn"


def test_the_new_community_reads_of_it_in_its_own_language_whatever_the_family_speaks(north):
    west = a_community("west", country="ES")
    with in_community(west.pk):
        decide_setting("languages", ["ar", "es"], by=a_person("founder-of-west"), reason="So.")
        west.refresh_from_db()
    with override("es"):
        move = a_move("ann", north, west, words="I know boats.")
    with in_community(west.pk):
        asked = JoinRequest.objects.get()
    with override("ar"):
        assert asked.words == gettext("Moves home on %(day)s.") % {"day": write_day(move.on)} + "\n\nI know boats."


def test_a_community_declines_by_its_own_rule_and_says_why(north, south):
    a_move("ann", north, south)
    with in_community(south.pk):
        decline_request(JoinRequest.objects.get(), answer="We are full.")
    with as_person(a_person("ann").pk):
        move = HomeMove.objects.get()
    assert (move.state, move.answer, told("ann"), roles(north)) == (
        "declined",
        "We are full.",
        ["declined"],
        ["learner"],
    )
    a_move("ann", north, south)  # and may be asked again


def test_who_learns_at_the_new_community_already_needs_no_admission(north, south):
    a_member(south, "ann", "learner")
    assert a_move("ann", north, south).state == "accepted"


def test_other_roles_at_the_old_community_stay(north, south):
    with in_community(north.pk):
        Membership.objects.filter(person=a_person("ann")).update(roles=["learner", "teacher"])
    moved("ann", north, south)
    assert (roles(north), shared(north)) == (["teacher"], [])


def test_who_left_the_new_community_before_the_day_moves_nowhere(north, south):
    move = a_move("ann", north, south)
    admit(south, "ann")
    with in_community(south.pk):
        Membership.objects.filter(person=a_person("ann")).update(until=today())
    assert turn(a_person("ann").pk, move.pk).state == "undone"
    assert (roles(north), events(north), len(shared(north))) == (["learner"], [], 1)


def test_what_cannot_move_says_why(north, south, east):
    closed, hidden = a_community("closed"), a_community("hidden", visibility="hidden")
    type(closed).objects.filter(pk=closed.pk).update(takes_learners=False)
    closed.refresh_from_db()
    a_member(east, "ann", "guardian")
    for source, target, on, why in (
        (south, north, today(), "not at home there"),
        (north, north, today(), "at home there already"),
        (north, closed, today(), "closed to new learners"),
        (north, hidden, today(), "No home can move there"),
        (north, east, today(), "not as a learner"),
        (north, south, today() - timedelta(days=1), "within a year"),
        (north, south, today() + timedelta(days=400), "within a year"),
    ):
        with pytest.raises(Refused, match=why):
            a_move("ann", source, target, on=on)
    first = a_move("ann", north, south)
    assert a_move("ann", north, south).pk == first.pk
    with pytest.raises(Refused, match="under way already"):
        a_move("ann", north, south, on=today() + timedelta(days=3))


def test_neither_side_learns_of_a_hidden_community_by_a_move(north, south):
    hidden = a_community("hidden", visibility="hidden")
    a_member(hidden, "bo", "learner")
    moved("bo", hidden, south)
    assert events(south) == [("came", "bo", None)]
    a_member(hidden, "ann", "learner")
    move = a_move("ann", north, hidden)
    turn(a_person("ann").pk, move.pk)
    assert events(north) == [("left", "ann", None)]
    with in_community(north.pk):
        assert Enrolment.objects.get().home is None
    with as_person(a_person("founder-of-north").pk):
        assert {one.params["target"] for one in Notice.objects.filter(kind__startswith="moves.")} == {""}


def agree_own(move):
    with as_learner("ann") as who:
        agree_move(who, pk=move.pk)


@pytest.mark.parametrize(("years", "own", "guardian"), [(9, False, True), (13, True, True), (15, True, False)])
def test_a_move_needs_the_words_that_a_consent_needs(north, south, years, own, guardian):
    a_guardianship(north, "marta", "ann")
    born(north, "ann", day_of_age(today(), -years))
    if guardian:
        move = a_move("ann", north, south, guardian="marta")
        assert (move.needs_own, move.state) == (own, "words" if own else "asked")
    else:
        with pytest.raises(Refused, match="decide this alone"):
            a_move("ann", north, south, guardian="marta")
    if own and guardian:
        assert told("ann") == ["waits"]
        agree_own(move)
        assert state() == "asked"
    if not own:
        with pytest.raises(Refused, match="your guardian decides"):
            agree_own(move)
        with as_person(a_person("ann").pk):
            assert any("Asked for your home" in str(one.what) for one in AccessLog.objects.all())


def test_the_day_of_birth_comes_along_and_a_guardian_may_undo(north, south):
    a_guardianship(north, "marta", "ann")
    day = day_of_age(today(), -9)
    born(north, "ann", day)
    move = a_move("ann", north, south, guardian="marta", on=today() + timedelta(days=1))
    with as_guardian_of("ann", "marta") as who:
        assert undo_move(who, pk=move.pk).state == "undone"
    move = a_move("ann", north, south, guardian="marta")
    admit(south, "ann")
    turn(a_person("ann").pk, move.pk)
    with in_community(south.pk):
        assert Membership.objects.get(person=a_person("ann")).born_on == day
    assert told("marta")[-2:] == ["accepted", "done"]


def test_the_database_holds_one_move_with_its_words_and_an_event_for_good(north, south):
    a_guardianship(north, "marta", "ann")
    a_move("ann", north, south)
    with as_person(a_person("ann").pk):
        with pytest.raises(IntegrityError), transaction.atomic():
            HomeMove.objects.update(state="accepted")
        with pytest.raises(IntegrityError), transaction.atomic():
            HomeMove.objects.create(
                source=north, target=south, on=today(), display_name="ann", needs_own=True, needs_guardian=False
            )
    a_member(north, "bo", "learner")
    moved("bo", north, south)
    with in_community(north.pk):
        with pytest.raises(DatabaseError), transaction.atomic():
            Moved.objects.update(side="came")
        before = Moved.objects.count()
        Moved.objects.all().delete()
        assert Moved.objects.count() == before == 1  # it goes with its learner alone
