"""Every page of sign-in is our own, with one heading and one main thing to do."""

import re

import pytest
from allauth.account.models import EmailConfirmationHMAC

from accounts.sign_in import pages
from tests.accounts.factories import PASSWORD, a_browser, a_guarded_person, an_address
from tests.factories import a_person

pytestmark = pytest.mark.django_db
FOR_ANYONE = ["login", "signup", "inactive", "password/reset", "password/reset/sent", "password/reset/done"]
FOR_ME = [
    "logout", "confirm", "email", "password/change", "two-factor", "two-factor/app", "two-factor/recovery-codes/new",
]  # fmt: skip
LINKS = ["email/not-a-key", "password/reset/abc-def-ghi"]


def check(answer):
    assert answer.status_code == 200
    theirs = [t.origin.name for t in answer.templates if "site-packages/allauth" in str(t.origin)]
    assert theirs == []
    page = answer.content.decode()
    assert len(re.findall("<h1", page)) == 1
    assert page.count("button main") <= 1
    assert not re.findall(r"\son\w+=|style=", page)
    return page


@pytest.mark.parametrize("page", [*FOR_ANYONE, *LINKS])
def test_pages_for_anyone(client, page):
    check(client.get(f"/account/{page}/"))


@pytest.mark.parametrize("page", FOR_ME)
def test_pages_of_ones_own(client, page):
    assert client.get(f"/account/{page}/").status_code == 302
    a_person("ada")
    browser = a_browser("ada")
    browser.post("/account/confirm/", {"password": PASSWORD})
    check(browser.get(f"/account/{page}/"))


@pytest.mark.parametrize("page", ["two-factor/app/remove", "two-factor/recovery-codes", "two-factor/confirm"])
def test_pages_of_two_factor_sign_in(client, page):
    _ada, _secret, codes = a_guarded_person("ada")
    client.post("/account/login/", {"login": "ada", "password": PASSWORD})
    check(client.get("/account/two-factor/code/"))
    client.post("/account/two-factor/code/", {"code": codes[0]})
    client.post("/account/confirm/", {"password": PASSWORD})
    check(client.get(f"/account/{page}/"))


def test_the_pages_behind_links_in_letters(client):
    address = an_address(a_person("ada"), "ada@brook.example", verified=False)
    check(client.get(f"/account/email/{EmailConfirmationHMAC(address).key}/"))


def test_no_page_is_left_out():
    seen = {
        *FOR_ANYONE,
        *FOR_ME,
        "two-factor/app/remove",
        "two-factor/recovery-codes",
        "two-factor/confirm",
        "two-factor/code",
    }
    elsewhere = {"password/set", "two-factor/recovery-codes/file"}  # test_passwords, test_two_factor
    plain = {str(p.pattern).removeprefix("account/").rstrip("/") for p in pages if "<" not in str(p.pattern)}
    assert plain == seen | elsewhere
