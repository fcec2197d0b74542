"""Who may write into the books from here."""

from typing import Any

from django.core.exceptions import PermissionDenied


def refuse_who_does_not_post(access: Any) -> None:
    if not access.can("funding.post"):
        raise PermissionDenied
