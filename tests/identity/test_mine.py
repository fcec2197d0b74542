"""Joining by the pages and the API: proof of both sides, and what somebody could try who is not both."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts.models import Person
from communities.keys import make_key
from communities.models import Membership
from jobs.models import Job
from learners.identity.joining import join_by_code, make_join_code
from learners.identity.models import JoinCode
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.consents.factories import born
from tests.factories import a_community, a_member, a_person
from tests.identity.factories import an_invited, unclaimed
from tests.identity.lives import joined
from tests.learners.factories import a_guardianship, an_enrolment, an_offering
from tests.young.factories import a_class, a_young_browser, a_young_learner

pytestmark = pytest.mark.django_db
PASSWORD = "learning-together"


@pytest.fixture
def north():
    north = a_community("north", country="IE")
    a_member(north, "ann", "learner")
    return north


@pytest.fixture
def south():
    south = a_community("south", country="IE")
    a_member(south, "anna", "learner")
    return south


def signed_in(username):
    """And showed lately that it is them."""
    browser = a_browser()
    browser.post("/account/login/", {"login": username, "password": PASSWORD})
    browser.post("/account/confirm/", {"password": PASSWORD})
    return browser


def post(username, path, **given):
    api = an_api(a_person(username))
    return api.post(f"/api/v1/me/identity/{path}/", {"password": PASSWORD, **given}, format="json")


def aliases():
    return list(Person.objects.filter(alias_of__isnull=False).values_list("username", "alias_of__username"))


def refused(main, other, why):
    with pytest.raises(Refused, match=why):
        joined(main, other)
    assert aliases() == []


def test_somebody_shows_that_they_are_both_and_undoes_it(north, south):
    code = signed_in("anna").post("/me/identity/code/").context["code"]
    ann = signed_in("ann")
    address = ann.post("/me/identity/join/", {"code": code})["Location"]
    assert all(word in text_of(ann.get(address)) for word in ("Are you anna too?", "South"))
    assert ann.post(address)["Location"] == "/me/identity/"
    page = ann.get("/me/identity/")
    assert aliases() == [("anna", "ann")]
    assert "the user name anna signs you in too" in text_of(page)
    assert ann.post(address).status_code == 422  # used up
    (made,) = page.context["joins"]
    assert ann.post(f"/me/identity/{made.pk}/undo/").status_code == 302
    assert (aliases(), ann.post(f"/me/identity/{made.pk}/undo/").status_code) == ([], 409)


def test_the_same_by_the_api_with_the_password_and_never_with_a_key(north, south):
    assert post("anna", "code", password="wrong").status_code == 401
    code = post("anna", "code").json()["code"]
    _key, secret = make_key(a_person("ann"), name="Laptop", may_write=True)
    keyed = an_api()
    keyed.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert (
        keyed.post("/api/v1/me/identity/joins/", {"password": PASSWORD, "code": code}, format="json").status_code == 403
    )
    made = post("ann", "joins", code=code)
    assert (made.status_code, made.json()["name"]) == (201, "anna")
    assert an_api(a_person("ann")).get("/api/v1/me/identity/joins/").json()["results"][0]["id"] == made.json()["id"]
    assert post("bo", f"joins/{made.json()['id']}/undo").status_code == 404
    assert post("ann", f"joins/{made.json()['id']}/undo").json()["undone_at"]
    assert aliases() == []


def test_pages_ask_for_the_password_first(north, south):
    browser = a_browser(a_person("ann"))  # a device left open: no password was given lately
    for page in ("code/", f"join/{make_join_code(a_person('anna'))}/"):
        assert browser.post(f"/me/identity/{page}")["Location"].startswith("/account/confirm/")
    assert (aliases(), JoinCode.objects.filter(person=a_person("ann")).exists()) == ([], False)


def test_codes_are_counted_end_soon_and_tell_nothing(north, south):
    code = make_join_code(a_person("anna"))
    JoinCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    ann = signed_in("ann")
    told = {str(ann.post("/me/identity/join/", {"code": one}).context["form"].errors) for one in (code, "CDFGHJKMNPRT")}
    assert len(told) == 1
    for _ in range(8):
        ann.post("/me/identity/join/", {"code": "CDFGHJKMNPRT"})
    assert ann.post("/me/identity/join/", {"code": make_join_code(a_person("anna"))}).status_code == 429


def test_a_child_in_a_class_code_session_makes_and_enters_no_code(north):
    child = a_young_browser(a_young_learner(a_class(north)))
    for path in ("", "code/", "join/"):
        assert child.get(f"/me/identity/{path}").status_code == 403
        assert child.post(f"/api/v1/me/identity/{path}").status_code in (403, 404)


def test_two_people_are_not_one(north, south):
    a_guardianship(north, "gus", "ann")
    refused("gus", "ann", "looks after the other")
    refused("ann", "ann", "you already")
    born(north, "gus", date(1980, 1, 1))
    born(south, "anna", date(2001, 1, 1))
    refused("gus", "anna", "Different days of birth")
    Authenticator.objects.create(user=a_person("bo"), type=Authenticator.Type.TOTP, data={})
    refused("anna", "bo", "second factor")


def test_a_child_is_joined_by_a_guardian_of_both_alone(north, south):
    for place, name in ((north, "ann"), (south, "anna")):
        born(place, name, date(timezone.localdate().year - 9, 1, 1))
    refused("ann", "anna", "a guardian joins the two")
    a_guardianship(north, "gus", "ann")
    gus, ann, anna = signed_in("gus"), a_person("ann"), a_person("anna")
    page = f"/me/children/{ann.pk}/same/"
    assert "You look after nobody else" in text_of(gus.get(page))
    assert gus.post(page, {"other": anna.pk}).status_code == 422
    assert a_browser(a_person("stan")).post(page, {"other": anna.pk}).status_code == 404
    api = an_api(a_person("gus"))
    given = {"password": PASSWORD, "other": anna.pk}
    assert api.post(f"/api/v1/me/children/{ann.pk}/same/", given, format="json").status_code == 404
    a_guardianship(south, "gus", "anna")
    assert gus.post(page, {"other": anna.pk})["Location"] == "/me/children/"
    assert aliases() == [("anna", "ann")]
    made = gus.get(page).context["joined"][0]
    assert gus.post(page, {"undo": made.pk}).status_code == 302
    assert aliases() == []
    assert api.post(f"/api/v1/me/children/{ann.pk}/same/", given, format="json").status_code == 201


def test_a_grown_up_does_not_come_by_a_childs_invitation(north, south):
    """In Ireland the age is 16."""
    unclaimed(north, "ivo")
    a_guardianship(north, "gus", "ivo")
    born(north, "ivo", date(timezone.localdate().year - 9, 1, 1))
    code = signed_in("gus").post(f"/me/children/{a_person('ivo').pk}/invitation/").context["code"]
    for name, why in (("gus", "cannot use it"), ("anna", "a guardian joins")):
        with pytest.raises(Refused, match=why):
            join_by_code(a_person(name), code=code)
    assert aliases() == []


def test_nobody_is_rid_of_a_suspension_or_takes_two_places_by_joining(north):
    offering, two = an_offering(north), a_member(north, "anna", "learner")
    with in_community(north.pk):
        Membership.objects.filter(pk=two.pk).update(suspended_from=timezone.now())
    refused("ann", "anna", "is suspended")
    with in_community(north.pk):
        Membership.objects.filter(pk=two.pk).update(suspended_from=None)
    for name in ("ann", "anna"):
        an_enrolment(offering, name, home=north)
    refused("ann", "anna", "Both have a place")


def test_an_administrator_joins_nobody_with_their_own_invitation(north):
    _ivo, code = an_invited(north, "ivo")
    with pytest.raises(Refused, match="cannot use it"):
        join_by_code(a_person("founder-of-north"), code=code)
    assert aliases() == []


def test_both_sides_are_told(north, south):
    Person.objects.filter(username="anna").update(email="anna@south.example")
    joined("ann", "anna")
    (mail,) = Job.objects.filter(task="accounts.send_mail")
    assert mail.args[0] == "anna@south.example"
    assert "was joined to the account of ann" in mail.args[2]
    with as_person(a_person("ann").pk):
        assert "joined, by ann" in text_of(signed_in("ann").get("/me/notices/"))
