"""A receipt, on the page, as a file and by the API: for the learner and their guardian, and for nobody else."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from learners.consents.acting import for_oneself
from learners.consents.actions import agree, revoke
from learners.consents.models import Consent
from tenancy.scope import as_person, in_community
from tests.accounts.factories import a_browser
from tests.consents.factories import a_consent, as_guardian_of, as_learner, born, say
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import a_guardianship, an_enrolment, an_offering

pytestmark = pytest.mark.django_db


@pytest.fixture
def north(settings):
    """Ines, ten, whom marta looks after; omar looks after bo, of another community."""
    settings.SITE_URL = "https://schools.example/"
    north = a_community("north", country="IE")
    for place, guardian, child in ((north, "marta", "ines"), (a_community("south"), "omar", "bo")):
        a_guardianship(place, guardian, child)
    born(north, "ines", timezone.localdate() - timedelta(days=3700))
    say("ines", interests="Boats", access="Large print")
    return north


def where(username, consent):
    """The page of a consent, as the learner and as a guardian opens it."""
    child = "" if username == "ines" else f"children/{a_person('ines').pk}/"
    return f"/me/{child}consents/{consent.pk}/"


def told(username, consent):
    """By the API, by the file; both must say the same."""
    browser, page = a_browser(username), where(username, consent)
    file = browser.get(f"{page}receipt.json")
    assert (file.status_code, "attachment" in file["Content-Disposition"]) == (200, True)
    assert f"{page}receipt.json" in browser.get(page).text
    by_api = browser.get(f"/api/v1{page}receipt/").json()
    assert json.loads(file.content) == by_api
    return by_api


def events(receipt):
    return [(one["event"], one["by"]) for one in receipt["events"]]


def test_it_says_whose_word_was_there_and_whether_it_holds(north):
    consent = a_consent(north, "ines")
    waits = told("ines", consent)
    assert (waits["inForce"], events(waits)) == (False, [("asked", ""), ("learner_agreed", "")])
    with as_guardian_of("ines", "marta") as who:
        agree(who, pk=consent.pk)
    given = told("marta", consent)
    assert (given["inForce"], events(given)[-1]) == (True, ("guardian_agreed", "marta"))
    assert given["consentReceiptID"] == str(consent.pk)
    assert given["policyUrl"] == "https://schools.example/c/north/charter/"  # it is read elsewhere, too
    with for_oneself(a_person("ines")) as who:
        revoke(who, pk=consent.pk)
    ended = told("ines", consent)
    assert (ended["inForce"], events(ended)[-1]) == (False, ("revoked", "ines"))


def test_past_its_date_it_says_so(north):
    consent = a_consent(north, "ines")
    with as_person(a_person("ines").pk):
        past = timezone.now() - timedelta(days=9)
        Consent.objects.update(given_at=past, own_at=past, expires_at=past + timedelta(days=1))
    receipt = told("ines", consent)
    assert (receipt["inForce"], events(receipt)[-1]) == (False, ("expired", ""))


@pytest.mark.parametrize(("fields", "special"), [(["interests"], []), (["access", "interests"], ["access"])])
def test_what_may_tell_of_health_is_named_as_such(north, fields, special):
    receipt = told("ines", a_consent(north, "ines", fields=fields))
    assert (receipt["sensitive"], receipt["spiCat"]) == (bool(special), special)


def test_a_disability_that_was_answered_at_enrolment_is_such_too(north):
    a_member(north, "ann", "learner")
    an_enrolment(an_offering(north), "ann", attributes={"disability": "True", "gender": "F"})
    with as_person(a_person("ann").pk):
        counted = Consent.objects.get()
    receipt = a_browser("ann").get(f"/api/v1/me/consents/{counted.pk}/receipt/").json()
    assert (receipt["sensitive"], receipt["spiCat"]) == (True, ["disability"])


@pytest.mark.parametrize("who", ["bo", "omar", "founder-of-north", "founder-of-south"])
def test_nobody_else_gets_it(north, who):
    consent = a_consent(north, "ines")
    browser = a_browser(who)
    for page in (where("ines", consent), where(who, consent)):
        for address in (f"{page}receipt.json", f"/api/v1{page}receipt/"):
            assert browser.get(address).status_code == 404, address
    with in_community(north.pk), as_learner("ines"):
        assert Consent.objects.count() == 1
