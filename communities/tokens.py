"""Secrets told once and kept as a hash. An invitation's names its community, so that it can be found inside it."""

import hashlib
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

SECRET_BYTES = 23  # with the community's 16 a multiple of three, so the token ends without padding


def new_token(community_id: UUID) -> str:
    return urlsafe_b64encode(community_id.bytes + secrets.token_bytes(SECRET_BYTES)).decode()


def community_in(token: str) -> UUID | None:
    """The community of a well-formed token."""
    try:
        given = urlsafe_b64decode(token)
    except ValueError:
        return None
    return UUID(bytes=given[:16]) if len(given) == 16 + SECRET_BYTES else None


def hash_of(token: str) -> str:
    """SHA-256, hex: enough for secrets that are long and random."""
    return hashlib.sha256(token.encode()).hexdigest()
