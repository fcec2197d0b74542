"""Somebody whom a community wrote down comes to sign in as themself: by an invitation, once, losing nothing."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import Person
from learners.identity.codes import shown
from learners.identity.models import Claim
from learners.models import AccessLog, Enrolment
from learners.young.models import Tries
from notices.models import Notice
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.consents.factories import born
from tests.factories import a_community, a_member, a_person
from tests.identity.factories import a_code, an_invited, unclaimed
from tests.learners.factories import a_guardianship, an_enrolment, an_offering
from tests.young.factories import a_class, a_young_learner

pytestmark = pytest.mark.django_db
OWN = {"username": "ivo.reed", "password": "a river of otters"}
LIST = "/c/north/people/unclaimed/"


@pytest.fixture
def north():
    return a_community("north", country="IE")


def founder():
    return an_api(a_person("founder-of-north"))


def invite(membership, api=None):
    return (api or founder()).post(f"/api/v1/c/north/unclaimed/{membership.pk}/claim/")


def looks_of(person):
    with as_person(person.pk):
        return [(one.who_name, str(one.what)) for one in AccessLog.objects.order_by("at")]


def test_somebody_claims_their_record_and_loses_nothing(north):
    ivo = unclaimed(north, "imported-7", name="Ivo Reed")
    an_enrolment(an_offering(north), "imported-7", home=north)
    admin = a_browser(a_person("founder-of-north"))
    assert "Ivo Reed" in text_of(admin.get(LIST))
    slip = admin.post(f"{LIST}{ivo.pk}/invite/")
    code = slip.context["code"]
    assert slip["Cache-Control"].count("no-store") == 1
    assert "Invited" in text_of(admin.get(LIST))
    guest = a_browser()
    written = code.lower().replace(" ", ".\N{NO-BREAK SPACE}")
    assert guest.post("/claim/", {"code": written})["Location"] == f"/claim/{code.replace(' ', '')}/"
    address = f"/claim/{code.replace(' ', '')}/"
    assert "Ivo Reed" in text_of(guest.get(address))
    assert guest.post(address, OWN)["Location"] == "/me/"
    assert guest.get("/me/account/details/").status_code == 200
    person = Person.objects.get(username="ivo.reed")
    assert person.pk == ivo.person_id
    with as_person(person.pk):
        assert Enrolment.objects.count() == 1
    assert [what for _, what in looks_of(person)] == [
        "Invited you to sign in as yourself",
        "Chose a name and a password of your own",
    ]
    assert "Ivo Reed" not in text_of(admin.get(LIST))
    with as_person(a_person("founder-of-north").pk):
        assert [one.kind for one in Notice.objects.filter(kind__startswith="identity")] == ["identity.claimed"]


def test_whatever_is_wrong_with_a_code_the_answer_is_the_same(north):
    codes = {}
    for name, spoil in {
        "used": {"used_at": timezone.now()},
        "over": {"expires_at": timezone.now() - timedelta(seconds=1)},
        "withdrawn": {"withdrawn_at": timezone.now()},
    }.items():
        membership, codes[name] = an_invited(north, name)
        with in_community(north.pk):
            Claim.objects.filter(membership=membership).update(**spoil)
    gone, codes["closed"] = an_invited(north, "gone")
    Person.objects.filter(pk=gone.person_id).update(is_active=False)
    codes["guessed"] = "CDFG HJKM NPRT"
    told = set()
    for code in codes.values():
        page = a_browser().get(f"/claim/{code.replace(' ', '')}/")
        answer = an_api().post("/api/v1/claims/look/", {"code": code}, format="json")
        told.add((page.status_code, str(page.context["form"].errors), answer.status_code, answer.json()["detail"]))
    assert len(told) == 1
    assert Tries.objects.get().failed == 10


def test_after_ten_wrong_codes_an_hour_goes_by_whatever_is_entered(north):
    _, code = an_invited(north, "ivo")
    guest = a_browser()
    for _ in range(10):
        assert guest.post("/claim/", {"code": "CDFGHJKMNPRT"}).status_code == 422
    refused = guest.post("/claim/", {"code": code})
    assert (refused.status_code, int(refused["Retry-After"]) > 3500) == (429, True)
    assert an_api().post("/api/v1/claims/", {"code": code, **OWN}, format="json").status_code == 429
    Tries.objects.update(last_at=timezone.now() - timedelta(hours=1))
    assert guest.post("/claim/", {"code": code}).status_code == 302
    assert guest.post("/claim/", {"code": "CDFGHJKMNPRT"}).status_code == 422
    assert Tries.objects.get().failed == 1


def test_a_code_opens_once_and_only_the_newest(north):
    ivo, old = an_invited(north, "ivo")
    new = a_code(ivo)
    api = an_api()
    assert api.post("/api/v1/claims/", {"code": old, **OWN}, format="json").status_code == 401
    look = api.post("/api/v1/claims/look/", {"code": shown(new)}, format="json").json()
    assert (look["display_name"], look["community"]) == ("ivo", "North")
    assert api.post("/api/v1/claims/", {"code": new, **OWN}, format="json").json() == {"username": "ivo.reed"}
    assert api.post("/api/v1/claims/", {"code": new, **OWN}, format="json").status_code == 401
    assert invite(ivo).status_code == 409


@pytest.mark.parametrize(("years", "guarded", "status"), [
    (9, True, 409), (9, False, 409), (16, True, 201), (None, True, 409), (None, False, 201),
])  # fmt: skip
def test_for_a_child_the_guardian_makes_the_invitation(north, years, guarded, status):
    """In Ireland the age is 16."""
    ivo = unclaimed(north, "ivo")
    if guarded:
        a_guardianship(north, "gus", "ivo")
    if years:
        born(north, "ivo", date(timezone.localdate().year - years - 1, 1, 1))
    assert invite(ivo).status_code == status
    stranger = an_api(a_person("stan")).post(f"/api/v1/me/children/{ivo.person_id}/invitation/")
    assert stranger.status_code == 404
    if guarded:
        gus = a_browser(a_person("gus"))
        assert gus.get(f"/me/children/{ivo.person_id}/invitation/").status_code == 200
        code = gus.post(f"/me/children/{ivo.person_id}/invitation/").context["code"]
        answer = an_api().post("/api/v1/claims/", {"code": code, **OWN}, format="json")
        assert answer.json() == {"username": "ivo.reed"}
        assert ("gus", "Invited you to sign in as yourself") in looks_of(ivo.person)
        with as_person(a_person("gus").pk):
            assert "identity.claimed" in [one.kind for one in Notice.objects.all()]


def test_nobody_gives_more_rights_than_they_have_nor_uses_what_they_made(north):
    boss, tess = unclaimed(north, "boss", "administrator"), a_member(north, "tess", "teacher")
    ivo, code = an_invited(north, "ivo")
    assert invite(boss, an_api(tess)).status_code == 409
    assert invite(boss).status_code == 201
    answer = founder().post("/api/v1/claims/", {"code": code, **OWN}, format="json")
    assert (answer.status_code, answer.json()["detail"]) == (409, "Whoever makes an invitation cannot use it.")
    assert not Person.objects.get(pk=ivo.person_id).has_usable_password()


def test_who_is_known_elsewhere_has_a_sign_in_or_a_class_code_is_not_invited_from_here(north):
    ivo, south = unclaimed(north, "ivo"), a_community("south")
    a_member(south, "ivo", "learner")
    sees, wren = a_member(north, "sees", "learner"), a_young_learner(a_class(north)).learner
    told = {text.json()["detail"].split(" ", 1)[1] for text in (invite(ivo), invite(sees))}
    assert len(told) == 1  # nobody learns from it that somebody is known elsewhere
    assert invite(wren.membership).status_code == 409
    names = [one["display_name"] for one in founder().get("/api/v1/c/north/unclaimed/").json()["results"]]
    assert names == ["ivo"]


def test_others_neither_see_nor_invite_nor_withdraw(north):
    ivo, code = an_invited(north, "ivo")
    with in_community(north.pk):
        claim = Claim.objects.get()
    south = an_api(a_person(a_community("south") and "founder-of-south"))
    plain = an_api(a_member(north, "lee", "learner"))
    for api, place, status in ((south, "south", 404), (south, "north", 404), (plain, "north", 403)):
        assert api.post(f"/api/v1/c/{place}/unclaimed/{ivo.pk}/claim/").status_code == status
        assert api.delete(f"/api/v1/c/{place}/claims/{claim.pk}/").status_code == status
    assert south.get("/api/v1/c/south/unclaimed/").json()["results"] == []
    assert founder().delete(f"/api/v1/c/north/claims/{claim.pk}/").status_code == 204
    assert a_browser().get(f"/claim/{code}/").status_code == 422
    assert founder().delete(f"/api/v1/c/north/claims/{claim.pk}/").status_code == 409


def test_the_list_asks_as_often_for_thirty_as_for_one(north):
    admin, ivo = a_browser(a_person("founder-of-north")), an_invited(north, "ivo")[0]
    alone = queries(admin, LIST)
    for number in range(30):
        an_invited(north, f"other{number}", name=f"Other {number}")
    assert queries(admin, LIST) == alone
    found = admin.get(LIST, {"q": "Other 29"})
    assert [one.display_name for one in found.context["page"].rows] == ["Other 29"]
    assert admin.post(f"{LIST}{ivo.pk}/invite/").status_code == 200
