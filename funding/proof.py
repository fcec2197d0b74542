"""Proves the books again from their rows: chain, balances, limits, and the heads published outside them."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from funding.heads import heads_of, is_whole
from funding.models import BooksHead
from funding.sealing import GENESIS, link
from funding.tracing import LINKS, ORPHAN, Fault, Link, trace
from jobs.progress import tell
from tenancy.scope import current_community
from tenancy.statements import ask

# Each table is given its community, by which Citus finds them all in one place.
LOST = """
    SELECT e.id, '' FROM funding_entry e WHERE e.community_id = %(here)s
    AND NOT EXISTS (SELECT FROM funding_seal s WHERE s.community_id = %(here)s AND s.id = e.id)
    AND NOT EXISTS (SELECT FROM funding_unsealed u WHERE u.community_id = %(here)s AND u.id = e.id) LIMIT 1
"""
NO_ENTRY = """
    SELECT u.id, 'id' FROM funding_unsealed u WHERE u.community_id = %(here)s
    AND NOT EXISTS (SELECT FROM funding_entry e WHERE e.community_id = %(here)s AND e.id = u.id) LIMIT 1
"""
STRAY = """
    SELECT x.account, CASE WHEN a.id IS NULL THEN 'id' WHEN a.fund_id <> t.fund_id THEN 'fund_id' ELSE 'currency' END
    FROM funding_transfer t CROSS JOIN LATERAL (VALUES (t.debit_id), (t.credit_id)) x (account)
    LEFT JOIN funding_account a ON a.community_id = %(here)s AND a.id = x.account
    WHERE t.community_id = %(here)s AND (a.fund_id, a.currency) IS DISTINCT FROM (t.fund_id, t.currency) LIMIT 1
"""
SUMS = """
    SELECT coalesce(k.id, x.account_id), CASE WHEN k.id IS NULL THEN 'id'
        WHEN k.balance <> coalesce(x.balance, 0) THEN 'balance'
        WHEN k.held_in <> coalesce(x.held_in, 0) THEN 'held_in' ELSE 'held_out' END
    FROM (SELECT id, balance, held_in, held_out FROM {kept} WHERE community_id = %(here)s) k
    {join} JOIN
        (SELECT account_id, sum(balance) AS balance, sum(held_in) AS held_in, sum(held_out) AS held_out
         FROM funding_effect f WHERE community_id = %(here)s {sealed} GROUP BY account_id) x ON x.account_id = k.id
    WHERE (coalesce(k.balance, 0), coalesce(k.held_in, 0), coalesce(k.held_out, 0), k.id IS NULL)
        IS DISTINCT FROM (coalesce(x.balance, 0), coalesce(x.held_in, 0), coalesce(x.held_out, 0), false)
    ORDER BY k.id IS NULL DESC LIMIT 1
"""
MONTHS = """
    SELECT coalesce(k.id, x.account_id), CASE WHEN k.id IS NULL THEN 'account' WHEN x.account_id IS NULL THEN 'month'
        WHEN k.debits <> x.debits THEN 'debits' ELSE 'credits' END
    FROM (SELECT id, account, month, debits, credits FROM funding_monthtotal WHERE community_id = %(here)s) k
    FULL JOIN
        (SELECT f.account_id, date_trunc('month', e.effective_on)::date AS month,
            sum(greatest(f.balance, 0)) AS debits, sum(greatest(-f.balance, 0)) AS credits
        FROM funding_seal s
        JOIN funding_entry e ON (e.community_id, e.id) = (s.community_id, s.id)
        JOIN funding_effect f ON (f.community_id, f.entry_id) = (e.community_id, e.id)
        WHERE s.community_id = %(here)s AND f.balance <> 0 GROUP BY 1, 2) x
        ON (x.account_id, x.month) = (k.account, k.month)
    WHERE (k.debits, k.credits) IS DISTINCT FROM (x.debits, x.credits) ORDER BY k.id LIMIT 1
