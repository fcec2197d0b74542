"""What changes an account, outside of signing in."""

from collections.abc import Callable

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.rules import is_language, time_zones
from tenancy.refusal import Refused, refusing

# What apps above do when a person closes their account; one may refuse.
ON_CLOSING: list[Callable[[Person], None]] = []


@transaction.atomic
def create_person(
    username: str,
    *,
    password: str | None = None,
    name: str = "",
    email: str = "",
    language: str = "en",
    time_zone: str = "UTC",
) -> Person:
    """Make a person. Whoever calls vouches for the e-mail: it counts as confirmed. Without a password none fits."""
    person = Person(username=username, name=name, language=language, time_zone=time_zone)
    person.set_password(password)
    taken = {
        "one_person_a_username": _("This user name can’t be had."),
        "unique_verified_email": _("This e-mail can’t be had."),
    }
    with refusing(taken):
        person.save(force_insert=True)
        if email:
            EmailAddress.objects.create(user=person, email=email.lower(), primary=True, verified=True)
    person.refresh_from_db(fields=["email"])
    return person


@transaction.atomic
def give_credentials(person: Person, *, username: str, password: str) -> Person:
    """A name and a password of their own to somebody who has none yet."""
    if person.has_usable_password():
        raise Refused(_("There is a password already."))
    person.username = username
    person.set_password(password)
    with refusing({"one_person_a_username": _("This user name can’t be had.")}):
        person.save(update_fields=["username", "password"])
    return person


@transaction.atomic
def change_details(
    person: Person, *, name: str | None = None, language: str | None = None, time_zone: str | None = None
) -> Person:
    """What is None stays."""
    given = {
        key: value
        for key, value in (("name", name), ("language", language), ("time_zone", time_zone))
        if value is not None
    }
    if language is not None and not is_language(language):
        raise Refused(_("The pages do not speak this language: %(language)s") % {"language": language})
    if time_zone is not None and time_zone not in time_zones():
        raise Refused(_("There is no such time zone: %(zone)s") % {"zone": time_zone})
    for key, value in given.items():
        setattr(person, key, value)
    person.save(update_fields=list(given))
    return person


@transaction.atomic
def end_session(person: Person, session_id: int) -> bool:
    """End one session of theirs; False where there is none."""
    return _end(UserSession.objects.filter(user=person, pk=session_id)) > 0


@transaction.atomic
def end_sessions(person: Person, *, keep: str | None = None) -> int:
    """End all sessions but the one with the key `keep`; how many there were."""
    return _end(UserSession.objects.filter(user=person).exclude(session_key=keep or ""))


def _end(sessions: QuerySet[UserSession]) -> int:
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(pk__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


@transaction.atomic
def close_account(person: Person) -> None:
    """No more signing in, with what is open ended; what communities recorded stays theirs. Apps above may refuse."""
    for react in ON_CLOSING:
        react(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(person)
