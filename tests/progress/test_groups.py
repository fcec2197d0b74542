"""Who looks after a whole community sees where something waits, in groups that others teach."""

from datetime import date, timedelta

import pytest

from learners.models import Enrolment, Offering
from learners.progress.groups import groups_here
from tenancy.scope import in_community
from tests.curriculum.factories import a_version
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import an_enrolment, an_offering
from tests.progress.factories import a_mark, a_submission

pytestmark = pytest.mark.django_db
API = "/api/v1/c/north/offerings/groups/"


@pytest.fixture
def north():
    """Joss teaches boats, where one waits for a mark and one was not seen lately, and knots, where all is well."""
    north, south = a_community("north"), a_community("south")
    joss = a_member(north, "joss", "teacher")
    boats = an_offering(north, title="Boats", teachers=(joss,))
    an_offering(north, title="Knots", teachers=(joss,))
    a_submission(an_enrolment(boats, "ann"))
    bo = an_enrolment(boats, "bo")
    elsewhere = an_offering(south, title="Their tides")
    a_submission(an_enrolment(elsewhere, "ann"))
    for enrolment in (bo, an_enrolment(elsewhere, "kit")):
        with in_community(enrolment.community_id):
            Enrolment.objects.filter(pk=enrolment.pk).update(enrolled_on=date.today() - timedelta(days=20))
    return north


def quiet(today=None):
    """In a community's scope: how many were not seen lately in each group."""
    return {one.title: one.quiet for one in groups_here(None, today=today)}


def home(client, username):
    client.force_login(a_person(username))
    return client.get("/c/north/").content.decode()


def test_an_administrator_who_does_not_teach_sees_what_waits_in_the_groups_of_others(client, north):
    page = home(client, "founder-of-north")
    assert "Groups where something waits" in page
    assert ("Boats" in page, "1 to mark" in page) == (True, True)
    assert ("Knots" in page, "Their tides" in page) == (False, False)


def test_a_teacher_sees_their_own_groups_and_not_those_of_others(client, north):
    a_member(north, "tess", "teacher")
    assert "Groups where something waits" not in home(client, "joss")
    assert "Boats" not in home(client, "tess")


def test_an_administrator_sees_the_own_group_as_a_teacher_does(client, north):
    with in_community(north.pk):
        mine = a_person("founder-of-north").memberships.get()
    both = an_offering(north, title="My own", teachers=(mine,))
    a_submission(an_enrolment(both, "ann"))
    page = home(client, "founder-of-north")
    assert page.index("My groups") < page.index("Groups where something waits")
    assert "My own" not in page[page.index("Groups where something waits") :]


def test_an_ended_group_waits_for_nobody(client, north):
    with in_community(north.pk):
        Offering.objects.filter(title="Boats").update(state="ended")
        assert quiet() == {"Knots": 0}
    assert "Groups where something waits" not in home(client, "founder-of-north")


def test_who_is_through_or_waits_for_a_mark_is_not_missed(north):
    later = date.today() + timedelta(days=30)
    with in_community(north.pk):
        bo = Enrolment.objects.get(display_name="bo")
        assert quiet(later) == {"Boats": 1, "Knots": 0}
    for place in range(4):
        a_mark(bo, place)
    with in_community(north.pk):
        assert quiet(later) == {"Boats": 0, "Knots": 0}


def test_the_api_tells_the_same_of_this_community_to_those_who_see_enrolments(client, north):
    a_member(north, "learner", "learner")
    a_member(a_community("east"), "stranger", "administrator")
    for who, status in [("stranger", 404), ("learner", 403), ("joss", 200), ("founder-of-north", 200)]:
        client.force_login(a_person(who))
        answer = client.get(API)
        assert answer.status_code == status, who
        if status == 200:
            rows = {row["title"]: row for row in answer.json()["results"]}
            assert set(rows) == {"Boats", "Knots"}
            assert (rows["Boats"]["to_mark"], rows["Boats"]["quiet"], rows["Boats"]["is_mine"]) == (1, 1, who == "joss")


def test_the_home_and_the_list_ask_as_much_for_thirty_groups_as_for_one(client, north):
    client.force_login(a_person("founder-of-north"))
    at_one = queries(client, "/c/north/"), queries(client, API)
    version = a_version(north)
    for _ in range(29):
        a_submission(an_enrolment(an_offering(north, version=version), "ann"))
    assert (queries(client, "/c/north/"), queries(client, API)) == at_one
    assert max(at_one) <= 12
