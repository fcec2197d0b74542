"""Who signs in by a name, an e-mail and a password: with those of an alias, the person that it was joined to."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import Person


class OneIdentity(AuthenticationBackend):
    def authenticate(self, request: Any, **credentials: Any) -> Person | None:
        found: Person | None = super().authenticate(request, **credentials)
        return found.main if found and found.main.is_active else None
