"""The one way into the books, and what a transfer does to an account."""

from django.db import migrations

# balance is debits less credits; what is held may come in or go out, so it counts against a ceiling or a floor.
EFFECTS = """
    CROSS JOIN LATERAL (SELECT
        CASE WHEN t.state = 'posted' THEN t.amount ELSE 0 END AS moved,
        CASE WHEN t.state = 'held' THEN t.amount WHEN t.state = 'freed' THEN -t.amount ELSE 0 END AS held) m
    CROSS JOIN LATERAL (VALUES (t.debit_id, moved, held, 0), (t.credit_id, -moved, 0, held))
        AS x (account_id, balance, held_in, held_out)
"""

VIEW = f"""
CREATE VIEW funding_effect WITH (security_invoker = true) AS
SELECT t.community_id, t.entry_id, x.* FROM funding_transfer t {EFFECTS}
"""

# What is inserted is selected from the community's books: Citus then runs it where they are, else it refuses row security.
POST = f"""
CREATE FUNCTION post_entries(community uuid, entries jsonb, transfers jsonb, OUT fresh uuid[])
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    locked text;
    closed date;
    earliest date;
    limited uuid[];
    change record;
    stamp timestamptz;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE 'post in READ COMMITTED: an older snapshot may miss a closing or a limit';
    END IF;
    locked := pg_advisory_xact_lock_shared(hashtextextended('books ' || community, 0));
    stamp := clock_timestamp();  -- not now(): what reverses another entry must be later than it

    -- One statement, since to begin and end one costs more than its rows. The caller sorts the entries by id, so that
    -- two batches with the same ids do not wait in a circle.
    WITH new AS (
        INSERT INTO funding_entry (community_id, id, request_hash, effective_on, kind, memo, source, reverses_id, actor_id, recorded_at)
        SELECT b.community_id, e.id, e.request_hash, e.effective_on, e.kind, e.memo, e.source, e.reverses_id, e.actor_id, stamp
        FROM funding_books b, jsonb_populate_recordset(null::funding_entry, entries) e
        WHERE b.community_id = community
        ON CONFLICT (community_id, id) DO NOTHING
        RETURNING community_id, id, effective_on
    ), line AS (
        INSERT INTO funding_transfer AS r (community_id, id, entry_id, line, debit_id, credit_id, fund_id, currency, amount, state)
        SELECT n.community_id, t.id, t.entry_id, t.line, t.debit_id, t.credit_id, t.fund_id, t.currency, t.amount, t.state
        FROM new n JOIN jsonb_populate_recordset(null::funding_transfer, transfers) t ON t.entry_id = n.id
        RETURNING r.debit_id, r.credit_id
    ), waiting AS (
        INSERT INTO funding_unsealed (community_id, id) SELECT n.community_id, n.id FROM new n
    ) SELECT
        coalesce(array_agg(id), '{{}}'), min(effective_on),
        (SELECT coalesce(closed_through, '-infinity') FROM funding_books WHERE community_id = community),
        ARRAY(
            SELECT id FROM funding_limit WHERE community_id = community
            AND id = ANY ((SELECT array_agg(debit_id) || array_agg(credit_id) FROM line)::uuid[])
        )
    INTO fresh, earliest, closed, limited FROM new;

    IF closed IS NULL THEN
        RAISE no_data_found USING MESSAGE = 'the community has no books';
    ELSIF earliest <= closed THEN
        RAISE check_violation USING CONSTRAINT = 'period_is_open', MESSAGE = 'the books are closed through ' || closed;
    ELSIF cardinality(fresh) < jsonb_array_length(entries) THEN
        IF EXISTS (
            SELECT FROM funding_entry s JOIN jsonb_populate_recordset(null::funding_entry, entries) e USING (id)
            WHERE s.community_id = community AND s.request_hash <> e.request_hash
        ) THEN
            RAISE unique_violation USING CONSTRAINT = 'same_request', MESSAGE = 'this id was posted with another request';
        END IF;
    END IF;

    IF cardinality(limited) = 0 THEN
        RETURN;
    END IF;
    -- Last, since whoever comes next waits here; in order of account, so that nobody waits in a circle.
    FOR change IN
        SELECT account_id, sum(balance) AS balance, sum(held_in) AS held_in, sum(held_out) AS held_out
        FROM jsonb_populate_recordset(null::funding_transfer, transfers) t {EFFECTS}
        WHERE t.entry_id = ANY (fresh) AND account_id = ANY (limited) GROUP BY account_id ORDER BY account_id
    LOOP
        UPDATE funding_limit l
        SET balance = l.balance + change.balance, held_in = l.held_in + change.held_in, held_out = l.held_out + change.held_out
        WHERE l.community_id = community AND l.id = change.account_id;
    END LOOP;
END $$
"""

# As a transaction of its own, in one statement, so that it is parsed and planned once a connection.
AT_ONCE = """
CREATE FUNCTION post_entries_at_once(community uuid, entries jsonb, transfers jsonb) RETURNS uuid[]
LANGUAGE plpgsql AS $$ DECLARE scope text; BEGIN
    scope := set_config('app.community', community::text, true);
    RETURN post_entries(community, entries, transfers);
END $$
"""

# A deferred check is a queue of triggers at commit; the rows pointed to are there before.
IMMEDIATE = """
DO $$ DECLARE c record; BEGIN
    FOR c IN SELECT conrelid::regclass AS of, conname FROM pg_constraint
        WHERE contype = 'f' AND condeferrable AND conrelid IN ('funding_entry'::regclass)
    LOOP EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I NOT DEFERRABLE', c.of, c.conname); END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_initial")]
    operations = [
        migrations.RunSQL(IMMEDIATE, migrations.RunSQL.noop),
        migrations.RunSQL(VIEW, "DROP VIEW funding_effect"),
        migrations.RunSQL(POST, "DROP FUNCTION post_entries"),
        migrations.RunSQL(AT_ONCE, "DROP FUNCTION post_entries_at_once"),
    ]
