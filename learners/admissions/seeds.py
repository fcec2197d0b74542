"""Until the draw its seed lies in a file outside the database; afterwards it is published, and the file gone."""

import os
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from uuid import UUID

from django.conf import settings

from learners.admissions.models import Round
from tenancy.scope import current_community


class SeedLost(Exception):
    """Nothing can be drawn: what was committed to is nowhere."""


def make_seed(round_id: UUID) -> str:
    """Its SHA-256, hex; in place of one that is of no use."""
    seed, path = token_hex(32), _path(round_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(seed)
        file.flush()
        os.fsync(file.fileno())
    return sha256(seed.encode()).hexdigest()


def seed_of(round_: Round, commitment: str) -> str:
    try:
        seed = _path(round_.pk).read_text()
    except (FileNotFoundError, UnicodeDecodeError):
        raise SeedLost from None
    if sha256(seed.encode()).hexdigest() != commitment:
        raise SeedLost
    return seed


def is_lost(round_: Round, commitment: str) -> bool:
    try:
        return not seed_of(round_, commitment)
    except SeedLost:
        return True


def forget_seed(community_id: UUID, round_id: UUID) -> None:
    _file(community_id, round_id).unlink(missing_ok=True)


def _path(round_id: UUID) -> Path:
    return _file(current_community(), round_id)


def _file(community_id: UUID, round_id: UUID) -> Path:
    return Path(settings.BALLOT_KEYS) / f"{community_id}.{round_id}.seed"
