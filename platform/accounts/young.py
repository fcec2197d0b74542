"""A session that a class code opened: whoever has it is a learner and nothing else, for a school day at most."""

from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login, logout
from django.utils import timezone

from accounts.models import Person

LASTS = timedelta(hours=8)  # and no longer than the browser is open: devices are shared
UNTIL = "young_until"  # in the session, a timestamp


def sign_in(request: Any, person: Person) -> None:
    """Somebody who showed in another way than allauth's who they are; listed among their devices."""
    login(request, person.main, backend=settings.AUTHENTICATION_BACKENDS[0])
    UserSession.objects.create_from_request(request)


def sign_in_young(request: Any, person: Person) -> None:
    sign_in(request, person)
    request.session[UNTIL] = (timezone.now() + LASTS).timestamp()
    request.session.set_expiry(0)


def is_young(request: Any) -> bool:
    """Whether the session is of that kind; one that lasted long enough is ended."""
    until = request.session.get(UNTIL)
    if until is not None and until < timezone.now().timestamp():
        logout(request)
        return False
    return until is not None
