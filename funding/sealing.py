"""Numbers, adds up and chains what was posted, behind the posters' backs."""

import hashlib
import json
import struct
import zlib
from collections.abc import Iterator
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from funding.folding import Folder
from funding.heads import publish_head
from tenancy.scope import current_community

GENESIS = bytes(32)
BATCH = 1000  # entries sealed in one transaction

# Every column that says something, in a form that depends on no setting; with each transfer what its accounts are.
# A new column means a new version number.
ENTRY = (
    "community", "id", "request_hash", "effective_on", "kind", "memo", "source", "reverses_id", "actor_id",
    "recorded_at",
)  # fmt: skip
EFFECTIVE_ON = 1 + ENTRY.index("effective_on")
TRANSFER = ("id", "line", "debit_id", "credit_id", "fund_id", "currency", "amount", "state")
ACCOUNTS = tuple((side, column) for side in ("debit_id", "credit_id") for column in ("kind", "line_id", "other_id"))
CANON = """
    jsonb_build_array(2, e.community_id, e.id, encode(e.request_hash, 'hex'), e.effective_on - date '2000-01-01',
        e.kind, e.memo, e.source, e.reverses_id, e.actor_id, (extract(epoch FROM e.recorded_at) * 1000000)::bigint,
        (SELECT jsonb_agg(jsonb_build_array(t.id, t.line, t.debit_id, t.credit_id, t.fund_id, t.currency, t.amount,
                t.state, d.kind, d.line_id, d.other_id, c.kind, c.line_id, c.other_id) ORDER BY t.line)
         FROM funding_transfer t
         LEFT JOIN funding_account d ON d.community_id = %(here)s AND d.id = t.debit_id
         LEFT JOIN funding_account c ON c.community_id = %(here)s AND c.id = t.credit_id
         WHERE t.community_id = %(here)s AND t.entry_id = e.id))::text
"""
WAITING = f"""
    SELECT e.id, {CANON} FROM funding_unsealed u JOIN funding_entry e ON (e.community_id, e.id) = (u.community_id, u.id)
    WHERE u.community_id = %(here)s ORDER BY e.recorded_at, e.reverses_id IS NOT NULL, e.id LIMIT %(limit)s
"""  # noqa: S608 (no part of it comes from outside)
HEAD = "SELECT seq, hash FROM funding_seal WHERE community_id = %s ORDER BY seq DESC LIMIT 1"
ALONE = "SELECT pg_try_advisory_xact_lock(hashtextextended('seal ' || %s::uuid, 0))"
SEAL = """
    INSERT INTO funding_seal (community_id, id, seq, hash, marks)
    SELECT b.community_id, s.* FROM funding_books b, unnest(%s::uuid[], %s::bigint[], %s::bytea[], %s::bytea[]) s
    WHERE b.community_id = %s
"""
DONE = "DELETE FROM funding_unsealed WHERE community_id = %s AND id = ANY (%s::uuid[])"


def link(previous: bytes, seq: int, marks: bytes, canon: str) -> bytes:
    """One link of the chain: SHA-256 of the link before it, its number, the marks and what the entry says."""
    return hashlib.sha256(previous + seq.to_bytes(8, "big") + marks + canon.encode()).digest()


def marks_of(said: list[Any]) -> bytes:
    """Two bytes for each column of the entry, then of each of its transfers: too few to prove, enough to point."""
    _version, *columns, transfers = said
    found = [zlib.crc32(str(value).encode()) & 0xFFFF for value in chain(columns, *(transfers or ()))]
    return struct.pack(f">{len(found)}H", *found)


@transaction.atomic
def seal(limit: int = BATCH) -> int:
    """Seal up to `limit` waiting entries of the open scope's community and publish the head; return how many."""
    community = current_community()
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [community])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(HEAD, [community])
        before, last = cursor.fetchone() or (0, GENESIS)
        cursor.execute(WAITING, {"here": community, "limit": limit})
        sums = Folder()
        links = list(_links(before, bytes(last), cursor.fetchall(), sums))
        if not links:
            return 0
        ids, numbers, hashes, marks = (list(column) for column in zip(*links, strict=True))
        cursor.execute(SEAL, [ids, numbers, hashes, marks, community])
        sums.write(community)
        cursor.execute(DONE, [community, ids])
    publish_head(community, seq=numbers[-1], after=before, hash=hashes[-1])
    return len(ids)


def _links(
    seq: int, chained: bytes, waiting: list[tuple[UUID, str]], sums: Folder
) -> Iterator[tuple[UUID, int, bytes, bytes]]:
    """Adding up what they say on the way."""
    for number, (entry, canon) in enumerate(waiting, seq + 1):
        said = json.loads(canon)
        sums.take(said[EFFECTIVE_ON], said[-1] or ())
        marks = marks_of(said)
        chained = link(chained, number, marks, canon)
        yield entry, number, chained, marks
