"""A learner's plan goes on after a term: by their own pace, by their own click, and nobody else's."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from learners.models import OfferingCard
from learners.progress.plans.actions import add_step, change_step, set_goal
from learners.progress.plans.models import Goal
from learners.turn.actions import carry_on, take_back, undo_turn
from learners.turn.models import CarryOn
from learners.turn.pace import Pace, moved
from learners.turn.panels import own_rows
from learners.turn.queries import own_places
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.factories import a_community, a_person
from tests.learners.counting import queries
from tests.learners.factories import an_enrolment
from tests.progress.factories import a_mark
from tests.turn.factories import in_autumn, turned, with_terms

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("done", "target", "now"),
    [
        (5, 10, 10 * 7), (5, 100, 100), (0, 30, 30), (1, 10, 90 * 7),
    ],
)  # fmt: skip
def test_days_move_by_the_learners_own_pace_and_never_closer(done, target, now):
    """Ten weeks from the first day to the end; it goes on at once."""
    end = DAY + timedelta(weeks=10)
    pace = Pace(done, 10, DAY, end)
    assert moved(end + timedelta(days=target), pace, start=end) - end == timedelta(
        days=now if done else target + 70
    )  # fmt: skip


@pytest.fixture
def north():
    return with_terms(a_community("north"))


@pytest.fixture
def boats(north):
    """Ann has done one activity of them; a step of her plan, and a goal, are the offering."""
    boats = in_autumn(north, "Boats")
    made = an_enrolment(boats, "ann", home=north)
    a_mark(made)
    card = OfferingCard.objects.get(pk=boats.pk)
    with as_person(a_person("ann").pk):
        goal = add_step(set_goal("To sail"), title="Read", target_on=timezone.localdate())
        goal = add_step(goal, title="Boats", card=card, target_on=timezone.localdate() - timedelta(days=1))
        set_goal("Boats", card=card, target_on=timezone.localdate() - timedelta(days=1))
    an_enrolment(boats, "bo", home=north)
    with as_person(a_person("bo").pk):
        set_goal("Boats", card=card)
    return boats


def plan(username="ann"):
    with as_person(a_person(username).pk):
        goals = Goal.objects.order_by("made_at")
        return [
            (str(one.card_id or ""), one.target_on, [(s.offering, s.target_on) for s in one.steps]) for one in goals
        ]


def place(username="ann"):
    return own_places().get(person=a_person(username))


def test_the_plan_goes_on_in_the_copy_and_is_put_back(north, boats):
    before = plan()
    turned(north, boats)
    assert plan() == before  # a community changes nobody's plan
    with as_person(a_person("ann").pk):
        (row,) = own_rows()
        assert [one.title for one in row.steps] == ["Boats", "Boats"]
        made = carry_on(place())
        assert carry_on(place()).pk == made.pk
        into = str(place().into_id)
    goal, own = plan()
    start, left = timezone.localdate() + timedelta(days=10), made_weeks(row)
    day = start + timedelta(weeks=left)
    assert goal[2] == [before[0][2][0], (into, day.isoformat())]
    assert own[:2] == (into, day)
    assert f"{left} week" in row.why
    with as_person(a_person("ann").pk):
        take_back(made)
        assert take_back(made).undone_at
    assert plan() == before


def made_weeks(row):
    done, total = row.place.done, row.place.total
    return -(-(total - done) * Pace(done, total, row.place.since, row.place.ended_on).weeks // done)


def test_without_a_copy_it_goes_on_by_itself_and_what_one_changed_since_stays(north, boats):
    turned(north)
    with as_person(a_person("ann").pk):
        made = carry_on(place())
        goal = Goal.objects.get(words="To sail")
        change_step(goal, key=goal.steps[1].key, target_on=None)
        take_back(made)
    assert plan()[0][2][1] == (str(boats.pk), "")


def test_an_end_that_was_taken_back_carries_nothing_on(north, boats):
    turn = turned(north, boats)
    with in_community(north.pk):
        undo_turn(turn, by=a_person("founder-of-north"))
    with as_person(a_person("ann").pk):
        assert own_rows() == []
        with pytest.raises(Refused, match="taken back"):
            carry_on(place())


def test_carried_on_before_it_was_taken_back_the_plan_can_follow(north, boats):
    before, turn = plan(), turned(north, boats)
    with as_person(a_person("ann").pk):
        carry_on(place())
    with in_community(north.pk):
        undo_turn(turn, by=a_person("founder-of-north"))
    with as_person(a_person("ann").pk):
        (row,) = own_rows()
        take_back(row.carried)
        assert own_rows() == []
    assert plan() == before


def test_at_pages_and_api_it_is_the_learners_alone(client, north, boats):
    turned(north, boats)
    with as_person(a_person("ann").pk):
        pk = place().pk
    client.force_login(a_person("ann"))
    assert "A term of yours has ended" in client.get("/me/plan/").content.decode()
    assert "Carry these on" in client.get("/me/plan/terms/").content.decode()
    (told,) = client.get("/api/v1/me/terms/").json()
    assert (told["title"], len(told["steps"]), told["carried"]) == ("Boats", 2, None)
    client.force_login(a_person("bo"))
    assert client.post(f"/me/plan/terms/{pk}/carry-on/").status_code == 404
    assert client.post(f"/api/v1/me/terms/{pk}/carry-on/").status_code == 404
    client.force_login(a_person("ann"))
    before = plan()
    assert client.post(f"/me/plan/terms/{pk}/carry-on/").status_code == 302
    with as_person(a_person("ann").pk):
        carried = CarryOn.objects.get()
    assert "Put my plan back" in client.get("/me/plan/terms/").content.decode()
    client.force_login(a_person("bo"))
    assert client.post(f"/me/plan/terms/carried/{carried.pk}/take-back/").status_code == 404
    client.force_login(a_person("ann"))
    client.post(f"/me/plan/terms/carried/{carried.pk}/take-back/")
    assert plan() == before
    assert client.post(f"/api/v1/me/terms/{pk}/carry-on/").json()["steps"] == 2
    assert client.delete(f"/api/v1/me/terms/{pk}/carry-on/").json()["undone_at"]
    assert plan("bo")[0][0] == str(boats.pk)


def test_the_page_asks_as_much_for_several_ended_places_as_for_one(client, north, boats):
    more = [in_autumn(north, f"More {n}") for n in range(6)]
    for one in more[:1]:
        an_enrolment(one, "bo", home=north)
    for one in more:
        an_enrolment(one, "zoe", home=north)
    an_enrolment(more[0], "yan", home=north)
    turned(north, *more)
    client.force_login(a_person("yan"))
    one = queries(client, "/me/plan/terms/")
    client.force_login(a_person("zoe"))
    assert queries(client, "/me/plan/terms/") == one
