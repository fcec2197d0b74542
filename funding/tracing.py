"""Where a link of the chain does not hold: which row and, as far as its marks tell, which column was changed."""

import json
import struct
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from funding.heads import heads_of
from funding.sealing import ACCOUNTS, CANON, ENTRY, TRANSFER, link, marks_of
from tenancy.scope import current_community
from tenancy.statements import ask

LINKS = f"""
    SELECT s.seq, s.id, s.hash, s.marks, {CANON}, e.id IS NOT NULL, u.id IS NOT NULL
    FROM funding_seal s
    LEFT JOIN funding_entry e ON e.community_id = %(here)s AND e.community_id = s.community_id AND e.id = s.id
    LEFT JOIN funding_unsealed u ON u.community_id = %(here)s AND u.community_id = s.community_id AND u.id = s.id
    WHERE s.community_id = %(here)s AND s.seq > %(after)s ORDER BY s.seq LIMIT %(limit)s
"""  # noqa: S608 (no part of it comes from outside)
ORPHAN = """
    SELECT t.id, 'entry_id' FROM funding_transfer t WHERE t.community_id = %(here)s
    AND NOT EXISTS (SELECT FROM funding_entry e WHERE e.community_id = %(here)s AND e.id = t.entry_id) LIMIT 1
"""
LINE = TRANSFER + tuple(f"{side} {column}" for side, column in ACCOUNTS)


class Fault(NamedTuple):
    what: str
    table: str
    row: UUID  # the first bad one, or what names it where it is gone
    column: str = ""  # where that can be told

    def __str__(self) -> str:
        return f"{self.what} ({self.table}.{self.column})" if self.column else f"{self.what} ({self.table})"


class Link(NamedTuple):
    seq: int
    id: UUID
    hash: bytes
    marks: bytes
    canon: str
    there: bool  # its entry is
    waits: bool  # to be sealed, again


def trace(seq: int, before: bytes, found: Link) -> Fault:
    """What was done to the link that should be number `seq`, after one of hash `before`."""
    if found.seq != seq:
        return _missing(seq, before, found)
    if not found.there:
        return Fault(_("a sealed entry is missing"), "entry", found.id, "id")
    if found.waits:
        return Fault(_("a sealed entry waits to be sealed again"), "unsealed", found.id, "id")
    now, then = marks_of(json.loads(found.canon)), bytes(found.marks)
    if link(before, seq, now, found.canon) == bytes(found.hash):
        return Fault(_("a seal was changed"), "seal", found.id, "marks")
    if now == then or _goes_on(link(before, seq, then, found.canon), seq):
        return Fault(_("a seal was changed"), "seal", found.id, "hash")
    return _changed(found, struct.unpack(f">{len(then) // 2}H", then), struct.unpack(f">{len(now) // 2}H", now))


def _missing(seq: int, before: bytes, found: Link) -> Fault:
    """Either it stands elsewhere under another number, or it is gone."""
    after = seq - 1
    while page := [Link._make(row) for row in ask(LINKS, after=after, limit=5000)]:
        for other in page:
            if link(before, seq, bytes(other.marks), other.canon) == bytes(other.hash):
                return Fault(_("an entry has another number than when it was sealed"), "seal", other.id, "seq")
        after = page[-1].seq
    return Fault(_("entry %(number)s of the chain is missing") % {"number": seq}, "seal", _lost() or found.id)


def _lost() -> UUID | None:
    """An entry without its seal."""
    rows = ask(
        "SELECT e.id FROM funding_entry e WHERE e.community_id = %(here)s AND NOT EXISTS (SELECT FROM funding_seal s"
        " WHERE s.community_id = %(here)s AND s.id = e.id) AND NOT EXISTS (SELECT FROM funding_unsealed u"
        " WHERE u.community_id = %(here)s AND u.id = e.id) LIMIT 1"
    )
    return rows[0][0] if rows else None


def _goes_on(chain: bytes, seq: int) -> bool:
    """Whether the next link, or the published head, rests on this hash."""
    following = [Link._make(row) for row in ask(LINKS, after=seq, limit=1)]
    if following:
        return link(chain, seq + 1, bytes(following[0].marks), following[0].canon) == bytes(following[0].hash)
    return heads_of(current_community()).filter(seq=seq, hash=chain).exists()


def _changed(found: Link, then: tuple[int, ...], now: tuple[int, ...]) -> Fault:
    """The first column whose mark is another one."""
    for column, old, other in zip(ENTRY, then, now, strict=False):
        if old != other:
            return Fault(_("an entry was changed after it was sealed"), "entry", found.id, column)
    start, width = len(ENTRY), len(LINE)
    sealed = [then[at : at + width] for at in range(start, len(then), width)]
    there = [now[at : at + width] for at in range(start, len(now), width)]
    gone = [marks for marks in sealed if marks not in there]
    new = [place for place, known in enumerate(there) if known not in sealed]
    transfers = json.loads(found.canon)[-1]
    if not new or len(there) < len(sealed):
        for row, column in ask(ORPHAN):
            return Fault(_("a transfer belongs to no entry"), "transfer", row, column)
        return Fault(_("a transfer of a sealed entry is missing"), "transfer", found.id)
    if len(there) > len(sealed):
        return Fault(_("a transfer was added to a sealed entry"), "transfer", UUID(transfers[new[0]][0]))
    return _changed_transfer(transfers[new[0]], gone[0], there[new[0]])


def _changed_transfer(said: list[Any], then: tuple[int, ...], now: tuple[int, ...]) -> Fault:
    """The transfer itself, or an account of its own that is not any more what it was."""
    place = next(place for place, (old, new) in enumerate(zip(then, now, strict=True)) if old != new)
    if place < len(TRANSFER):
        return Fault(_("a transfer was changed after it was sealed"), "transfer", UUID(said[0]), TRANSFER[place])
    side, column = ACCOUNTS[place - len(TRANSFER)]
    account = UUID(said[TRANSFER.index(side)])
    if said[len(TRANSFER) + ACCOUNTS.index((side, "kind"))] is None:
        return Fault(_("an account that was used is missing"), "account", account, "id")
    return Fault(_("an account was changed after it was used"), "account", account, column)
