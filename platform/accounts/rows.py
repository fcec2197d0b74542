"""What the account page lists: each thing as it is now, and one action; apps above append theirs in AppConfig.ready."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.queries import addresses_of, has_two_factor, open_sessions


class AccountRow(NamedTuple):
    label: Any
    icon: str  # of static/icons.svg, without "i-"
    now: Callable[[Person], str]  # one line
    action: Any  # the words on the button
    url_name: str
    order: int


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
    AccountRow(_("Name, language, time zone"), "user", _details, _("Change"), "accounts-details", 10),
    AccountRow(_("E-mail"), "mail", _email, _("Manage"), "account_email", 20),
    AccountRow(_("Password"), "lock", _password, _("Change"), "account_change_password", 30),
    AccountRow(_("Two-factor sign-in"), "shield-check", _two_factor, _("Manage"), "mfa_index", 40),
    AccountRow(_("Devices"), "smartphone", _sessions, _("See all"), "accounts-sessions", 50),
]
