"""A person's language: of the pages, by a cookie, and of the mail they get."""

from contextlib import AbstractContextManager
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation


def remember_language(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def in_language_of(person: Any) -> AbstractContextManager[None]:
    """The language a person chose; of whoever asks, where there is no person."""
    return translation.override(getattr(person, "language", None) or translation.get_language())
