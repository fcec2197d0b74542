import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.utils import translation

from accounts.actions import create_person
from accounts.models import Person
from communities.keys import make_key
from communities.models import Membership
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.accounts.factories import PASSWORD, a_browser, an_address
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db


def test_the_account_page_shows_each_thing_as_it_is():
    ada = a_person("ada", name="Ada Brook", time_zone="Europe/Warsaw")
    an_address(ada, "ada@brook.example", verified=False)
    rows = {one["row"].url_name: one["now"] for one in a_browser("ada").get("/me/account/").context["rows"]}
    assert rows == {
        "accounts-details": "Ada Brook · English · Europe/Warsaw",
        "account_email": "ada@brook.example, not confirmed yet",
        "account_change_password": "Set",
        "mfa_index": "Off",
        "accounts-sessions": "Signed in on 1 device",
        "identity-me": "None joined. If you have a second account, nothing of it is lost by joining.",
        "keys-list": "None",
        "mydata-home": "To take with you, or to erase for good",
        "notices-preferences": "At once, In the daily mail",
    }


def test_a_person_changes_name_language_and_time_zone():
    a_person("ada")
    browser = a_browser("ada")
    assert browser.get("/me/account/details/").status_code == 200
    given = {"name": "Ada B.", "language": "es", "time_zone": "Asia/Amman"}
    answer = browser.post("/me/account/details/", given)
    assert answer["Location"] == "/me/account/"
    assert browser.cookies[django_settings.LANGUAGE_COOKIE_NAME].value == "es"
    ada = Person.objects.get(username="ada")
    assert (ada.name, ada.language, ada.time_zone) == ("Ada B.", "es", "Asia/Amman")
    for wrong in ({"language": "tlh"}, {"time_zone": "Mars/Olympus"}, {"name": "x" * 151}):
        assert browser.post("/me/account/details/", {**given, **wrong}).status_code == 422


def test_programs_read_and_change_the_same():
    a_person("ada", name="Ada")
    a_person("bo", name="Bo")
    browser = a_browser("ada")
    assert browser.get("/api/v1/me/").json() == {
        "id": str(Person.objects.get(username="ada").pk),
        "username": "ada",
        "name": "Ada",
        "email": "",
        "language": "en",
        "time_zone": "UTC",
        "two_factor": False,
    }
    changed = browser.patch("/api/v1/me/", {"time_zone": "Asia/Amman"}, content_type="application/json")
    assert (changed.status_code, changed.json()["time_zone"], changed.json()["name"]) == (200, "Asia/Amman", "Ada")
    refused = browser.patch("/api/v1/me/", {"language": "tlh"}, content_type="application/json")
    assert refused.status_code == 409
    assert Person.objects.get(username="bo").time_zone == "UTC"


def test_closing_the_account_asks_first_and_ends_what_is_open(client):
    north = a_community("north")
    ada = a_member(north, "ada").person
    _key, secret = make_key(ada, name="clock")
    here, there = a_browser("ada"), a_browser("ada")
    assert here.get("/me/account/close/")["Location"] == "/account/confirm/?next=%2Fme%2Faccount%2Fclose%2F"
    assert here.post("/me/account/close/").status_code == 302
    ada.refresh_from_db()
    assert ada.is_active, "not without showing that it is oneself"
    here.post("/account/confirm/", {"password": PASSWORD, "next": "/me/account/close/"})
    assert here.get("/me/account/close/").status_code == 200
    assert here.post("/me/account/close/")["Location"] == "/"
    ada.refresh_from_db()
    assert not ada.is_active
    assert [browser.get("/me/account/").status_code for browser in (here, there)] == [302, 302]
    assert client.get("/api/v1/me/", headers={"authorization": f"Bearer {secret}"}).status_code == 401
    with in_community(north.pk):
        assert Membership.objects.get(person=ada).is_live, "what the community recorded stays"


def close(browser):
    browser.post("/account/confirm/", {"password": PASSWORD})
    return browser.post("/me/account/close/")


