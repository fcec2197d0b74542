"""How PostgreSQL gives one person's rows to another who is the same: also those that the app may only add to.

The two functions run as the owner of the tables and name each of them. They carry rows between a person and their alias
alone, and change nothing but whose a row is; row security holds them to the open scope as it holds everyone.
A community's rows go in one statement, or a reference that names the person would break on the way."""

from typing import Any

from django.db import connections

from learners.identity.tables import Table, own_tables, tables_here
from tenancy.roles import app_role, is_app

GUARD = """
    IF NOT EXISTS (
        SELECT FROM accounts_person
        WHERE (id = source AND alias_of_id = target) OR (id = target AND alias_of_id = source)
    ) THEN
        RAISE insufficient_privilege USING MESSAGE = 'these two are not one person';
    END IF;
"""
FUNCTION = """
CREATE OR REPLACE FUNCTION {name}(source uuid, target uuid, ids jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    here uuid := current_setting('app.community', true)::uuid;
    before text := current_setting('app.person', true);
    held jsonb;
BEGIN
{body}
END $$;
REVOKE ALL ON FUNCTION {name}(uuid, uuid, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {name}(uuid, uuid, jsonb) TO "{role}";
"""
NAMED = "id IN (SELECT jsonb_array_elements_text(ids -> '{name}')::uuid)"
HERE = 'UPDATE "{name}" SET {changes} WHERE community_id = here AND "{column}" = source AND {named}'
OWN = """
    IF jsonb_array_length(ids -> '{name}') > 0 THEN
        EXECUTE format('SET LOCAL app.person = %L', source);
        WITH gone AS (DELETE FROM "{name}" WHERE "{column}" = source AND {named} RETURNING *)
        SELECT jsonb_agg(to_jsonb(gone) || jsonb_build_object('{column}', target)) INTO held FROM gone;
        EXECUTE format('SET LOCAL app.person = %L', target);
        INSERT INTO "{name}" SELECT * FROM jsonb_populate_recordset(null::"{name}", coalesce(held, '[]'));
    END IF;
"""
BACK = "EXECUTE format('SET LOCAL app.person = %L', before);"


def define(using: str, **_: Any) -> None:
    """After each migrate, by the owner."""
    if is_app(using):
        return
    with connections[using].cursor() as cursor:
        for name, body in (("carry_here", _here()), ("carry_own", _own())):
            cursor.execute(FUNCTION.format(name=name, body=GUARD + body, role=app_role()))


def _here() -> str:
    *others, last = [_of(HERE, table) for table in tables_here()]
    named = ",\n".join(f"t{number} AS ({one})" for number, one in enumerate(others))
    return f"WITH {named}\n{last};"


def _own() -> str:
    """What is only added to is let go as it is when somebody is erased."""
    tables = "".join(_of(OWN, table) for table in own_tables())
    return f"SET LOCAL app.erasing = 'on';{tables}SET LOCAL app.erasing = 'off';{BACK}"


def _of(statement: str, table: Table) -> str:
    """What they did themself in a row of theirs, they did by either name."""
    changes = [f'"{table.column}" = target']
    changes += [f'"{one}" = CASE "{one}" WHEN source THEN target ELSE "{one}" END' for one in table.others]
    return statement.format(
        name=table.name, column=table.column, named=NAMED.format(name=table.name), changes=", ".join(changes)
    )
