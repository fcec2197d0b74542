"""A word that nobody may give: past its date, or by a child who is too young to be asked. By page and by programs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learners.consents.models import Consent
from tenancy.scope import as_person
from tests.accounts.factories import a_browser
from tests.consents.factories import a_consent, born, say, shared
from tests.factories import a_community, a_person
from tests.learners.factories import a_guardianship

pytestmark = pytest.mark.django_db
SEND = {"content_type": "application/json"}
ABOUT = {"community": "north", "purpose": "contact", "covers": ["languages"], "days": 9}


@pytest.fixture
def north():
    """Marta looks after ines; omar looks after bo in the south, who agreed to the same there."""
    north, south = a_community("north", country="IE"), a_community("south", country="IE")
    a_guardianship(north, "marta", "ines")
    a_guardianship(south, "omar", "bo")
    for child in ("ines", "bo"):
        say(child, interests="Boats", languages="Irish")
    a_consent(south, "bo")
    return north


def aged(place, child, years):
    born(place, child, timezone.localdate() - timedelta(days=years * 366))


def refused(username, address, **given):
    """What page and API say; both must refuse."""
    browser = a_browser(username)
    page = browser.post(address, given)
    answer = browser.post(f"/api/v1{address}", given, **SEND)
    assert (page.status_code, answer.status_code) == (422, 409), (page.status_code, answer.text)
    return page.text, answer.json()["detail"]


@pytest.mark.parametrize("who", ["ines", "marta"])
def test_past_its_date_nobody_adds_a_word(north, who):
    aged(north, "ines", 10)
    waits = a_consent(north, "ines", guardian="" if who == "marta" else "marta")
    with as_person(a_person("ines").pk):
        past = timezone.now() - timedelta(days=40)
        words = {name: past for name in ("own_at", "guardian_at") if getattr(waits, name)}
        Consent.objects.update(given_at=past, expires_at=past + timedelta(days=30), **words)
    start = "/me/" if who == "ines" else f"/me/children/{a_person('ines').pk}/"
    assert all("past its date" in told for told in refused(who, f"{start}consents/{waits.pk}/agree/"))
    page = a_browser(who).get(f"{start}consents/{waits.pk}/").text
    assert ("Past its date" in page, "Take this consent back?" in page) == (True, False)  # what is over is not ended
    with as_person(a_person("ines").pk):
        assert not Consent.objects.get().holds
    assert shared(north) == []


def test_under_the_age_of_assent_a_child_neither_agrees_nor_gives_a_consent(north):
    aged(north, "ines", 6)
    given = a_consent(north, "ines", guardian="marta")
    assert all("your guardian decides" in told for told in refused("ines", f"/me/consents/{given.pk}/agree/"))
    browser = a_browser("ines")
    page = browser.post(
        "/me/consents/new/?community=north&purpose=contact", {"fields_agreed": ["languages"], "days": 92}
    )
    assert (page.status_code, "your guardian decides" in page.text) == (422, True)
    answer = browser.post("/api/v1/me/consents/", ABOUT, **SEND)
    assert (answer.status_code, "your guardian decides" in answer.json()["detail"]) == (409, True)
    with as_person(a_person("ines").pk):
        assert [(one.purpose, one.own_at) for one in Consent.objects.all()] == [("teaching", None)]
