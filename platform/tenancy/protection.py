"""What PostgreSQL itself enforces on every tenant table, brought up to date after each migrate."""

from typing import Any

from django.apps import apps
from django.db import connections, models, transaction

from tenancy import citus
from tenancy.models import PersonModel, PublicModel, SharedModel, TenantForeignKey, TenantModel
from tenancy.roles import app_role, is_app

CONSTRAINT = "SELECT conname FROM pg_constraint WHERE contype = {} AND cardinality(conkey) {} AND conrelid"
READING = "nullif(current_setting('app.reading', true), '')::uuid[]"
SWEEPING = "coalesce(current_setting('app.sweeping', true) = 'on', false)"
ERASING = "coalesce(current_setting('app.erasing', true) = 'on', false)"
SETTING = "current_setting('app.{}', true)::uuid"  # read for each row, so nothing else is asked of it


def protect(using: str, **_: Any) -> None:
    """Grants come last: a table not yet protected is out of the application's reach."""
    if is_app(using):
        return  # only the owner can
    with transaction.atomic(using), connections[using].cursor() as cursor:
        present = connections[using].introspection.table_names(cursor)
        managed = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in present]
        tenants: list[Any] = [model for model in managed if issubclass(model, TenantModel)]
        personal: list[Any] = [model for model in managed if issubclass(model, PersonModel)]
        for model in (*tenants, *personal):
            _lead_key_with_scope(cursor, model)
        if citus.is_installed(cursor):
            citus.distribute(cursor, tenants)
        for model in tenants:
            _keep_references(cursor, model)
            _keep_statistics(cursor, model)
        for model in (*tenants, *personal):
            _keep_policies(cursor, model)
        for model in managed:
            if issubclass(model, PublicModel):
                _keep_audience(cursor, model)
        for model in managed:
            _keep_grants(cursor, model)
        # Not in a migration: when Citus then distributes a view's table it would also want to create the role.
        cursor.execute("SELECT viewname FROM pg_views WHERE schemaname = 'public' AND viewowner = current_user")
        for (view,) in cursor.fetchall():
            cursor.execute(f'GRANT SELECT ON "{view}" TO "{app_role()}"')
        cursor.execute(f'GRANT SELECT ON django_migrations TO "{app_role()}"')


def _lead_key_with_scope(cursor: Any, model: Any) -> None:
    """Django itself keeps `id` as its key, which forms need."""
    table, first = model._meta.db_table, f"{model.scope_columns()[0]}_id"
    for name in _names(cursor, CONSTRAINT.format("'p'", "= 1"), table):
        for change in (f'DROP CONSTRAINT "{name}"', f"ADD PRIMARY KEY ({first}, id)"):
            cursor.execute(f'ALTER TABLE "{table}" {change}')


def _keep_references(cursor: Any, model: type[TenantModel]) -> None:
    """Checked at once: Citus would report a deferred violation as a failed commit."""
    keys = [field for field in model._meta.local_fields if isinstance(field, TenantForeignKey)]
    fields = [field for field in keys if not field.implied]
    wanted = {f"tenant_{field.column}": (field, field.matching) for field in fields}
    sometimes = [field for field in fields if field.while_matching]
    wanted |= {f"tenant_{one.column}_{one.while_matching}": (one, (one.while_matching,)) for one in sometimes}
    existing = _names(cursor, CONSTRAINT.format("'f'", "> 1"), model._meta.db_table)
    for name in existing - wanted.keys():
        cursor.execute(f'ALTER TABLE "{model._meta.db_table}" DROP CONSTRAINT "{name}"')
    for name in wanted.keys() - existing:
        field, matching = wanted[name]
        target = field.related_model
        for side in (model, target):  # or the rows there already would go unchecked
            _lift_force(cursor, side)
        cursor.execute(
            f'ALTER TABLE "{model._meta.db_table}" ADD CONSTRAINT "{name}"'
            f" FOREIGN KEY ({_columns(model, field.name, *matching)})"
            f' REFERENCES "{target._meta.db_table}" ({_columns(target, "id", *matching)})'
        )


def _keep_statistics(cursor: Any, model: type[TenantModel]) -> None:
    """A parent implies its community: without knowing so, PostgreSQL expects a thousandth of the children there are."""
    table, keys = model._meta.db_table, [f for f in model._meta.local_fields if isinstance(f, TenantForeignKey)]
    wanted = {f"tenant_{table}_{field.column}"[:63]: field for field in keys}
    for name in wanted.keys() - _names(cursor, "SELECT stxname FROM pg_statistic_ext WHERE stxrelid", table):
        columns = _columns(model, wanted[name].name)
        cursor.execute(f'CREATE STATISTICS "{name}" (dependencies) ON {columns} FROM "{table}"')


