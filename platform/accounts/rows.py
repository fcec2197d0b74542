"""What the account page lists: each thing as it is now, and one action; apps above append theirs in AppConfig.ready."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.queries import addresses_of, has_two_factor, open_sessions


@dataclass(frozen=True, kw_only=True)
class AccountRow:
    label: Any
    icon: str  # of static/icons.svg, without "i-"
    now: Callable[[Person], str]  # one line
    action: Any  # the words on the button
    url_name: str
    order: int = 50


def rows_of(person: Person) -> list[dict[str, Any]]:
    ordered = sorted(ROWS, key=lambda row: row.order)
    return [{"row": row, "now": row.now(person)} for row in ordered]


def _details(person: Person) -> str:
    language = dict(settings.LANGUAGES).get(person.language, person.language)
    return " · ".join(str(part) for part in (person.name or gettext("No name yet"), language, person.time_zone))


def _email(person: Person) -> str:
    if person.email:
        return person.email
    waiting = addresses_of(person).first()
    if waiting:
        return gettext("%(email)s, not confirmed yet") % {"email": waiting.email}
    return gettext("None. Without one, nobody can help you back in if you forget your password.")


def _password(person: Person) -> str:
    return gettext("Set") if person.has_usable_password() else gettext("None yet")


def _two_factor(person: Person) -> str:
    return gettext("On: signing in takes a code too") if has_two_factor(person) else gettext("Off")


def _sessions(person: Person) -> str:
    count = len(open_sessions(person, current=None))
    return ngettext("Signed in on %(count)d device", "Signed in on %(count)d devices", count) % {"count": count}


ROWS = [
    AccountRow(
        label=_("Name, language, time zone"),
        icon="user",
        now=_details,
        action=_("Change"),
        url_name="accounts-details",
        order=10,
    ),
    AccountRow(label=_("E-mail"), icon="mail", now=_email, action=_("Manage"), url_name="account_email", order=20),
    AccountRow(
        label=_("Password"),
        icon="lock",
        now=_password,
        action=_("Change"),
        url_name="account_change_password",
        order=30,
    ),
    AccountRow(
        label=_("Two-factor sign-in"),
        icon="shield-check",
        now=_two_factor,
        action=_("Manage"),
        url_name="mfa_index",
        order=40,
    ),
    AccountRow(
        label=_("Devices"),
        icon="smartphone",
        now=_sessions,
        action=_("See all"),
        url_name="accounts-sessions",
        order=50,
    ),
]
