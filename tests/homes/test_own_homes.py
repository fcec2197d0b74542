"""A guardian sees what happened to each child this week, wherever it was; a learner sees what is on today."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from learners.consents.actions import agree
from learners.consents.models import Consent
from learners.models import AccessLog, Enrolment
from learners.progress.models import Mark
from tenancy.scope import as_person, in_community
from tests.attendance.factories import a_roll
from tests.communities.factories import text_of
from tests.consents.factories import a_consent, as_guardian_of, born
from tests.evidence.factories import a_piece, an_assessment_of
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import a_guardianship, an_enrolment, an_offering
from tests.progress.factories import a_mark, with_scale

pytestmark = pytest.mark.django_db
NOON = "2026-03-18T12:00:00Z"  # a Wednesday
CHILDREN = "/me/children/"


@pytest.fixture
def north():
    """Sol looks after bo, who learns in north and in south; kit, whom nobody here looks after, learns beside bo."""
    with time_machine.travel(NOON, tick=False):
        north, south = with_scale(a_community("north")), with_scale(a_community("south"))
        a_guardianship(north, "sol", "bo")
        joss = a_member(north, "joss", "teacher")
        a_member(north, "teacher", "teacher")
        about = {"teachers": (joss,), "times": [{"weekday": 2, "starts": "15:00", "ends": "16:00"}]}
        boats = an_offering(north, title="Boats", **about)
        tides = an_offering(south, title="Tides", times=[{"weekday": 3, "starts": "09:00", "ends": "10:00"}])
        for offering, name in ((boats, "bo"), (boats, "kit"), (tides, "bo")):
            an_enrolment(offering, name)
        yield north


def enrolment(north, name):
    with in_community(north.pk):
        return Enrolment.objects.select_related("card", "offering", "person").get(display_name=name)


def page(client, username="sol", address=CHILDREN):
    client.force_login(a_person(username))
    return text_of(client.get(address))


def test_a_guardian_sees_what_happened_to_their_child_this_week_and_to_no_other(client, north):
    bo, kit = enrolment(north, "bo"), enrolment(north, "kit")
    title = bo.card.outline[0]["title"]
    a_mark(bo, 0, level=3)
    a_mark(kit, 0, level=1)
    an_assessment_of(a_piece(bo, title="My raft"), 4)
    an_assessment_of(a_piece(kit, title="My knot"), 4)
    with in_community(north.pk):
        joss = a_person("joss").memberships.get()
    a_roll(bo.offering, joss, on=date(2026, 3, 17))
    a_roll(bo.offering, joss, on=date(2026, 3, 18), bo="ill")
    said = page(client)
    assert f"“{title}” was assessed at North: Secure" in said
    assert "“My raft” was assessed at North: Teaches others" in said
    assert "Boats: there 1 of 2 times, missed on Mar 18, 2026" in said
    assert ("Boats: Enrolled" in said, "Tides: Enrolled" in said) == (True, True)
    assert ("Beginning" in said, "My knot" in said) == (False, False)
    with as_person(a_person("bo").pk):
        assert [(look.who_name, str(look.what)) for look in AccessLog.objects.all()] == [("sol", "How far you are")]


def test_what_is_older_than_a_week_is_not_told(client, north):
    bo = enrolment(north, "bo")
    mark = a_mark(bo, 0, level=3)
    with in_community(north.pk):
        Mark.objects.filter(pk=mark.pk).update(marked_at=timezone.now() - timedelta(days=8))
    assert "was assessed" not in page(client)


def test_a_consent_that_waits_and_one_that_ends_soon_come_first(client):
    east = a_community("east")  # now: the database itself hides what is past its day
    a_guardianship(east, "ada", "ben")
    born(east, "ben", timezone.localdate() - timedelta(days=13 * 366))
    a_consent(east, "ben", days=10)
    said = page(client, "ada")
    assert "East, Teaching and support: waits for your word" in said
    with as_guardian_of("ben", "ada") as who:
        agree(who, pk=Consent.objects.get().pk)
    said = page(client, "ada")
    assert "East, Teaching and support: the consent ends on" in said
    assert "waits for your word" not in said


def test_the_page_of_children_asks_as_much_however_much_happened(client, north):
    bo = enrolment(north, "bo")
    a_mark(bo, 0)
    client.force_login(a_person("sol"))
    at_one = queries(client, CHILDREN)
    for number in range(30):
        an_assessment_of(a_piece(bo, title=f"Piece {number}"), 3)
    assert queries(client, CHILDREN) == at_one


def test_a_learner_sees_what_is_on_today_and_not_tomorrow(client, north):
    said = page(client, "bo", "/me/")
    today = said[said.index("On today") :]
    assert "15:00–16:00 · North" in today
    assert "09:00–10:00" not in today
    assert "On today" not in page(client, "sol", "/me/")
