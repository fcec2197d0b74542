"""A link that stops mail about some topics, for whoever holds it: signed, without signing in (RFC 8058)."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "notices.unsubscribe"


class Wish(NamedTuple):
    person_id: UUID
    topics: list[str]


def unsubscribe_address(person_id: UUID, topics: Iterable[str]) -> str:
    token = signing.dumps([person_id.hex, *sorted(topics)], salt=SALT)
    return f"{settings.SITE_URL.rstrip('/')}{reverse('notices-unsubscribe', args=[token])}"


def wish_in(token: str) -> Wish | None:
    """What a link stands for; it does not expire, as letters are kept."""
    try:
        person_id, *topics = signing.loads(token, salt=SALT)
        return Wish(UUID(person_id), topics)
    except (signing.BadSignature, ValueError):
        return None
