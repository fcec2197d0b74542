"""A teacher's home says what waits in their groups, whom somebody should look after, and no word of other groups."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone

from learners.models import Enrolment
from learners.progress.evidence.models import Evidence
from learners.progress.group_state import group_of
from learners.progress.homes.queries import home_of
from learners.progress.models import Mark
from tenancy.scope import in_community
from tests.attendance.factories import a_roll
from tests.communities.factories import text_of
from tests.evidence.factories import a_piece, an_assessment_of
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import an_enrolment, an_offering
from tests.progress.factories import a_mark, a_submission, with_scale

pytestmark = pytest.mark.django_db
NOON = "2026-03-18T12:00:00Z"  # a Wednesday
WEDNESDAYS = [{"weekday": 2, "starts": "09:00", "ends": "10:00"}]


@pytest.fixture
def north():
    """Joss teaches Boats to ann and bo; Tess teaches Knots to kit; ann is taught elsewhere too."""
    with time_machine.travel(NOON, tick=False):
        north, south = with_scale(a_community("north")), with_scale(a_community("south"))
        joss, tess = a_member(north, "joss", "teacher"), a_member(north, "tess", "teacher")
        about = {"times": WEDNESDAYS, "starts_on": date(2026, 3, 1)}
        boats = an_offering(north, title="Boats", teachers=(joss,), **about)
        knots = an_offering(north, title="Knots", teachers=(tess,), **about)
        tides = an_offering(south, title="Their tides", teachers=(a_member(south, "joss", "teacher"),), **about)
        for offering, name in ((boats, "ann"), (boats, "bo"), (knots, "kit"), (tides, "ann")):
            an_enrolment(offering, name)
        yield north


def enrolment(north, name):
    with in_community(north.pk):
        return Enrolment.objects.select_related("card", "offering", "person").get(display_name=name)


def home(client, username="joss"):
    client.force_login(a_person(username))
    return text_of(client.get("/c/north/"))


def ago(mark, days):
    with in_community(mark.community_id):
        Mark.objects.filter(pk=mark.pk).update(
            marked_at=timezone.now() - timedelta(days=days), submitted_on=timezone.localdate() - timedelta(days=days)
        )


def test_who_is_stuck_is_named_with_the_try_that_fell_short(client, north):
    ago(a_mark(enrolment(north, "bo"), 0, level=2), 8)
    ago(a_mark(enrolment(north, "ann"), 0, level=3), 8)
    ago(a_mark(enrolment(north, "kit"), 0, level=1), 8)
    page = home(client)
    title = enrolment(north, "bo").card.outline[0]["title"]
    assert f"“{title}”: Growing, and nothing handed in since" in page
    assert page.count("nothing handed in since") == 1
    assert "kit" not in page


def test_the_home_and_the_page_of_a_group_name_the_same_as_stuck(client, north):
    joss, bo, ann = a_person("joss"), enrolment(north, "bo"), enrolment(north, "ann")
    for one, levels in ((bo, (2, 3)), (ann, (3, 1))):
        for place, level in enumerate(levels):
            ago(a_mark(one, place, level=level), 9)  # all of one day: the best of it counts
    a_mark(enrolment(north, "kit"), 0, level=1)
    with in_community(north.pk):
        stuck = [one.enrolment.display_name for one in _readiness(north, bo.offering) if one.is_stuck]
        pupils = home_of(_access(north, joss))["pupil"]
    assert [one["learner"] for one in pupils if one["tried"]] == stuck == []
    ago(a_mark(bo, 2, level=1), 7)
    with in_community(north.pk):
        stuck = [one.enrolment.display_name for one in _readiness(north, bo.offering) if one.is_stuck]
        pupils = home_of(_access(north, joss))["pupil"]
    assert [one["learner"] for one in pupils if one["tried"]] == stuck == ["bo"]


def _readiness(north, offering):
    return group_of(offering, scale=north.mastery_scale).readiness()


def _access(north, person):
    return SimpleNamespace(
        membership=person.memberships.get(community=north), person=person, community=north,
        can=lambda _permission: True, has_role=lambda *_roles: False,
    )  # fmt: skip


def test_who_was_not_seen_for_two_weeks_is_named(client, north):
    with in_community(north.pk):
        Enrolment.objects.filter(display_name__in=["ann", "kit"]).update(enrolled_on=date(2026, 3, 2))
    assert "quiet since Mar 2, 2026" in home(client)
    assert home(client).count("quiet since") == 1
    a_submission(enrolment(north, "ann"))
    assert "quiet since" not in home(client)


def test_evidence_waits_oldest_first_with_its_number_until_a_teacher_assessed_it(client, north):
    for name, title in (("bo", "My raft"), ("ann", "My sail"), ("kit", "My knot")):
        piece = a_piece(enrolment(north, name), title=title)
        if name == "bo":
            with in_community(north.pk):
                Evidence.objects.filter(pk=piece.pk).update(added_at=timezone.now() - timedelta(days=1))
    page = home(client)
    assert "2 pieces that no teacher has assessed yet" in page
    assert page.index("My raft") < page.index("My sail")
    assert "My knot" not in page
    assert "2 things wait for you" in page
    a_member(north, "teacher", "administrator")
    with in_community(north.pk):
        raft, sail = enrolment(north, "bo").evidence.get(), enrolment(north, "ann").evidence.get()
    an_assessment_of(raft)
    an_assessment_of(sail, by="ann", role="self")  # which is not a teacher's
    page = home(client)
    assert ("My raft" in page, "My sail" in page) == (False, True)


def test_a_meeting_without_a_roll_waits_until_one_is_taken(client, north):
    page = home(client)
    assert "Rolls to take" in page
    assert "Wednesday Mar 18, 2026, 09:00" in page
    assert "and 2 more before" in page
    with in_community(north.pk):
        joss = a_person("joss").memberships.get(community=north)
    for day in (4, 11, 18):
        a_roll(enrolment(north, "bo").offering, joss, on=date(2026, 3, day))
    assert "Rolls to take" not in home(client)
    assert "Rolls to take" in home(client, "tess")


def test_groups_say_how_many_learn_in_them(client, north):
    page = home(client)
    assert "Boats 2 learners" in page
    assert ("Knots" in page, "Their tides" in page) == (False, False)


def test_the_home_asks_as_much_for_thirty_of_each_as_for_one(client, north):
    client.force_login(a_person("joss"))
    bo = enrolment(north, "bo")
    a_piece(bo, title="One")
    ago(a_mark(bo, 0, level=1), 9)
    at_one = queries(client, "/c/north/")
    for number in range(29):
        learner = an_enrolment(bo.offering, f"learner-{number}")
        a_piece(learner, title=f"Piece {number}")
        ago(a_mark(learner, 0, level=1), 9)
    assert queries(client, "/c/north/") == at_one <= 12
    page = home(client)
    assert page.count("nothing handed in since") == 6
    assert "24 more in your groups" in page
