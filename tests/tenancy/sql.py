"""What each statement on a scoped table must say, so that neither plan nor shard touches other communities' rows."""

import re

from django.apps import apps

from tenancy.models import PersonModel, TenantModel

TENANT = {m._meta.db_table: m for m in apps.get_models() if issubclass(m, TenantModel)}
PERSONAL = {m._meta.db_table for m in apps.get_models() if issubclass(m, PersonModel)}
NAMED = re.compile(
    r'(?:FROM|JOIN|UPDATE|INTO)\s+"(\w+)"(?:\s+(?!ON\b|WHERE\b|SET\b|ORDER\b|LIMIT\b|GROUP\b|INNER\b|LEFT\b)"?(\w+)"?)?'
)


def loose_ends(sql: str) -> list[str]:
    """The scoped tables that a statement reads or writes without naming their community, owner or person.

    The inner query of an exclude() (aliases U0, U1, …) is tied to its outer row; the policy holds it to the scope."""
    loose = []
    for table, alias in NAMED.findall(sql):
        if sql.startswith("INSERT") or re.fullmatch(r"U\d+", alias) or table not in TENANT.keys() | PERSONAL:
            continue
        columns = ["person_id"] if table in PERSONAL else ["community_id"]
        if table in TENANT and TENANT[table].owner:
            columns.append(TENANT[table]._meta.get_field(TENANT[table].owner).column)
        sides = [rf'"?{alias or table}"?\."{column}"' for column in columns]
        if not any(re.search(rf"{side}\)? = |= \(?{side}", sql) for side in sides):
            loose.append(f"{table}: {sql}")
    return loose