def _keep_policies(cursor: Any, model: Any) -> None:
    """No subqueries, which Citus refuses: a policy compares a column with a setting.

    Of two policies neither leads to rows by an index (the query does, by naming its scope); COALESCE keeps them from
    being held for a second condition as selective as the query's own, which would make plans expect a single row."""
    table, person, community = model._meta.db_table, SETTING.format("person"), SETTING.format("community")
    if issubclass(model, PersonModel):
        wanted = {"person_rows": f"USING (person_id = {person})"}
        if model.given_by:
            column = model._meta.get_field(model.given_by).column
            wanted[f"person_given_{column}"] = f'FOR INSERT WITH CHECK ("{column}" = {community})'
    else:
        here = f"community_id = {community}"
        wanted = {"tenant_rows": f"USING ({here})"}
        if model.owner:
            column = model._meta.get_field(model.owner).column
            wanted = {
                "tenant_rows": f"USING (coalesce({here}, false))",
                f"tenant_own_{column}": f'FOR SELECT USING (coalesce("{column}" = {person}, false))',
            }
        if model.expiry:
            wanted = _until_expiry(wanted, here, f'"{model._meta.get_field(model.expiry).column}"')
    if model.append_only and model.may_go():
        wanted["erased_with_its_person"] = f"AS RESTRICTIVE FOR DELETE USING ({ERASING})"
    _enforce(cursor, table, wanted)


def _enforce(cursor: Any, table: str, wanted: dict[str, str]) -> None:
    existing = _names(cursor, "SELECT polname FROM pg_policy WHERE polrelid", table)
    for name in existing - wanted.keys():
        cursor.execute(f'DROP POLICY "{name}" ON "{table}"')
    for name in wanted.keys() - existing:
        cursor.execute(f'CREATE POLICY "{name}" ON "{table}" {wanted[name]}')
    if _names(cursor, "SELECT 1 FROM pg_class WHERE NOT (relrowsecurity AND relforcerowsecurity) AND oid", table):
        for change in ("ENABLE", "FORCE"):
            cursor.execute(f'ALTER TABLE "{table}" {change} ROW LEVEL SECURITY')


def _until_expiry(wanted: dict[str, str], here: str, column: str) -> dict[str, str]:
    """The same for rows not expired; those that are: seen by whoever sweeps them away, written by none."""
    until = {name: f"{rule[:-1]} AND {column} > now())" for name, rule in wanted.items()}
    return until | {"tenant_expired": f"USING (coalesce({here}, false) AND {SWEEPING}) WITH CHECK (false)"}


def _keep_audience(cursor: Any, model: type[PublicModel]) -> None:
    """Whoever may not find a row cannot read it by any query, join or count; where all may, no index is lost by it."""
    readers = "true"
    if issubclass(model, SharedModel):
        readers = f"readers IS NULL OR coalesce((readers || kept_by) && {READING}, false)"
    wanted = {"shared_readers": f"FOR SELECT USING ({readers})"}
    for name in model.writers:
        column = _column(model, name)
        wanted[f"shared_written_by_{column}"] = f'USING (coalesce("{column}" = {SETTING.format("community")}, false))'
    if owner := getattr(model, "owner", ""):
        column = _column(model, owner)
        own = f'"{column}" = {SETTING.format("person")}'
        wanted[f"shared_own_{column}"] = f"FOR SELECT USING (coalesce({own}, false))"
    _enforce(cursor, model._meta.db_table, wanted)


def _column(model: type[models.Model], name: str) -> str:
    return next(str(one.column) for one in model._meta.concrete_fields if one.name == name)


def _keep_grants(cursor: Any, model: type[models.Model]) -> None:
    table, role = model._meta.db_table, app_role()
    wanted = {"SELECT", "INSERT"}
    if not getattr(model, "append_only", False):
        wanted |= {"UPDATE", "DELETE"}
    elif issubclass(model, TenantModel | PersonModel) and model.may_go():
        wanted |= {"DELETE"}  # a policy of theirs sees to when
    granted = f"privilege_type FROM pg_class, aclexplode(relacl) WHERE grantee = '{role}'::regrole"
    if _names(cursor, f"SELECT {granted} AND pg_class.oid", table) != wanted:
        cursor.execute(f'REVOKE ALL ON "{table}" FROM "{role}"')
        cursor.execute(f'GRANT {", ".join(sorted(wanted))} ON "{table}" TO "{role}"')


def _columns(model: Any, *names: str) -> str:
    return ", ".join(f'"{model._meta.get_field(name).column}"' for name in ("community", *names))


def _lift_force(cursor: Any, model: type[models.Model]) -> None:
    cursor.execute(f'ALTER TABLE "{model._meta.db_table}" NO FORCE ROW LEVEL SECURITY')


def _names(cursor: Any, select: str, table: str) -> set[str]:
    cursor.execute(f"{select} = %s::regclass", [f'"{table}"'])
    return {name for (name,) in cursor.fetchall()}