def test_whoever_runs_the_server_opens_a_closed_account_again(capsys):
    a_person("ada", is_active=False)
    a_person("bo", is_active=False)
    for said in ("ada can sign in again.", "The account of ada is open. Nothing was changed."):
        call_command("reopen_account", "ADA")
        assert capsys.readouterr().out.strip() == said
    a_browser("ada")
    assert not Person.objects.get(username="bo").is_active
    with pytest.raises(CommandError, match="no account"):
        call_command("reopen_account", "cy")


def test_the_last_who_keeps_the_keys_of_a_place_hands_them_over_first():
    ada = a_person("ada")
    north, south = a_community("north", founder=ada), a_community("south")
    a_member(south, "ada")
    browser = a_browser("ada")
    answer = close(browser)
    assert answer.status_code == 409
    assert "North: ada is the last who keeps the keys" in answer.content.decode()
    assert browser.get("/me/account/").status_code == 200
    a_member(north, "bo", "administrator")
    assert close(browser).status_code == 302
    for community, is_live in ((north, False), (south, True)):
        with in_community(community.pk):
            assert Membership.objects.get(person=ada).is_live == is_live


def add(browser, email):
    browser.post("/account/confirm/", {"password": PASSWORD})
    return browser.post("/account/email/", {"action_add": "", "email": email}, follow=True)


def test_the_persons_email_follows_the_confirmed_main_address(mailbox):
    ada = a_person("ada")
    browser = a_browser("ada")
    assert "No address yet" in browser.get("/account/email/").content.decode()
    for email in ("ada@brook.example", "ada@mill.example"):
        assert add(browser, email).status_code == 200

    def now():
        ada.refresh_from_db()
        return ada.email

    def do(action, email):
        return browser.post("/account/email/", {action: "", "email": email})

    assert now() == ""
    for link in [line for letter in mailbox() for line in letter.splitlines() if line.startswith("http://testserver/")]:
        browser.post(link.removeprefix("http://testserver"))
    assert now() == "ada@brook.example"
    do("action_primary", "ada@mill.example")
    assert now() == "ada@mill.example"
    do("action_remove", "ada@mill.example")
    assert now() == "ada@mill.example", "the main one stays while there is another"
    do("action_primary", "ada@brook.example")
    do("action_remove", "ada@mill.example")
    do("action_remove", "ada@brook.example")
    assert now() == ""
    assert EmailAddress.objects.count() == 0


def test_adding_an_address_does_not_tell_whether_it_has_an_account(mailbox):
    an_address(a_person("bo"), "bo@brook.example")
    a_person("ada")
    taken = add(a_browser("ada"), "bo@brook.example")
    assert taken.status_code == 200
    assert "We have sent a letter to bo@brook.example" in taken.content.decode()


def test_a_form_without_a_good_address_is_shown_again():
    a_person("ada")
    browser = a_browser("ada")
    assert browser.post("/account/email/", {"action_add": "", "email": "nowhere"}).status_code == 422


def test_letters_about_the_account_go_to_confirmed_addresses_alone(mailbox):
    an_address(a_person("ada"), "ada@brook.example", verified=False)
    new = {"oldpassword": PASSWORD, "password1": "the-heron-waits", "password2": "the-heron-waits"}
    a_browser("ada").post("/account/password/change/", new)
    assert mailbox() == []


def test_making_a_person_refuses_what_is_taken():
    create_person("ada", password=PASSWORD, email="Ada@Brook.example")
    assert Person.objects.get(username="ada").email == "ada@brook.example"
    with translation.override("en"), pytest.raises(Refused, match="user name"):
        create_person("ADA")
    with translation.override("en"), pytest.raises(Refused, match="e-mail"):
        create_person("bo", email="ada@brook.example")
    assert not create_person("cy").has_usable_password()


def test_the_address_without_a_page_leads_to_the_account(client):
    assert client.get("/account/")["Location"] == "/me/account/"
