import re

import pytest

from tests.accounts.factories import PASSWORD, a_browser, an_address
from tests.factories import a_person

pytestmark = pytest.mark.django_db
NEW = "the-heron-waits"


def ask(client, email):
    return client.post("/account/password/reset/", {"email": email})


def test_a_forgotten_password_is_replaced_by_a_link_in_the_persons_language(client, mailbox):
    ada = a_person("ada", language="es", name="Ada Brook")
    an_address(ada, "ada@brook.example")
    elsewhere = a_browser("ada")
    assert ask(client, "ADA@brook.example")["Location"] == "/account/password/reset/sent/"
    assert client.get("/account/password/reset/sent/").status_code == 200
    [letter] = mailbox()
    assert "To: ada@brook.example" in letter
    assert "Ada Brook" in letter
    assert "ada" in letter
    link = re.search(r"http://testserver(/account/password/reset/\S+)", letter)[1]
    form = client.get(link, follow=True)
    page = form.redirect_chain[-1][0]
    assert page.endswith("-set-password/"), "the key leaves the address bar"
    answer = client.post(page, {"password1": NEW, "password2": "other"})
    assert answer.status_code == 422
    answer = client.post(page, {"password1": NEW, "password2": NEW}, follow=True)
    assert answer.redirect_chain == [("/account/password/reset/done/", 302)]
    assert client.post("/account/login/", {"login": "ada", "password": PASSWORD}).status_code == 422
    a_browser("ada", NEW)
    assert elsewhere.get("/me/account/").status_code == 302, "whoever knew the old one is out"
    assert len(mailbox()) == 2
    assert "no longer works" in client.get(link).content.decode(), "a link works once"


def test_asking_for_a_link_does_not_tell_whether_there_is_an_account(client, mailbox):
    an_address(a_person("ada"), "ada@brook.example")
    known, unknown = ask(client, "ada@brook.example"), ask(client, "bo@brook.example")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert known.content == unknown.content
    subjects = [line for letter in mailbox() for line in letter.splitlines() if line.startswith("Subject")]
    assert subjects == ["Subject: Choose a new password", "Subject: No account has this address"]


def test_a_closed_account_gets_no_link(client, mailbox):
    an_address(a_person("ada", is_active=False), "ada@brook.example")
    ask(client, "ada@brook.example")
    assert [letter.splitlines()[2] for letter in mailbox()] == ["Subject: No account has this address"]


def test_an_invented_link_does_nothing(client):
    ada = a_person("ada")
    page = client.get(f"/account/password/reset/{ada.pk.hex}-abc-def/")
    assert "no longer works" in page.content.decode()


def test_changing_the_password_signs_out_the_other_devices(client, mailbox):
    ada = a_person("ada")
    an_address(ada, "ada@brook.example")
    here, there = a_browser("ada"), a_browser("ada")
    given = {"oldpassword": "no", "password1": NEW, "password2": NEW}
    assert here.post("/account/password/change/", given).status_code == 422
    answer = here.post("/account/password/change/", {**given, "oldpassword": PASSWORD})
    assert answer["Location"] == "/me/account/"
    assert here.get("/me/account/").status_code == 200
    assert there.get("/me/account/").status_code == 302
    assert [letter.splitlines()[2] for letter in mailbox()] == ["Subject: Your password was changed"]


def test_a_person_without_a_password_chooses_one(client):
    ada = a_person("ada")
    ada.set_unusable_password()
    ada.save()
    client.force_login(ada)
    assert client.get("/account/password/change/")["Location"] == "/account/password/set/"
    assert client.get("/account/password/set/").status_code == 200
    client.post("/account/password/set/", {"password1": NEW, "password2": NEW})
    a_browser("ada", NEW)
