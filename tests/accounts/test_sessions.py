import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.accounts.factories import a_browser
from tests.factories import a_person

pytestmark = pytest.mark.django_db
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1"


def is_in(browser):
    return browser.get("/me/account/").status_code == 200


def test_the_list_names_each_device_and_marks_this_one():
    a_person("ada")
    a_browser("ada")
    here = a_browser("ada", user_agent=IPHONE)
    shown = here.get("/me/sessions/").context["sessions"]
    assert [(one.device, one.is_handheld, one.is_current) for one in shown] == [
        ("Safari on iPhone", True, True),
        ("Firefox on Android", True, False),
    ]
    assert [one["device"] for one in here.get("/api/v1/me/sessions/").json()] == [
        "Safari on iPhone",
        "Firefox on Android",
    ]


def test_signing_out_everywhere_else_ends_the_other_sessions_and_nobody_elses():
    a_person("ada"), a_person("bo")
    here, there, far, stranger = a_browser("ada"), a_browser("ada"), a_browser("ada"), a_browser("bo")
    assert here.get("/me/sessions/end/").status_code == 405
    assert here.post("/me/sessions/end/")["Location"] == "/me/sessions/"
    assert [is_in(browser) for browser in (here, there, far, stranger)] == [True, False, False, True]
    assert Session.objects.count() == 2


def test_one_device_is_signed_out():
    a_person("ada")
    here, there, far = a_browser("ada"), a_browser("ada"), a_browser("ada")
    [mine] = [one for one in there.get("/me/sessions/").context["sessions"] if one.is_current]
    assert here.post(f"/me/sessions/{mine.id}/end/").status_code == 302
    assert [is_in(browser) for browser in (here, there, far)] == [True, False, True]
    assert here.post(f"/me/sessions/{mine.id}/end/").status_code == 404


def test_nobody_ends_a_session_of_somebody_else():
    a_person("ada"), a_person("bo")
    here, stranger = a_browser("ada"), a_browser("bo")
    [theirs] = here.get("/me/sessions/").context["sessions"]
    assert stranger.post(f"/me/sessions/{theirs.id}/end/").status_code == 404
    assert stranger.delete(f"/api/v1/me/sessions/{theirs.id}/").status_code == 404
    assert is_in(here)


def test_programs_end_sessions_too():
    a_person("ada")
    here, there, far = a_browser("ada"), a_browser("ada"), a_browser("ada")
    ids = [one["id"] for one in here.get("/api/v1/me/sessions/").json() if not one["is_current"]]
    assert here.delete(f"/api/v1/me/sessions/{ids[0]}/").status_code == 204
    assert [is_in(browser) for browser in (here, there, far)].count(True) == 2
    assert here.delete("/api/v1/me/sessions/").status_code == 204
    assert [is_in(browser) for browser in (here, there, far)] == [True, False, False]


@pytest.mark.parametrize(
    "path", ["/me/account/", "/me/account/details/", "/me/account/close/", "/me/sessions/", "/me/keys/"]
)
def test_strangers_are_asked_to_sign_in(client, path):
    assert client.get(path)["Location"] == f"/account/login/?next={path}"


@pytest.mark.parametrize("path", ["/api/v1/me/", "/api/v1/me/sessions/", "/api/v1/me/keys/"])
def test_programs_of_strangers_are_refused(client, path):
    assert client.get(path).status_code == 401


@pytest.mark.parametrize("path", ["/me/sessions/", "/api/v1/me/sessions/", "/me/account/"])
def test_a_list_of_thirty_takes_as_many_queries_as_one_of_one(path):
    a_person("ada")
    here = a_browser("ada")
    counts = []
    for more in (0, 29):
        for _ in range(more):
            a_browser("ada")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert here.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
