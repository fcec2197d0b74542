"""Proves the books again from their rows: chain, balances, limits, and the heads published outside them."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from funding.models import BooksHead
from funding.sealing import CANON, GENESIS, link
from jobs.progress import tell
from tenancy.scope import current_community
from tenancy.statements import ask

# Each table is given its community, by which Citus finds them all in one place.
PAGE = f"""
    SELECT s.seq, s.id, s.hash, {CANON}, u.id IS NOT NULL
    FROM funding_seal s
    LEFT JOIN funding_entry e ON e.community_id = %(here)s AND e.community_id = s.community_id AND e.id = s.id
    LEFT JOIN funding_unsealed u ON u.community_id = %(here)s AND u.community_id = s.community_id AND u.id = s.id
    WHERE s.community_id = %(here)s AND s.seq > %(after)s ORDER BY s.seq LIMIT 5000
"""  # noqa: S608 (no part of it comes from outside)
LOST = """
    SELECT e.id FROM funding_entry e WHERE e.community_id = %(here)s
    AND NOT EXISTS (SELECT FROM funding_seal s WHERE s.community_id = %(here)s AND s.id = e.id)
    AND NOT EXISTS (SELECT FROM funding_unsealed u WHERE u.community_id = %(here)s AND u.id = e.id) LIMIT 1
"""
SUMS = """
    SELECT coalesce(k.id, x.account_id) FROM
        (SELECT id, balance, held_in, held_out FROM {kept} WHERE community_id = %(here)s) k
    {join} JOIN
        (SELECT account_id, sum(balance) AS balance, sum(held_in) AS held_in, sum(held_out) AS held_out
         FROM funding_effect f WHERE community_id = %(here)s {sealed} GROUP BY account_id) x ON x.account_id = k.id
    WHERE (k.balance, k.held_in, k.held_out)
        IS DISTINCT FROM (coalesce(x.balance, 0), coalesce(x.held_in, 0), coalesce(x.held_out, 0))
    LIMIT 1
"""
MONTHS = """
    SELECT coalesce(k.id, x.account_id) FROM
        (SELECT id, account, month, debits, credits FROM funding_monthtotal WHERE community_id = %(here)s) k
    FULL JOIN
        (SELECT f.account_id, date_trunc('month', e.effective_on)::date AS month,
            sum(greatest(f.balance, 0)) AS debits, sum(greatest(-f.balance, 0)) AS credits
        FROM funding_seal s
        JOIN funding_entry e ON (e.community_id, e.id) = (s.community_id, s.id)
        JOIN funding_effect f ON (f.community_id, f.entry_id) = (e.community_id, e.id)
        WHERE s.community_id = %(here)s AND f.balance <> 0 GROUP BY 1, 2) x
        ON (x.account_id, x.month) = (k.account, k.month)
    WHERE (k.debits, k.credits) IS DISTINCT FROM (x.debits, x.credits) LIMIT 1
"""
SEALED = "AND entry_id IN (SELECT s.id FROM funding_seal s WHERE s.community_id = %(here)s)"
STRAY = """
    SELECT t.id FROM funding_transfer t WHERE t.community_id = %(here)s AND (
        SELECT count(*) FROM funding_account a WHERE a.community_id = %(here)s
        AND a.id IN (t.debit_id, t.credit_id) AND (a.fund_id, a.currency) = (t.fund_id, t.currency)) <> 2 LIMIT 1
"""


class Fault(NamedTuple):
    what: str
    row: UUID  # the first bad one


def faults() -> Iterator[Fault]:
    """What is wrong with the open scope's books, the first bad row of each kind."""
    yield from _broken_link()
    yield from _first(_("an entry is neither sealed nor waiting"), LOST)
    yield from _first(_("a transfer does not match its accounts"), STRAY)
    sealed = SUMS.format(kept="funding_balance", join="FULL", sealed=SEALED)
    yield from _first(_("a sealed balance is not the sum of its transfers"), sealed)
    yield from _first(_("the total of a month is not the sum of its transfers"), MONTHS)
    live = SUMS.format(kept="funding_limit", join="LEFT", sealed="")
    yield from _first(_("the balance of a limited account is not the sum of its transfers"), live)


def _broken_link() -> Iterator[Fault]:
    """Walks the chain page by page, past each head that was published; entries sealed meanwhile do no harm."""
    heads = BooksHead.objects.filter(community=current_community())
    last, seq, chain = heads.order_by("-seq").first(), 0, GENESIS
    while page := ask(PAGE, after=seq):
        published = dict(heads.filter(seq__gt=seq, seq__lte=page[-1][0]).values_list("seq", "hash"))
        for number, entry, stored, canon, waiting in page:
            seq, chain = seq + 1, link(chain, seq + 1, canon or "")
            if number != seq or waiting or bytes(stored) != chain:
                yield Fault(_("link %(number)s of the chain is broken") % {"number": seq}, entry)
                return
            if bytes(published.get(seq, chain)) != chain:
                yield Fault(_("the chain up to entry %(number)s is not the published one") % {"number": seq}, entry)
                return
        tell(seq)
    if last and last.seq > seq:
        yield Fault(_("the chain ends before the published entry %(number)s") % {"number": last.seq}, last.pk)


def _first(what: str, sql: str) -> Iterator[Fault]:
    for (row,) in ask(sql):
        yield Fault(what, row)
