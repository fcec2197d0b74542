"""What protection costs: a request's worth of ten statements, on the tenant tables and on plain copies of them."""

import statistics
from collections.abc import Callable
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

from tenancy.roles import as_owner
from tests.benchmarks.table import Line, ratio
from tests.benchmarks.world import World

Statements = list[tuple[str, list[Any]]]
Run = Callable[[Any, Statements], Callable[[], None]]
PAIRS = 9  # of connections
TABLES = ("communities_membership", "curriculum_version", "learners_offering", "learners_enrolment")
SCOPE = "SET LOCAL app.community = '{c}'; SET LOCAL app.person = '00000000-0000-0000-0000-000000000000'"
POINT = {"communities_membership": 3, "curriculum_version": 2, "learners_offering": 2, "learners_enrolment": 1}
LIST = """
    SELECT e.*, o.* FROM {s}learners_enrolment e JOIN {s}learners_offering o ON ({join}o.id = e.offering_id)
    WHERE {where}e.offering_id = %s ORDER BY e.display_name LIMIT 50
"""


def measure(world: World) -> list[Line]:
    _copy_tables()
    community = world.communities[500].pk
    keys = _keys(community)
    ours = _statements("", keys, community, "o.community_id = e.community_id AND ", "{t}.community_id = '{c}' AND ")
    plain = _statements("bare.", keys, community, "", "")
    lines = _other_rows(ours, community)
    for title, run in (("in a transaction a request", _in_one), ("within one open transaction", _inside)):
        pairs = [_on_new_connections(run, ours, plain) for _ in range(PAIRS)]
        a, b, r = (statistics.median(found) for found in zip(*pairs, strict=True))
        lines.append(Line(f"ten statements {title}: protected", a, "/s"))
        lines.append(Line(f"ten statements {title}: plain", b, "/s"))
        lines.append(Line("  ratio", r, "×", 0.9))
    return lines


def _on_new_connections(run: Run, ours: Statements, plain: Statements) -> tuple[float, float, float]:
    """Two servers differ by chance for as long as they live, so that several pairs are asked."""
    with psycopg.connect(_address(), autocommit=True) as one, psycopg.connect(_address(), autocommit=True) as other:
        return ratio(run(one, ours), run(other, plain), rounds=9, seconds=0.15)


def _address() -> str:
    given = settings.DATABASES["default"]
    host = {**given.get("OPTIONS", {})}.get("host") or given["HOST"]
    port = {**given.get("OPTIONS", {})}.get("port") or given["PORT"] or 5432
    return psycopg.conninfo.make_conninfo(
        host=host, port=port, dbname=given["NAME"], user=given["USER"], password=given["PASSWORD"]
    )


def _copy_tables() -> None:
    """The same columns, indexes and rows with ordinary keys, in a schema of their own."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS bare CASCADE; CREATE SCHEMA bare")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            cursor.execute(f"CREATE TABLE bare.{table} (LIKE {table} INCLUDING DEFAULTS)")
            cursor.execute(f"INSERT INTO bare.{table} SELECT * FROM {table}")
            cursor.execute(f"ALTER TABLE bare.{table} ADD PRIMARY KEY (id)")
            cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        cursor.execute("CREATE INDEX ON bare.learners_enrolment (offering_id)")
        cursor.execute(
            "ALTER TABLE bare.learners_enrolment ADD FOREIGN KEY (offering_id) REFERENCES bare.learners_offering"
        )
        cursor.execute(f"GRANT USAGE ON SCHEMA bare TO {settings.DATABASE_ROLES['app']['USER']}")
        cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA bare TO {settings.DATABASE_ROLES['app']['USER']}")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _keys(community: Any) -> dict[str, Any]:
    with psycopg.connect(_address()) as link:
        link.execute(SCOPE.format(c=community))
        return {
            t: link.execute(f"SELECT id FROM {t} WHERE community_id = %s LIMIT 1", [community]).fetchone()[0]
            for t in TABLES
        }


def _statements(schema: str, keys: dict[str, Any], community: Any, join: str, where: str) -> Statements:
    """The scope, eight look-ups by key, and a list of fifty with its parent."""
    found: Statements = [(SCOPE.format(c=community), [])]
    for table, times in POINT.items():
        sql = f"SELECT * FROM {schema}{table} t WHERE {where.format(t='t', c=community)}t.id = %s LIMIT 21"
        found += [(sql, [keys[table]])] * times
    sql = LIST.format(s=schema, join=join, where=where.format(t="e", c=community))
    return [*found, (sql, [keys["learners_offering"]])]


def _run(link: Any, statements: Statements) -> None:
    for sql, params in statements:
        cursor = link.execute(sql, params or None)
        if cursor.description:
            cursor.fetchall()


def _in_one(link: Any, statements: Statements) -> Callable[[], None]:
    def act() -> None:
        with link.transaction():
            _run(link, statements)

    return act


def _inside(link: Any, statements: Statements) -> Callable[[], None]:
    link.execute("BEGIN")
    return lambda: _run(link, statements)


def _other_rows(statements: list[tuple[str, list[Any]]], community: Any) -> list[Line]:
    """Rows that plans read and then threw away because they were another community's."""
    thrown = 0
    with psycopg.connect(_address()) as link:
        link.execute(SCOPE.format(c=community))
        for sql, params in statements[1:]:
            (plan,) = link.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params).fetchone()
            thrown += _thrown(plan[0]["Plan"])
    return [Line("rows of other communities read, 1,000 there", thrown, "", 0, at_least=False)]


def _thrown(node: dict[str, Any]) -> int:
    if node["Node Type"] == "Seq Scan":
        return int(node["Actual Rows"]) + int(node.get("Rows Removed by Filter", 0))
    own = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return int(own) + sum(_thrown(inner) for inner in node.get("Plans", []))
