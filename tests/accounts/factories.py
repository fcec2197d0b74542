"""People with addresses, second steps and sessions."""

import time

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from accounts.models import Person
from tests.factories import a_person

PASSWORD = "learning-together"


def an_address(person: Person, email: str, *, verified: bool = True, primary: bool = True) -> EmailAddress:
    return EmailAddress.objects.create(user=person, email=email, verified=verified, primary=primary)


def a_guarded_person(username: str) -> tuple[Person, str, list[str]]:
    """A person with two-factor sign-in, its secret and the recovery codes."""
    person, secret = a_person(username), generate_totp_secret()
    TOTP.activate(person, secret)
    return person, secret, RecoveryCodes.activate(person).generate_codes()


def the_code(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def a_browser(
    username: str, password: str = PASSWORD, *, user_agent: str = "Mozilla/5.0 (Android 14; Mobile) Firefox/128.0"
) -> Client:
    """One that has signed in by the page."""
    client = Client(headers={"user-agent": user_agent})
    answer = client.post("/account/login/", {"login": username, "password": password})
    assert answer.status_code == 302, answer.content.decode()
    return client
