"""Numbers, adds up and chains what was posted, behind the posters' backs."""

import hashlib
import json
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from django.db import connection, transaction

from funding.folding import Folder
from funding.heads import publish_head
from tenancy.scope import current_community

# Called in the community's scope with the days of what was sealed, by apps above.
ON_SEALED: list[Callable[[Iterable[date]], None]] = []
GENESIS = bytes(32)
BATCH = 1000  # entries sealed in one transaction

# Every column that says something, in a form that depends on no setting; with each transfer what its accounts are.
# A new column means a new version number. OFFSET 0 has each row found by its whole key: without statistics a plan that
# reads all of the community's rows for each looks as cheap.
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
         LEFT JOIN LATERAL (SELECT * FROM funding_account WHERE community_id = %(here)s AND id = t.debit_id OFFSET 0) d
             ON true
         LEFT JOIN LATERAL (SELECT * FROM funding_account WHERE community_id = %(here)s AND id = t.credit_id OFFSET 0) c
             ON true
         WHERE t.community_id = %(here)s AND t.entry_id = e.id))::text
"""
WAITING = f"""
    SELECT e.id::text, {CANON}
    FROM funding_unsealed u
    CROSS JOIN LATERAL (SELECT * FROM funding_entry WHERE community_id = %(here)s AND id = u.id OFFSET 0) e
    WHERE u.community_id = %(here)s ORDER BY e.recorded_at, e.reverses_id IS NOT NULL, e.id LIMIT %(limit)s
"""  # noqa: S608 (no part of it comes from outside)
HEAD = "SELECT seq, hash FROM funding_seal WHERE community_id = %s ORDER BY seq DESC LIMIT 1"
ALONE = "SELECT pg_try_advisory_xact_lock(hashtextextended('seal ' || %s::uuid, 0))"
SEAL = """
    INSERT INTO funding_seal (community_id, id, seq, hash, marks)
    SELECT b.community_id, s.id, %(before)s + s.n, s.hash, s.marks
    FROM funding_books b, unnest(%(ids)s::uuid[], %(hashes)s::bytea[], %(marks)s::bytea[])
        WITH ORDINALITY s (id, hash, marks, n)
    WHERE b.community_id = %(here)s
"""
DONE = "DELETE FROM funding_unsealed WHERE community_id = %(here)s AND id = ANY (%(ids)s::uuid[])"


def link(previous: bytes, seq: int, marks: bytes, canon: str) -> bytes:
    """One link of the chain: SHA-256 of the link before it, its number, the marks and what the entry says."""
    return hashlib.sha256(previous + seq.to_bytes(8, "big") + marks + canon.encode()).digest()


def marks_of(said: list[Any]) -> bytes:
    """Two bytes for each column of the entry, then of each of its transfers: too few to prove, enough to point."""
    _version, *columns, transfers = said
    found = list(map(zlib.crc32, map(str.encode, map(str, chain(columns, *(transfers or ()))))))
    packed, marks = struct.pack(f">{len(found)}I", *found), bytearray(2 * len(found))
    marks[0::2], marks[1::2] = packed[2::4], packed[3::4]  # the lower half of each
    return bytes(marks)


@transaction.atomic
def seal(limit: int = BATCH) -> int:
    """Seal up to `limit` waiting entries of the open scope's community and publish the head; return how many."""
    community = current_community()
    wrapper: Any = connection
    with wrapper.prepared_cursor() as cursor:
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
        ids, hashes, marks = zip(*links, strict=True)
        sealed = {"here": community, "before": before, "ids": f"{{{','.join(ids)}}}"}
        cursor.execute(SEAL, {**sealed, "hashes": _listed(hashes), "marks": _listed(marks)})
        sums.write(community, cursor)
        cursor.execute(DONE, sealed)
    for tell in ON_SEALED:
        tell(sums.days)
    publish_head(community, seq=before + len(ids), after=before, hash=hashes[-1])
    return len(ids)


def _links(
    seq: int, chained: bytes, waiting: list[tuple[str, str]], sums: Folder
) -> Iterator[tuple[str, bytes, bytes]]:
    """Adding up what they say on the way."""
    for number, (entry, canon) in enumerate(waiting, seq + 1):
        said = json.loads(canon)
        sums.take(said[EFFECTIVE_ON], said[-1] or ())
        marks = marks_of(said)
        chained = link(chained, number, marks, canon)
        yield entry, chained, marks


def _listed(column: Iterable[bytes]) -> str:
    """An array of bytea as PostgreSQL reads it; one by one they take longer to send than to make."""
    return "{" + ",".join(rf'"\\x{one.hex()}"' for one in column) + "}"
