"""Who of a group is ready for what, who is stuck, who was not seen, and how many are where in each competency."""

from datetime import timedelta

import pytest

from curriculum.actions import edit_node, publish_version
from curriculum.models import Curriculum
from learners.actions import complete_enrolment
from learners.progress.models import Mark
from tenancy.scope import in_community
from tests.curriculum.factories import a_curriculum, a_framework, a_teacher
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import an_enrolment, an_offering
from tests.plans.factories import a_course, first_of
from tests.progress.factories import a_mark, a_submission, with_scale

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return with_scale(a_community("north"))


@pytest.fixture
def boats(north):
    """Two units of two activities; the second unit comes after the first, and 1.2 after knots, learned elsewhere here."""
    knots, by = a_course(north, "Knots"), a_teacher(north, "teacher")
    curriculum = a_curriculum(north, "Boats", by=by)
    with in_community(north.pk):
        key = a_framework(north).competencies.get(code="M.1").key
        parts = {one.title: one for one in curriculum.nodes.all()}
        edit_node(parts["Unit 2"], requires=[parts["Unit 1"].key])
        edit_node(parts["Activity 1.2"], requires=[first_of(knots)], teaches=[key])
        version = publish_version(Curriculum.objects.get(pk=curriculum.pk), by=by)
    return an_offering(north, title="Boats", version=version, teachers=(by,)), knots


def rows(client, offering, what="ready"):
    client.force_login(a_person("teacher"))
    return client.get(f"/api/v1/c/north/offerings/{offering.pk}/group/{what}/").json()


def by_name(client, offering):
    return {one["display_name"]: ([now["title"] for now in one["now"]], one["lacks"]) for one in rows(client, offering)}


def test_what_comes_before_is_shown_here_or_in_another_curriculum_of_the_community(client, boats):
    boats, knots = boats
    ann, bo, kit = (an_enrolment(boats, name) for name in ("ann", "bo", "kit"))
    assert by_name(client, boats)["ann"] == (["Activity 1.1"], [])
    a_mark(an_enrolment(knots, "ann"))
    a_mark(ann, 0)
    a_mark(bo, 0, level=2)
    a_mark(kit, 0)
    a_mark(an_enrolment(knots, "kit"), level=2)
    assert by_name(client, boats) == {
        "ann": (["Activity 1.2"], []),
        "bo": ([], ["Activity 1.1 (Knots)", "Unit 1"]),
        "kit": ([], ["Activity 1.1 (Knots)", "Unit 1"]),
    }
    a_mark(ann, 1)
    assert by_name(client, boats)["ann"] == (["Activity 2.1", "Activity 2.2"], [])


def test_who_completed_what_comes_before_has_shown_it(client, north, boats):
    boats, knots = boats
    a_mark(an_enrolment(boats, "ann"), 0)
    before = an_enrolment(knots, "ann")
    with in_community(north.pk):
        complete_enrolment(before, outcome="Pass", by=a_person("teacher"))
    assert by_name(client, boats)["ann"] == (["Activity 1.2"], [])


def test_nobody_is_stuck_while_something_of_theirs_waits_for_a_mark(client, boats):
    ann = an_enrolment(boats[0], "ann")
    a_mark(ann, 0, level=2)
    assert by_name(client, boats[0])["ann"][1] == ["Activity 1.1 (Knots)", "Unit 1"]
    a_submission(ann, 1)
    assert by_name(client, boats[0])["ann"] == ([], [])


def test_a_try_that_fell_short_counts_as_stuck_after_a_week_unless_something_new_waits(client, north, boats):
    ann = an_enrolment(boats[0], "ann")
    mark = a_mark(ann, 0, level=1)
    assert [one["tried"] for one in rows(client, boats[0])] == [None]
    with in_community(north.pk):
        Mark.objects.filter(pk=mark.pk).update(marked_at=mark.marked_at - timedelta(days=8))
    assert [one["tried"]["title"] for one in rows(client, boats[0])] == ["Activity 1.1"]
    a_submission(ann, 1)
    assert [one["tried"] for one in rows(client, boats[0])] == [None]


def test_each_competency_says_how_many_are_at_which_level(client, boats):
    ann, bo = an_enrolment(boats[0], "ann"), an_enrolment(boats[0], "bo")
    a_mark(ann, 1, level=4)
    a_mark(bo, 1, level=2)
    an_enrolment(boats[0], "kit")
    (row,) = rows(client, boats[0], what="competencies")
    assert row["levels"] == [1, 0, 1, 0, 1]
    assert row["title"].startswith("M.1")


def test_the_page_says_it_to_who_sees_enrolments_here_and_to_nobody_else(client, north, boats):
    a_mark(an_enrolment(boats[0], "ann"), 0)
    a_member(a_community("south"), "kai", "teacher")
    a_member(north, "learner", "learner")
    address = f"/c/north/offerings/{boats[0].pk}/group/ready/"
    for who, status in (("kai", 404), ("learner", 403), ("teacher", 200)):
        client.force_login(a_person(who))
        assert client.get(address).status_code == status, who
        for what in ("ready", "competencies"):
            assert client.get(f"/api/v1{address.replace('ready', what)}").status_code == status, (who, what)
    page = client.get(address).content.decode()
    assert all(words in page for words in ("Who is ready for what", "Lacks:", "Unit 1", "Growing"))


def test_it_asks_as_much_for_thirty_as_for_one(client, boats):
    boats, _knots = boats
    client.force_login(a_person("teacher"))
    addresses = [f"/c/north/offerings/{boats.pk}/group/ready/"]
    addresses += [f"/api/v1/c/north/offerings/{boats.pk}/group/{what}/" for what in ("ready", "competencies")]
    a_mark(an_enrolment(boats, "ann"), 0)
    at_one = [queries(client, address) for address in addresses]
    for number in range(29):
        a_mark(an_enrolment(boats, f"learner{number}"), number % 4, level=1 + number % 4)
    assert [queries(client, address) for address in addresses] == at_one
    assert at_one[0] <= 12