"""
SEALED = "AND entry_id IN (SELECT s.id FROM funding_seal s WHERE s.community_id = %(here)s)"
BALANCES = SUMS.format(kept="funding_balance", join="FULL", sealed=SEALED)
LIMITED = SUMS.format(kept="funding_limit", join="LEFT", sealed="")
TERMS = """
    SELECT coalesce(l.id, t.account_id), CASE WHEN l.id IS NULL OR t.account_id IS NULL THEN 'id'
        WHEN l.floor IS DISTINCT FROM t.floor THEN 'floor' ELSE 'ceiling' END
    FROM (SELECT id, floor, ceiling FROM funding_limit WHERE community_id = %(here)s) l
    FULL JOIN (SELECT DISTINCT ON (account_id) account_id, floor, ceiling FROM funding_limitterms
        WHERE community_id = %(here)s ORDER BY account_id, id DESC) t ON t.account_id = l.id
    WHERE (l.id, l.floor, l.ceiling) IS DISTINCT FROM (t.account_id, t.floor, t.ceiling) LIMIT 1
"""


def faults() -> Iterator[Fault]:
    """What is wrong with the open scope's books, the first bad row of each kind."""
    yield from _chain()
    yield from _first("transfer", _("a transfer belongs to no entry"), ORPHAN)
    yield from _first("entry", _("an entry is neither sealed nor waiting"), LOST)
    yield from _first("unsealed", _("something waits to be sealed that is no entry"), NO_ENTRY)
    yield from _first("account", _("an account does not match what it was used for"), STRAY)
    yield from _first("balance", _("a sealed balance is not the sum of its transfers"), BALANCES)
    yield from _first("monthtotal", _("the total of a month is not the sum of its transfers"), MONTHS)
    yield from _first("limit", _("a limit is not the one that was set"), TERMS)
    yield from _first("limit", _("the balance of a limited account is not the sum of its transfers"), LIMITED)


def _chain() -> Iterator[Fault]:
    """Walks it page by page, past each head that was published; entries sealed meanwhile do no harm."""
    here = current_community()
    promised = heads_of(here).last()
    seq, chain, last = 0, GENESIS, 0
    while page := [Link._make(row) for row in ask(LINKS, after=seq, limit=5000)]:
        published = {head.seq: head for head in heads_of(here).filter(seq__gt=seq, seq__lte=page[-1].seq)}
        for found in page:
            before, seq = chain, seq + 1
            chain = link(before, seq, bytes(found.marks), found.canon)
            if found.seq != seq or found.waits or not found.there or bytes(found.hash) != chain:
                yield trace(seq, before, found)
                return
            if head := published.get(seq):
                if wrong := _not_as_published(head, last, chain, found):
                    yield wrong
                    return
                last = seq
        tell(seq)
    yield from _end(promised, seq, last)


def _not_as_published(head: BooksHead, last: int, chain: bytes, found: Link) -> Fault | None:
    if not is_whole(head):
        guesses: dict[str, Any] = {"hash": chain, "after": last}
        column = next((name for name, value in guesses.items() if is_whole(head, **{name: value})), "")
        return Fault(_("a published head of the chain was changed"), "bookshead", head.pk, column)
    if bytes(head.hash) != chain:
        told = {"number": head.seq}
        return Fault(_("the chain up to entry %(number)s is not the published one") % told, "seal", found.id, "hash")
    if head.after != last:
        return Fault(_("a published head of the chain is missing"), "bookshead", head.pk, "after")
    return None


def _end(promised: BooksHead | None, seq: int, last: int) -> Iterator[Fault]:
    """The chain reaches as far as was published before the walk, and what it reached was published."""
    if promised and promised.seq > seq and not is_whole(promised):
        yield Fault(_("a published head of the chain was changed"), "bookshead", promised.pk, "seq")
    elif promised and promised.seq > seq:
        told = {"number": promised.seq}
        yield Fault(_("the chain ends before the published entry %(number)s") % told, "bookshead", promised.pk)
    elif last < seq and (link := ask(LINKS, after=last, limit=1)):
        yield Fault(_("a published head of the chain is missing"), "seal", Link._make(link[0]).id)


def _first(table: str, what: str, sql: str) -> Iterator[Fault]:
    for row, column in ask(sql):
        yield Fault(what, table, row, column)
