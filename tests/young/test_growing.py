"""From a class code to credentials of one's own: the same person keeps everything, by a link of a teacher or guardian."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.models import Person
from learners.models import Enrolment
from learners.young.models import YoungLearner
from notices.models import Notice
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_browser, an_api
from tests.consents.factories import born
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import a_guardianship, an_enrolment, an_offering
from tests.young.factories import a_card, a_class, a_young_browser, a_young_learner

pytestmark = pytest.mark.django_db
OWN = {"username": "wren.ash", "password": "a river of otters", "email": "wren@brook.example"}


@pytest.fixture
def wren():
    given = a_young_learner(a_class(a_community("north", country="IE")))
    Person.objects.filter(pk=given.learner.person_id).update(username="wren")
    return given


def of_teacher(wren):
    member = a_person("founder-of-north")
    return an_api(member).post(f"/api/v1/c/north/classes/learners/{wren.learner.pk}/link/")


def of_guardian(wren):
    return an_api(a_person("gus")).post(f"/api/v1/me/children/{wren.learner.person_id}/sign-in/link/")


def years_ago(years):
    return date(timezone.localdate().year - years, 1, 1)


def test_a_learner_gets_credentials_of_their_own_and_loses_nothing(wren):
    north = wren.learner.community
    a_guardianship(north, "gus", "wren")
    an_enrolment(an_offering(north), "wren", home=north)
    child = a_young_browser(wren)
    token = of_guardian(wren).json()["token"]
    grown = a_browser()
    assert grown.post(f"/own-sign-in/{token}/", OWN)["Location"] == "/me/"
    assert grown.get("/me/account/details/").status_code == 200  # a session with all rights
    assert child.get("/me/").status_code == 302
    assert a_browser().post("/class/", a_card(wren)).status_code == 422
    person = Person.objects.get(username="wren.ash")
    assert person.pk == wren.learner.person_id
    with as_person(person.pk):
        assert Enrolment.objects.count() == 1
        assert not YoungLearner.objects.exists()
    with as_person(a_person("gus").pk):
        assert [one.kind for one in Notice.objects.all()] == ["young.grown"]
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("wren@brook.example", False)]
    again = a_browser()
    again.post("/account/login/", {"login": "wren.ash", "password": OWN["password"]})
    assert again.get("/c/north/people/").status_code == 200


def test_who_grows_up_in_a_young_session_leaves_it(wren):
    child = a_young_browser(wren)
    child.post(f"/own-sign-in/{of_teacher(wren).json()['token']}/", OWN)
    assert child.get("/me/account/details/").status_code == 200


def test_a_link_opens_once_and_only_the_newest(wren):
    old, new = of_teacher(wren).json()["token"], of_teacher(wren).json()["token"]
    api = an_api()
    own = {"username": "wren.ash", "password": OWN["password"]}
    assert api.post("/api/v1/own-sign-in/", {"token": old, **own}).status_code == 409
    assert api.post("/api/v1/own-sign-in/", {"token": new, **own}).json() == {"username": "wren.ash"}
    assert api.post("/api/v1/own-sign-in/", {"token": new, **own, "username": "wren"}).status_code == 409


def test_a_link_ends_after_two_weeks(wren):
    token = of_teacher(wren).json()["token"]
    with in_community(wren.learner.community_id):
        YoungLearner.objects.update(link_until=timezone.now() - timedelta(seconds=1))
    assert a_browser().post(f"/own-sign-in/{token}/", OWN).status_code == 422
    assert a_browser().get("/own-sign-in/abc/").status_code == 404


@pytest.mark.parametrize(("years", "guarded", "status"), [
    (9, True, 409), (9, False, 409), (16, True, 201), (None, True, 409), (None, False, 201),
])  # fmt: skip
def test_who_is_too_young_to_consent_alone_needs_a_guardian(wren, years, guarded, status):
    """In Ireland the age is 16."""
    north = wren.learner.community
    if guarded:
        a_guardianship(north, "gus", "wren")
    if years:
        born(north, "wren", years_ago(years + 1))
    assert of_teacher(wren).status_code == status
    if guarded:
        assert of_guardian(wren).status_code == 201


def test_a_teacher_of_another_community_makes_no_link(wren):
    api = an_api(a_member(a_community("south"), "tess", "teacher"))
    assert api.post(f"/api/v1/c/south/classes/learners/{wren.learner.pk}/link/").status_code == 404


@pytest.mark.parametrize("bad", [{"username": "ada"}, {"username": "a@b"}, {"password": "short"}])
def test_a_taken_name_or_a_weak_password_is_refused(wren, bad):
    a_person("ada")
    token = of_teacher(wren).json()["token"]
    assert a_browser().post(f"/own-sign-in/{token}/", OWN | bad).status_code == 422
    assert an_api().post("/api/v1/own-sign-in/", {"token": token, **OWN, **bad}).status_code == 400
    a_young_browser(wren)
