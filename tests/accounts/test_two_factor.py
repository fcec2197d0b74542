import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.conf import settings as django_settings
from django.core.cache import cache

from tests.accounts.factories import PASSWORD, a_browser, a_guarded_person, an_address, the_code
from tests.factories import a_person

pytestmark = pytest.mark.django_db(transaction=True)
INDEX, APP, CODES = "/account/two-factor/", "/account/two-factor/app/", "/account/two-factor/recovery-codes/"


def confirm(browser, goal):
    """Show that it is oneself, when asked, and arrive."""
    asked = browser.get(goal)
    assert asked["Location"] == f"/account/confirm/?next={goal.replace('/', '%2F')}"
    assert browser.post(asked["Location"], {"password": "no"}).status_code == 422
    assert browser.post(asked["Location"], {"password": PASSWORD, "next": goal})["Location"] == goal
    return browser.get(goal)


def test_a_person_switches_two_factor_sign_in_on_and_is_asked_for_a_code_from_then_on(client, mailbox):
    ada = a_person("ada", language="es")
    an_address(ada, "ada@brook.example")
    browser = a_browser("ada")
    assert browser.get(INDEX).status_code == 200
    page = confirm(browser, APP).content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)[1]
    assert 'src="data:image/svg+xml;base64,' in page
    assert browser.post(APP, {"code": "000000"}).status_code == 422
    assert browser.post(APP, {"code": the_code(secret)})["Location"] == CODES
    page = browser.get(CODES).content.decode()
    codes = re.findall(r"<code>(\d{8})</code>", page)
    assert len(codes) == 10
    assert browser.get("/account/two-factor/recovery-codes/file/").content.decode().split() == codes
    assert len(mailbox()) == 1

    client.post("/account/login/", {"login": "ada", "password": PASSWORD})
    assert client.get("/me/account/").status_code == 302, "the password alone is not enough"
    assert client.get("/account/two-factor/code/").status_code == 200
    assert client.post("/account/two-factor/code/", {"code": "123456"}).status_code == 422
    answer = client.post("/account/two-factor/code/", {"code": the_code(secret)})
    assert answer["Location"] == "/me/"
    assert client.cookies[django_settings.LANGUAGE_COOKIE_NAME].value == "es"


def test_a_code_works_once(client):
    ada, secret, _codes = a_guarded_person("ada")
    now = datetime(2026, 11, 25, 12, 0, 5, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        code = the_code(secret)
    for later, browser, status in ((29, client, 302), (50, type(client)(), 422)):
        with time_machine.travel(now + timedelta(seconds=later), tick=False):
            browser.post("/account/login/", {"login": "ada", "password": PASSWORD})
            assert browser.post("/account/two-factor/code/", {"code": code}).status_code == status
        cache.delete(f"allauth.mfa.totp.used?user={ada.pk}&code={code}")  # as by its own hour after half a minute


def test_a_recovery_code_stands_in_for_the_phone_once(client):
    _ada, _secret, codes = a_guarded_person("ada")
    for browser, status in ((client, 302), (type(client)(), 422)):
        browser.post("/account/login/", {"login": "ada", "password": PASSWORD})
        assert browser.post("/account/two-factor/code/", {"code": codes[0]}).status_code == status


def test_a_sign_in_can_be_left_half_way(client):
    a_guarded_person("ada")
    client.post("/account/login/", {"login": "ada", "password": PASSWORD})
    assert client.post("/account/logout/", {"next": "/account/login/"})["Location"] == "/account/login/"
    assert client.get("/account/two-factor/code/")["Location"] == "/account/login/"


def test_new_recovery_codes_replace_the_old_and_switching_off_ends_them():
    ada, secret, codes = a_guarded_person("ada")
    browser = type_in("ada", secret)
    goal = "/account/two-factor/recovery-codes/new/"
    confirm(browser, goal)
    assert browser.post(goal)["Location"] == CODES
    assert not set(codes) & set(re.findall(r"<code>(\d{8})</code>", browser.get(CODES).content.decode()))
    assert browser.get("/account/two-factor/app/remove/").status_code == 200
    assert browser.post("/account/two-factor/app/remove/")["Location"] == INDEX
    assert Authenticator.objects.filter(user=ada).count() == 0
    a_browser("ada")


def type_in(username, secret):
    from django.test import Client

    browser = Client()
    browser.post("/account/login/", {"login": username, "password": PASSWORD})
    browser.post("/account/two-factor/code/", {"code": the_code(secret)})
    return browser


def test_with_two_factor_sign_in_one_confirms_by_password_or_code():
    _ada, secret, codes = a_guarded_person("ada")
    browser = type_in("ada", secret)
    page = browser.get("/account/confirm/?next=/account/two-factor/recovery-codes/").content.decode()
    assert "/account/two-factor/confirm/?next=%2Faccount%2Ftwo-factor%2Frecovery-codes%2F" in page
    answer = browser.post("/account/two-factor/confirm/", {"code": codes[3], "next": CODES})
    assert answer["Location"] == CODES
    assert browser.get(CODES).status_code == 200


def test_secrets_are_not_readable_in_the_database():
    ada, secret, codes = a_guarded_person("ada")
    stored = str(list(Authenticator.objects.filter(user=ada).values_list("data", flat=True)))
    assert secret not in stored
    assert not any(code in stored for code in codes)


def test_secrets_survive_a_new_key_and_an_installation_without_its_key_lets_nobody_in(settings, client):
    _ada, secret, codes = a_guarded_person("ada")
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key of fair length, for the test alone", [old]
    client.post("/account/login/", {"login": "ada", "password": PASSWORD})
    assert client.post("/account/two-factor/code/", {"code": the_code(secret)}).status_code == 302
    settings.SECRET_KEY_FALLBACKS = []
    client.logout()
    client.post("/account/login/", {"login": "ada", "password": PASSWORD})
    assert client.post("/account/two-factor/code/", {"code": codes[0]}).status_code == 422
