"""The secret in the address of a person's calendar; only its hash is kept, in the person's own scope."""

import hashlib
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from notices.models import FeedKey
from tenancy.scope import current_person

SECRET_BYTES = 23  # with the person's 16 a multiple of three, so the token ends without padding


@transaction.atomic
def make_address() -> str:
    """A new one, told this once; an earlier one stops to work."""
    token = urlsafe_b64encode(current_person().bytes + secrets.token_bytes(SECRET_BYTES)).decode()
    revoke_address()
    FeedKey.objects.create(token_hash=_hash_of(token))
    return f"{settings.SITE_URL.rstrip('/')}{reverse('notices-feed', args=[token])}"


@transaction.atomic
def revoke_address() -> None:
    FeedKey.objects.all().delete()


def person_in(token: str) -> UUID | None:
    """The person of a well-formed token; whether it is theirs, their scope says."""
    try:
        given = urlsafe_b64decode(token)
    except ValueError:
        return None
    return UUID(bytes=given[:16]) if len(given) == 16 + SECRET_BYTES else None


def fits(token: str) -> bool:
    return FeedKey.objects.filter(token_hash=_hash_of(token)).exists()


def _hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
