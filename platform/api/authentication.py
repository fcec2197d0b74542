"""Who calls the API: the person of a key (the middleware found it), or of the session."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import authentication, exceptions
from rest_framework.permissions import SAFE_METHODS


class KeyAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer <key>`; a key without the scope `write` only reads."""

    def authenticate(self, request: Any) -> tuple[Any, Any] | None:
        if "Authorization" not in request.headers:
            return None
        key = getattr(request._request, "api_key", None)
        if key is None:
            raise exceptions.AuthenticationFailed(_("This key is unknown, revoked or expired."))
        if request.method not in SAFE_METHODS and "write" not in key.scopes:
            raise exceptions.PermissionDenied(_("This key may only read."))
        return key.person, key

    def authenticate_header(self, request: Any) -> str:
        return "Bearer"


class SessionAuthentication(authentication.SessionAuthentication):
    """The browser's session, with its CSRF token."""
