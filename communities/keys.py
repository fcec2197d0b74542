"""Keys to the API: shown once, kept as a hash, found again by it."""

import hashlib

from django.db.models import Q
from django.utils import timezone

from communities.models import ApiKey


def hash_of(secret: str) -> str:
    """SHA-256, hex: enough for secrets that are long and random."""
    return hashlib.sha256(secret.encode()).hexdigest()


def person_of_key(header: str) -> ApiKey | None:
    """The live key, with its person, that an `Authorization: Bearer …` header names."""
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer":
        return None
    live = ApiKey.objects.filter(revoked_at__isnull=True).filter(
        Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now())
    )
    return live.filter(key_hash=hash_of(secret.strip()), person__is_active=True).select_related("person").first()
