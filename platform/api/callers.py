"""Who calls, whether signed in or not: what a rate and an idempotency key belong to."""

from typing import Any

from rest_framework.throttling import BaseThrottle


def caller(request: Any) -> str:
    """The API key, else the person, else the session, else the address a request comes from."""
    key, user = getattr(request, "api_key", None), getattr(request, "user", None)
    if key:
        return f"key {key.pk}"
    if user and user.is_authenticated:
        return f"person {user.pk}"
    session = getattr(request, "session", None)
    if session is not None and session.session_key:
        return f"session {session.session_key}"
    return f"address {address(request)}"


def address(request: Any) -> str:
    """Behind as many proxies as the settings trust (NUM_PROXIES)."""
    return str(BaseThrottle().get_ident(request))
