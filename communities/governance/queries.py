"""What is in force, and how it came to be."""

from typing import Any

from django.db.models import QuerySet

from communities.governance.kinds import KINDS
from communities.governance.models import Setting


def settings_in_force() -> dict[str, Setting]:
    """The latest row of each known setting, with its decision, in one query."""
    rows = Setting.objects.select_related("decision").order_by("key", "-decision__number").distinct("key")
    return {row.key: row for row in rows if row.key in KINDS}


def value_of(key: str) -> Any:
    """The value in force in the open scope's community, or the default."""
    row = Setting.objects.filter(key=key).order_by("-decision__number").first()
    return row.value if row else KINDS[key].default()


def history_of(key: str) -> QuerySet[Setting]:
    return Setting.objects.filter(key=key).select_related("decision").order_by("-decision__number")
