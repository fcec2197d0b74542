"""How a person reads: the language of the pages, by a cookie; language and time zone of the mail they get."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone, translation


def remember_language(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


@contextmanager
def as_read_by(person: Any) -> Iterator[None]:
    """In the language and time zone of a person; of whoever asks, where there is no person."""
    language = getattr(person, "language", None) or translation.get_language()
    zone = getattr(person, "time_zone", None) or timezone.get_current_timezone_name()
    with translation.override(language), timezone.override(zone):
        yield
