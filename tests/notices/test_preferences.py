"""The choices as a page and by the API."""

from datetime import time

import pytest
from django.db import IntegrityError, transaction

from notices.models import Preferences
from notices.queries import preferences
from tenancy.scope import as_person, in_community
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db
PAGE, API = "/me/notices/preferences/", "/api/v1/me/notices/preferences/"
FORM = {
    "mail-fire": "daily", "mail-bread": "never", "quiet_from": "21:30", "quiet_until": "06:45",
    "digest_hour": "8", "digest_weekday": "4",
}  # fmt: skip
JSON = {
    "mail": {"fire": "daily", "bread": "never"}, "quiet_from": "21:30:00", "quiet_until": "06:45:00",
    "digest_hour": 8, "digest_weekday": 4,
}  # fmt: skip


@pytest.fixture
def ann(client):
    person = a_member(a_community("north"), "ann").person
    client.force_login(person)
    return person


def kept(person):
    with as_person(person.pk):
        one = preferences()
        return one.mail, one.quiet_from, one.quiet_until, one.digest_hour, one.digest_weekday


CHOSEN = ({"fire": "daily", "bread": "never"}, time(21, 30), time(6, 45), 8, 4)


def test_what_is_chosen_on_the_page_is_kept_and_shown(client, ann):
    assert client.post(PAGE, FORM).status_code == 302
    assert kept(ann) == CHOSEN
    page = client.get(PAGE).content.decode()
    assert all(text in page for text in ('value="21:30"', '<option value="4" selected>Friday'))
    assert kept(a_person("bo")) == ({}, None, None, 17, 0)
    client.post(PAGE, {**FORM, "quiet_from": "", "quiet_until": ""})
    assert kept(ann)[1:3] == (None, None)


def test_what_is_chosen_by_the_api_is_kept_and_shown(client, ann):
    assert client.get(API).json()["mail"] == {"fire": "at_once", "bread": "daily"}
    assert client.put(API, JSON, content_type="application/json").json() == JSON
    assert kept(ann) == CHOSEN
    part = client.put(API, {**JSON, "mail": {"fire": "never"}}, content_type="application/json").json()
    assert part["mail"] == {"fire": "never", "bread": "never"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"quiet_until": ""},
        {"quiet_until": "21:30"},
        {"mail-fire": "hourly"},
        {"digest_hour": "24"},
        {"quiet_from": "25:00"},
    ],
)
def test_what_makes_no_sense_is_refused_on_the_page(client, ann, wrong):
    assert client.post(PAGE, {**FORM, **wrong}).status_code == 422
    assert kept(ann) == ({}, None, None, 17, 0)


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"quiet_until": None}, 409),
        ({"quiet_until": "21:30"}, 409),
        ({"mail": {"smoke": "daily"}}, 409),
        ({"mail": {"fire": "hourly"}}, 400),
        ({"digest_weekday": 7}, 400),
    ],
)
def test_what_makes_no_sense_is_refused_by_the_api(client, ann, wrong, status):
    assert client.put(API, {**JSON, **wrong}, content_type="application/json").status_code == status
    assert kept(ann) == ({}, None, None, 17, 0)


@pytest.mark.parametrize(
    "wrong", [{"quiet_from": time(1)}, {"digest_hour": 24}, {"quiet_from": time(1), "quiet_until": time(1)}]
)
def test_the_database_refuses_it_too(ann, wrong):
    with as_person(ann.pk), pytest.raises(IntegrityError), transaction.atomic():
        Preferences.objects.create(**wrong)


def test_a_community_sees_nobodys_choices(client, ann):
    client.post(PAGE, FORM)
    with in_community(ann.memberships.model._meta.get_field("community").related_model.objects.get(slug="north").pk):
        assert list(Preferences.objects.all()) == []


def test_the_page_says_whether_there_is_an_address(client, ann):
    assert "We know no e-mail address of yours" in client.get(PAGE).content.decode()
    ann.email = "ann@x.example"
    ann.save()
    assert "We know no e-mail address of yours" not in client.get(PAGE).content.decode()
    assert "At once, In the daily mail" in client.get("/me/account/").content.decode()
