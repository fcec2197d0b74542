"""On Citus, tenant tables are spread by community and the tables they share go to every node."""

from typing import Any

from django.apps import apps
from django.core.management.color import no_style

from tenancy.models import TenantModel


def is_installed(cursor: Any) -> bool:
    cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'citus'")
    return cursor.fetchone() is not None


def distribute(cursor: Any, tenants: list[type[TenantModel]]) -> None:
    """Place the tables not placed yet; protect() then adds the references and policies."""
    cursor.execute("SET LOCAL citus.multi_shard_modify_mode = 'sequential'")
    cursor.execute("SET LOCAL citus.enable_unsafe_triggers = 'on'")  # ours write rows of the same community alone
    # Not the view citus_tables: it measures shards and so waits for this very transaction.
    cursor.execute("SELECT logicalrelid::text FROM pg_dist_partition WHERE partmethod = 'h' OR repmodel = 't'")
    placed = {table for (table,) in cursor.fetchall()}
    waiting = [model for model in tenants if model._meta.db_table not in placed]
    for model in waiting:
        _bare(cursor, model._meta.db_table)
    for table in sorted(_shared_tables(waiting) - placed):
        cursor.execute("SELECT create_reference_table(%s)", [table])
    for model in waiting:
        cursor.execute("SELECT create_distributed_table(%s, 'community_id')", [model._meta.db_table])
    if waiting:
        _restart_counters(cursor)


def _bare(cursor: Any, table: str) -> None:
    """Forced row security would lose the rows to be moved, and references would want an order."""
    cursor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
    cursor.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f' AND cardinality(conkey) > 1",
        [table],
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')


def _restart_counters(cursor: Any) -> None:
    """Citus adopts the tables that point to a reference table, and forgets their last id."""
    shared = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed]
    for statement in cursor.db.ops.sequence_reset_sql(no_style(), shared):
        cursor.execute(statement)


def _shared_tables(tenants: list[type[TenantModel]]) -> set[str]:
    targets: Any = [f.related_model for m in tenants for f in m._meta.local_fields if f.is_relation]
    return {m._meta.db_table for m in targets if not issubclass(m, TenantModel)}
