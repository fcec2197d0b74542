"""Numbers, adds up and chains what was posted, behind the posters' backs."""

import hashlib

from django.db import connection, transaction

from funding.models import BooksHead
from tenancy.scope import current_community

GENESIS = bytes(32)
BATCH = 1000  # entries sealed in one transaction

# Every column that says something, in a form that depends on no setting. A new column means a new version number.
CANON = """
    jsonb_build_array(1, e.community_id, e.id, encode(e.request_hash, 'hex'), e.effective_on - date '2000-01-01',
        e.kind, e.memo, e.source, e.reverses_id, e.actor_id, (extract(epoch FROM e.recorded_at) * 1000000)::bigint,
        (SELECT jsonb_agg(jsonb_build_array(t.id, t.line, t.debit_id, t.credit_id, t.fund_id, t.currency, t.amount,
                                            t.state) ORDER BY t.line)
         FROM funding_transfer t WHERE t.community_id = %(here)s AND t.entry_id = e.id))::text
"""
WAITING = f"""
    SELECT e.id, {CANON} FROM funding_unsealed u JOIN funding_entry e ON (e.community_id, e.id) = (u.community_id, u.id)
    WHERE u.community_id = %(here)s ORDER BY e.recorded_at, e.reverses_id IS NOT NULL, e.id LIMIT %(limit)s
"""  # noqa: S608 (no part of it comes from outside)
HEAD = "SELECT seq, hash FROM funding_seal WHERE community_id = %s ORDER BY seq DESC LIMIT 1"
ALONE = "SELECT pg_try_advisory_xact_lock(hashtextextended('seal ' || %s::uuid, 0))"
SEAL = """
    INSERT INTO funding_seal (community_id, id, seq, hash)
    SELECT b.community_id, s.* FROM funding_books b, unnest(%s::uuid[], %s::bigint[], %s::bytea[]) s
    WHERE b.community_id = %s
"""
FOLD = """
    INSERT INTO funding_balance AS b (community_id, id, balance, held_in, held_out)
    SELECT community_id, account_id, sum(balance), sum(held_in), sum(held_out) FROM funding_effect
    WHERE community_id = %s AND entry_id = ANY (%s::uuid[]) GROUP BY community_id, account_id ORDER BY account_id
    ON CONFLICT (community_id, id) DO UPDATE SET balance = b.balance + excluded.balance,
        held_in = b.held_in + excluded.held_in, held_out = b.held_out + excluded.held_out
"""
FOLD_MONTHS = """
    INSERT INTO funding_monthtotal AS m (community_id, id, account, month, debits, credits)
    SELECT x.community_id, gen_random_uuid(), x.account_id, x.month, x.debits, x.credits FROM (
        SELECT f.community_id, f.account_id, date_trunc('month', e.effective_on)::date AS month,
            sum(greatest(f.balance, 0)) AS debits, sum(greatest(-f.balance, 0)) AS credits
        FROM funding_entry e JOIN funding_effect f ON (f.community_id, f.entry_id) = (e.community_id, e.id)
        WHERE e.community_id = %s AND e.id = ANY (%s::uuid[]) AND f.balance <> 0
        GROUP BY f.community_id, f.account_id, 3) x
    ON CONFLICT (community_id, account, month) DO UPDATE
    SET debits = m.debits + excluded.debits, credits = m.credits + excluded.credits
"""
DONE = "DELETE FROM funding_unsealed WHERE community_id = %s AND id = ANY (%s::uuid[])"


def link(previous: bytes, seq: int, canon: str) -> bytes:
    """One link of the chain: SHA-256 of the link before it, its number and what the entry says."""
    return hashlib.sha256(previous + seq.to_bytes(8, "big") + canon.encode()).digest()


@transaction.atomic
def seal(limit: int = BATCH) -> int:
    """Seal up to `limit` waiting entries of the open scope's community and publish the head; return how many."""
    community = current_community()
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [community])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(HEAD, [community])
        seq, chain = cursor.fetchone() or (0, GENESIS)
        cursor.execute(WAITING, {"here": community, "limit": limit})
        links = []
        for entry, canon in cursor.fetchall():
            seq, chain = seq + 1, link(bytes(chain), seq + 1, canon)
            links.append((entry, seq, chain))
        if not links:
            return 0
        ids, numbers, hashes = (list(column) for column in zip(*links, strict=True))
        cursor.execute(SEAL, [ids, numbers, hashes, community])
        cursor.execute(FOLD, [community, ids])
        cursor.execute(FOLD_MONTHS, [community, ids])
        cursor.execute(DONE, [community, ids])
    BooksHead.objects.create(community_id=community, seq=seq, hash=chain)
    return len(ids)
