"""How often one may try: on every way in, counted in the real cache, and lifted while the cache is away."""

import pytest

from tests.accounts.factories import PASSWORD, a_browser, a_guarded_person, an_address, the_code
from tests.factories import a_person

pytestmark = pytest.mark.django_db


def tries_until_429(client, path, given, most=100):
    for number in range(1, most + 1):
        if client.post(path, given).status_code == 429:
            return number
    return None


def test_a_password_is_guessed_five_times_and_then_even_the_right_one_has_to_wait(client):
    a_person("ada")
    assert tries_until_429(client, "/account/login/", {"login": "ada", "password": "no"}) == 6
    assert client.post("/account/login/", {"login": "ada", "password": PASSWORD}).status_code == 429
    a_person("bo")
    a_browser("bo")


def test_an_unknown_name_is_limited_just_the_same(client):
    assert tries_until_429(client, "/account/login/", {"login": "nobody", "password": "no"}) == 6


def test_one_address_does_not_guess_at_many_names(client):
    answers = [client.post("/account/login/", {"login": f"name{n}", "password": "no"}).status_code for n in range(21)]
    assert answers == [422] * 20 + [429]


def test_a_class_signs_in_from_one_address():
    for number in range(30):
        a_person(f"learner{number}")
        a_browser(f"learner{number}")


def test_the_sign_in_page_is_limited(client):
    assert tries_until_429(client, "/account/login/", {}) == 91


def test_signing_up_is_limited(client):
    assert tries_until_429(client, "/account/signup/", {}) == 41


def test_asking_for_a_link_is_limited_whether_or_not_there_is_an_account(client):
    an_address(a_person("ada"), "ada@brook.example")
    assert tries_until_429(client, "/account/password/reset/", {"email": "ada@brook.example"}) == 6
    assert tries_until_429(client, "/account/password/reset/", {"email": "bo@brook.example"}) == 6


def test_links_are_not_guessed(client):
    ada = a_person("ada")
    assert tries_until_429(client, f"/account/password/reset/{ada.pk.hex}-a-b/", {}) == 21


def test_codes_are_guessed_five_times(client):
    _ada, secret, _codes = a_guarded_person("ada")
    client.post("/account/login/", {"login": "ada", "password": PASSWORD})
    assert tries_until_429(client, "/account/two-factor/code/", {"code": "12345678"}) == 6
    assert client.post("/account/two-factor/code/", {"code": the_code(secret)}).status_code == 429


def test_confirming_oneself_is_limited():
    a_person("ada")
    assert tries_until_429(a_browser("ada"), "/account/confirm/", {"password": "no"}) == 6
    a_guarded_person("bo")


def test_changing_the_password_is_limited():
    a_person("ada")
    assert tries_until_429(a_browser("ada"), "/account/password/change/", {"oldpassword": "no"}) == 6


def test_adding_addresses_is_limited():
    a_person("ada")
    assert tries_until_429(a_browser("ada"), "/account/email/", {"action_add": "", "email": "no"}) == 11


def test_with_a_dead_cache_one_still_signs_in(client, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    _ada, secret, _codes = a_guarded_person("ada")
    assert client.post("/account/login/", {"login": "ada", "password": "no"}).status_code == 422
    client.post("/account/login/", {"login": "ada", "password": PASSWORD})
    assert client.post("/account/two-factor/code/", {"code": the_code(secret)})["Location"] == "/me/"
    assert client.get("/me/account/").status_code == 200
