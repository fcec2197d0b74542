import re

import pytest
from allauth.account.models import EmailAddress

from accounts.models import Person
from tests.accounts.factories import a_browser, an_address
from tests.factories import a_person

pytestmark = pytest.mark.django_db
GIVEN = {"username": "Bo", "name": "Bo Vane", "password1": "a-quiet-river"}


def test_an_account_needs_no_email(client):
    answer = client.post(
        "/account/signup/", {**GIVEN, "time_zone": "Africa/Nairobi"}, headers={"accept-language": "es"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    bo = Person.objects.get(username="Bo")
    assert (bo.name, bo.email, bo.language, bo.time_zone) == ("Bo Vane", "", "es", "Africa/Nairobi")
    assert client.get("/me/account/").status_code == 200


def test_what_the_browser_says_of_its_time_zone_is_not_believed_blindly(client):
    client.post("/account/signup/", {**GIVEN, "time_zone": "Mars/Olympus"})
    assert Person.objects.get(username="Bo").time_zone == "UTC"


def test_an_address_counts_once_it_is_confirmed(client, mailbox):
    client.post("/account/signup/", {**GIVEN, "email": "Bo@Brook.example"}, headers={"accept-language": "en"})
    bo = Person.objects.get(username="Bo")
    assert bo.email == ""
    letters = mailbox()
    assert len(letters) == 1
    assert "To: bo@brook.example" in letters[0]
    link = re.search(r"http://testserver(/account/email/\S+)", letters[0])[1]
    assert "The account “Bo” wants to use bo@brook.example" in client.get(link).content.decode()
    bo.refresh_from_db()
    assert bo.email == "", "reading the page changes nothing: mail scanners open links"
    client.post(link)
    bo.refresh_from_db()
    assert bo.email == "bo@brook.example"
    assert "no longer works" in client.get(link).content.decode()


def test_signing_up_does_not_tell_whether_an_address_has_an_account(client, mailbox):
    an_address(a_person("ada"), "ada@brook.example")
    taken = client.post("/account/signup/", {**GIVEN, "email": "ada@brook.example"})
    client.logout()
    free = client.post("/account/signup/", {**GIVEN, "username": "Cy", "email": "cy@brook.example"})
    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"]) == (302, "/me/")
    assert sorted(letter.splitlines()[2] for letter in mailbox()) == ["Subject: Is this address yours?"] * 2
    assert EmailAddress.objects.filter(email="ada@brook.example", verified=True).get().user.username == "ada"
    a_browser("ada@brook.example")  # the address still opens its owner's account


def test_an_address_is_confirmed_for_one_account_alone(client, mailbox):
    an_address(a_person("ada"), "ada@brook.example")
    client.post("/account/signup/", {**GIVEN, "email": "ada@brook.example"})
    link = re.search(r"http://testserver(/account/email/\S+)", mailbox()[0])[1]
    assert "This address can’t be confirmed" in client.get(link).content.decode()
    client.post(link)
    assert Person.objects.get(username="Bo").email == ""


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"username": "ADA"}, "username"),
        ({"username": "bo@brook.example"}, "username"),
        ({"username": "bo vane"}, "username"),
        ({"password1": "short"}, "password1"),
        ({"password1": "password"}, "password1"),
        ({"email": "nowhere"}, "email"),
    ],
)
def test_a_form_that_does_not_do_is_shown_again(client, given, field):
    a_person("ada")
    answer = client.post("/account/signup/", {**GIVEN, **given})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert Person.objects.filter(username="Bo").count() == 0
