"""What a person may know about their own account."""

from typing import Any, NamedTuple

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from accounts.devices import device_of, is_handheld
from accounts.models import Person


class OpenSession(NamedTuple):
    id: int
    device: str
    is_handheld: bool
    ip: str
    since: Any
    is_current: bool


def open_sessions(person: Person, *, current: str | None) -> list[OpenSession]:
    """The sessions that would still be let in, the current one first, then the newest; in two queries."""
    known = list(UserSession.objects.filter(user=person).order_by("-created_at"))
    stored = Session.objects.filter(pk__in=[one.session_key for one in known], expire_date__gt=timezone.now())
    proofs = {
        person.get_session_auth_hash(),
        *person.get_session_auth_fallback_hash(),
    }  # others came before the password
    live = {session.pk for session in stored if session.get_decoded().get(HASH_SESSION_KEY) in proofs}
    shown = [
        OpenSession(
            id=one.pk,
            device=device_of(one.user_agent),
            is_handheld=is_handheld(one.user_agent),
            ip=one.ip,
            since=one.created_at,
            is_current=one.session_key == current,
        )
        for one in known
        if one.session_key in live
    ]
    return sorted(shown, key=lambda one: not one.is_current)


def addresses_of(person: Person) -> QuerySet[Any]:
    addresses: QuerySet[Any] = EmailAddress.objects.filter(user=person)
    return addresses.order_by("-primary", "email")


def has_two_factor(person: Person) -> bool:
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())
