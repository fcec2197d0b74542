import pytest
from django.conf import settings as django_settings
from django.db import IntegrityError, transaction

from accounts.models import Person
from tests.accounts.factories import PASSWORD, a_browser, an_address
from tests.factories import a_person

pytestmark = pytest.mark.django_db


def signed_in(client):
    return client.get("/me/account/").status_code == 200


@pytest.mark.parametrize("login", ["Ada", "ada", "ADA", "ada@brook.example", "Ada@Brook.EXAMPLE"])
def test_a_person_signs_in_by_user_name_or_email_in_any_case(client, login):
    an_address(a_person("Ada"), "ada@brook.example")
    answer = client.post("/account/login/", {"login": login, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert signed_in(client)


def test_signing_in_leads_to_where_one_was_going(client):
    a_person("ada")
    asked = client.get("/me/account/")
    assert asked["Location"] == "/account/login/?next=/me/account/"
    page = client.get(asked["Location"])
    assert 'name="next" value="/me/account/"' in page.content.decode()
    answer = client.post("/account/login/", {"login": "ada", "password": PASSWORD, "next": "/me/account/"})
    assert answer["Location"] == "/me/account/"


def test_signing_in_never_leads_elsewhere(client):
    a_person("ada")
    answer = client.post("/account/login/", {"login": "ada", "password": PASSWORD, "next": "https://evil.example/"})
    assert answer["Location"] == "/me/"


def test_a_wrong_password_is_told_as_an_unknown_name_is(client):
    a_person("ada")
    wrong = client.post("/account/login/", {"login": "ada", "password": "no"})
    unknown = client.post("/account/login/", {"login": "bo", "password": "no"})
    by_mail = client.post("/account/login/", {"login": "bo@brook.example", "password": "no"})
    assert {wrong.status_code, unknown.status_code, by_mail.status_code} == {422}
    assert wrong.context["form"].errors == unknown.context["form"].errors == by_mail.context["form"].errors
    assert not signed_in(client)


def test_a_closed_account_is_not_let_in(client):
    a_person("ada", is_active=False)
    assert client.post("/account/login/", {"login": "ada", "password": PASSWORD})["Location"] == "/account/inactive/"
    assert client.get("/account/inactive/").status_code == 200
    assert not signed_in(client)


def test_on_signing_in_the_pages_speak_the_persons_language(client):
    a_person("ada", language="es")
    assert client.get("/").headers["Content-Language"] == "en"
    client.post("/account/login/", {"login": "ada", "password": PASSWORD})
    assert client.cookies[django_settings.LANGUAGE_COOKIE_NAME].value == "es"
    assert client.get("/").headers["Content-Language"] == "es"


def test_the_language_chosen_on_a_page_is_kept_with_the_person(client):
    a_person("ada")
    browser = a_browser("ada")
    browser.post("/language/", {"language": "es", "next": "/"})
    assert Person.objects.get(username="ada").language == "es"
    assert client.post("/language/", {"language": "es", "next": "/"}).status_code == 302, "strangers choose one too"


def test_signing_out_takes_a_post(client):
    a_person("ada")
    browser = a_browser("ada")
    assert browser.get("/account/logout/").status_code == 200
    assert signed_in(browser)
    assert browser.post("/account/logout/")["Location"] == "/"
    assert not signed_in(browser)


def test_staying_signed_in_is_asked_for(client):
    a_person("ada")
    client.post("/account/login/", {"login": "ada", "password": PASSWORD})
    assert client.cookies["sessionid"]["max-age"] == ""
    client.logout()
    client.post("/account/login/", {"login": "ada", "password": PASSWORD, "remember": "on"})
    assert client.cookies["sessionid"]["max-age"] == django_settings.SESSION_COOKIE_AGE


def test_nobody_is_superuser():
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(username="root", is_superuser=True)
    ada = a_person("ada")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=ada.pk).update(is_superuser=True)
    assert ada.is_staff is False


def test_user_names_are_unique_whatever_their_case():
    a_person("ada")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(username="ADA")


@pytest.mark.parametrize(
    "path",
    [
        "account/login/code/", "account/login/code/confirm/", "account/phone/verify/", "account/signup/passkey/",
        "account/confirm-email/", "account/2fa/webauthn/", "account/two-factor/webauthn/", "account/3rdparty/",
        "account/social/login/cancelled/", "account/sessions/", "accounts/login/", "account/two-factor/trust/",
    ],
)  # fmt: skip
def test_what_is_not_offered_is_not_there(client, path):
    assert client.get(f"/{path}").status_code == 404
    a_person("ada")
    assert a_browser("ada").get(f"/{path}").status_code == 404
