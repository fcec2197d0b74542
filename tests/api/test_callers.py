"""Who may call, and how often."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.throttling import SimpleRateThrottle

from communities.models import ApiKey
from communities.tokens import hash_of
from tests.factories import a_person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.urls")]
NOTES = "/api/v1/c/north/notes/"


@pytest.fixture
def caller(ann):
    """A program without session or cookies."""
    return Client(raise_request_exception=False)


def a_key(secret="rz-secret", **fields):
    return ApiKey.objects.create(
        person=a_person("ann"), key_hash=hash_of(secret), **{"scopes": ["read", "write"], **fields}
    )


def bearer(secret="rz-secret"):
    return {"Authorization": f"Bearer {secret}"}


def post(caller, headers):
    return caller.post(NOTES, {"name": "one"}, "application/json", headers=headers)


def test_nobody_is_asked_to_sign_in(caller):
    response = caller.get(NOTES)
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")
    assert response.json()["type"] == "/problems/not-authenticated/"


def test_a_live_key_stands_for_its_person(caller, north, names):
    a_key()
    assert caller.get(NOTES, headers=bearer()).status_code == 200
    assert post(caller, bearer()).status_code == 201
    assert names(north) == ["one"]


@pytest.mark.parametrize(
    "fields",
    [
        {"revoked_at": timezone.now()},
        {"expires_at": timezone.now() - timedelta(seconds=1)},
        {"key_hash": hash_of("another")},
    ],
)
@pytest.mark.parametrize("signed_in", [False, True])
def test_a_dead_key_opens_nothing_even_beside_a_session(caller, ann, north, names, fields, signed_in):
    key = a_key()
    ApiKey.objects.filter(pk=key.pk).update(**fields)
    response = post(ann if signed_in else caller, bearer())
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")
    assert names(north) == []


def test_the_key_of_a_person_who_is_not_active_opens_nothing(caller):
    key = a_key()
    key.person.is_active = False
    key.person.save()
    assert caller.get(NOTES, headers=bearer()).status_code == 401


def test_a_reading_key_does_not_write(caller, north, names):
    a_key(scopes=["read"])
    assert caller.get(NOTES, headers=bearer()).status_code == 200
    refused = post(caller, bearer())
    assert (refused.status_code, refused.json()["detail"]) == (403, "This key may only read.")
    assert names(north) == []


def test_a_key_bound_to_a_community_opens_no_other(caller, north, south, names):
    a_key(community=north)
    assert caller.get(NOTES, headers=bearer()).status_code == 200
    assert caller.get("/api/v1/c/south/notes/", headers=bearer()).status_code == 403
    assert caller.get("/api/v1/me/", headers=bearer()).status_code == 403


def test_a_key_opens_no_pages(caller):
    a_key()
    assert caller.post("/c/north/note/", {"name": "one"}, headers=bearer()).status_code == 302


def test_a_session_writes_with_its_csrf_token_alone(north, names, ann):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(a_person("ann"))
    assert post(strict, {}).status_code == 403
    strict.cookies["csrftoken"] = "a" * 32
    assert post(strict, {"X-CSRFToken": "a" * 32}).status_code == 201
    assert names(north) == ["one"]


def test_a_key_needs_no_csrf_token(ann, north, names):
    a_key()
    strict = Client(enforce_csrf_checks=True)
    assert post(strict, bearer()).status_code == 201


def test_who_calls_too_often_waits(ann, caller, monkeypatch):
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"caller": "3/min", "anonymous": "2/min"})
    monkeypatch.setattr("time.time", lambda: 60 * 1000.0)
    assert [ann.get(NOTES).status_code for _ in range(4)] == [200, 200, 200, 429]
    told = ann.get(NOTES)
    assert (told["Retry-After"], told.json()["type"]) == ("61", "/problems/throttled/")
    assert [caller.get("/api/v1/schema/").status_code for _ in range(3)] == [200, 200, 429]
    elsewhere = caller.get("/api/v1/schema/", headers={"X-Forwarded-For": "10.1.2.3"})
    assert elsewhere.status_code == 429  # no proxy is trusted to say so
    monkeypatch.setattr("time.time", lambda: 60 * 1001.0)
    assert ann.get(NOTES).status_code == 200
