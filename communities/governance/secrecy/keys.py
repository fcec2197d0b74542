"""Until closing a secret ballot is sealed to its proposal's own key, which lies in a file outside the database.

Afterwards nobody can open what was sealed, not even in an older copy of the database."""

import json
import os
from base64 import b32encode
from collections.abc import Iterable, Iterator
from pathlib import Path
from secrets import token_bytes
from time import time
from typing import Any, NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from communities.governance.models import Proposal
from tenancy.scope import current_community

NONCE = 12  # bytes
PADDED = 256  # bytes: what is sealed is as long whatever it says
YOUNG = 3600  # seconds: a key may be older than the row of the vote it was made for


class KeyLost(Exception):
    """The ballots can no longer be opened."""


class Told(NamedTuple):
    receipt: str
    content: Any


def make_key(proposal: Proposal) -> None:
    """One that an opening rolled back has left is replaced: nothing is sealed to it."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = folder / f".{token_bytes(8).hex()}"
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(AESGCM.generate_key(256))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(_path(current_community(), proposal.pk))


def destroy_key(community_id: UUID, proposal_id: UUID) -> None:
    _path(community_id, proposal_id).unlink(missing_ok=True)


def keys_left() -> Iterator[tuple[UUID, UUID]]:
    """Community and proposal of each key that is not brand-new."""
    for path in sorted(_folder().glob("*.key")):
        if path.stat().st_mtime < time() - YOUNG:
            community, proposal = path.stem.split(".")
            yield UUID(community), UUID(proposal)


def new_receipt() -> str:
    """80 random bits, as people can write them down: K7QF-M2XD-9TPA-4CZE."""
    text = b32encode(token_bytes(10)).decode()
    return "-".join(text[at : at + 4] for at in range(0, 16, 4))


class Box:
    """Seals and opens the ballots of one proposal; a sealed one opens for the voter it was sealed for only."""

    def __init__(self, proposal: Proposal) -> None:
        if not _folder().is_dir():
            raise FileNotFoundError("The folder of ballot keys is out of reach.")  # wrongly set up: nothing is lost yet
        path = _path(current_community(), proposal.pk)
        if not path.is_file():
            raise KeyLost
        self.proposal, self.cipher = proposal, AESGCM(path.read_bytes())

    def seal(self, voter_id: UUID, told: Told) -> bytes:
        text = json.dumps(told, separators=(",", ":")).encode()
        nonce = token_bytes(NONCE)
        return nonce + self.cipher.encrypt(nonce, text.ljust(-(-len(text) // PADDED) * PADDED), self._for(voter_id))

    def open(self, sealed: Iterable[tuple[UUID, bytes]]) -> str:
        """A JSON list of what each beside its voter says, [receipt, content], in the order of the receipts."""
        try:
            texts = [self.cipher.decrypt(one[:NONCE], one[NONCE:], self._for(voter)) for voter, one in sealed]
        except InvalidTag:
            raise KeyLost from None
        return f"[{','.join(sorted(text.decode().rstrip() for text in texts))}]"  # each begins with its receipt

    def _for(self, voter_id: UUID) -> bytes:
        return f"{self.proposal.pk} {voter_id}".encode()


def _folder() -> Path:
    return Path(settings.BALLOT_KEYS)


def _path(community_id: UUID, proposal_id: UUID) -> Path:
    return _folder() / f"{community_id}.{proposal_id}.key"
