"""A session that a class code opened has a learner's rights and no others, whatever the person is elsewhere."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Person
from accounts.young import UNTIL
from communities.actions import add_role, join
from curriculum.actions import add_coauthor
from tenancy.scope import in_community
from tests.communities.factories import a_browser, text_of
from tests.curriculum.factories import a_version
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import a_guardianship
from tests.young.factories import a_card, a_class, a_young_browser, a_young_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def wren():
    return a_young_learner(a_class(a_community("north")))


def test_whoever_is_an_administrator_elsewhere_is_a_stranger_there(wren):
    south = a_community("south")
    with in_community(south.pk):
        join(wren.learner.person, role="administrator")
    client = a_young_browser(wren)
    for address in (
        "/c/south/people/",
        "/c/south/classes/",
        "/api/v1/c/south/members/",
        "/api/v1/c/south/invitations/",
    ):
        assert client.get(address).status_code == 404
    assert client.get("/c/north/classes/").status_code == 403
    assert a_browser(wren.learner.person).get("/c/south/people/").status_code == 200  # with credentials of their own


def test_more_roles_in_the_same_community_open_nothing_by_the_class_code(wren):
    client = a_young_browser(wren)
    assert client.get("/c/north/people/").status_code == 200
    with in_community(wren.learner.community_id):
        add_role(wren.learner.membership, role="teacher")
    assert client.get("/c/north/people/").status_code == 404
    teacher = a_browser(a_person("founder-of-north"))
    page = text_of(teacher.get(f"/c/north/classes/{wren.learner.school_class_id}/"))
    assert "the class code does not open this community" in page


def test_a_learner_of_a_second_community_learns_there_too(wren):
    a_community("south")
    south = a_community("east")
    with in_community(south.pk):
        join(wren.learner.person, role="learner")
    assert a_young_browser(wren).get("/c/east/people/").status_code == 200


def test_no_credentials_are_changed_and_no_keys_made(wren):
    client = a_young_browser(wren)
    closed = [
        "/account/email/", "/account/password/change/", "/account/password/set/", "/account/two-factor/app/",
        "/account/confirm/", "/me/account/details/", "/me/account/close/", "/me/sessions/", "/me/keys/", "/me/keys/new/",
        "/api/v1/me/keys/", "/api/v1/me/sessions/",
    ]  # fmt: skip
    assert [client.get(address).status_code for address in closed] == [403] * len(closed)
    new = {"name": "x", "scopes": ["read"]}
    assert client.post("/api/v1/me/keys/", new, content_type="application/json").status_code == 403
    assert "You come in with a class code" in text_of(client.get("/me/account/"))


def test_a_guardian_or_a_coauthor_is_neither_in_such_a_session(wren):
    north = wren.learner.community
    Person.objects.filter(pk=wren.learner.person_id).update(username="wren")
    version = a_version(north, by=a_member(north, "tess", "teacher"))
    with in_community(north.pk):
        add_coauthor(version.curriculum, person=wren.learner.person)
    a_guardianship(north, "wren", "kit")
    address, edit = f"/me/children/{a_person('kit').pk}/week/", f"/c/north/curricula/{version.curriculum_id}/edit/"
    assert a_browser(a_person("wren")).get(address).status_code == 200
    client = a_young_browser(wren)
    assert client.get(address).status_code == 403
    assert client.get(edit).status_code in (403, 404)


def test_such_a_session_ends_after_a_school_day(wren):
    client = a_young_browser(wren)
    session = client.session
    assert session.get_expire_at_browser_close()
    session[UNTIL] = (timezone.now() - timedelta(seconds=1)).timestamp()
    session.save()
    assert client.get("/me/").status_code == 302


def test_signing_out_works_and_the_next_child_comes_in(wren):
    client = a_young_browser(wren)
    assert client.post("/account/logout/").status_code == 302
    robin = a_young_learner(wren.learner.school_class, "Robin")
    client.post("/class/", a_card(robin))
    assert client.get("/api/v1/me/").json()["name"] == "Robin"
