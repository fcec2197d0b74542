"""What is in force, how it came to be, and what was decided."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from communities.governance.kinds import KINDS
from communities.governance.models import Decision, Setting
from communities.governance.rules import Rule

DECISION_SORTS = {"number": "number", "title": "title", "by": "decided_by_name"}


class Told(NamedTuple):
    """What a line of a list says of a decision."""

    number: int
    title: str
    decided_at: datetime
    decided_by_name: str


def settings_in_force() -> dict[str, Setting]:
    """The latest row of each known setting, with its decision, in one query; see `in_force`."""
    rows = Setting.objects.select_related("decision").order_by("key", "-decision__number").distinct("key")
    decided = {row.key: row for row in rows}
    return {key: decided.get(key) or _as_built_in(key) for key in KINDS}


def in_force(key: str) -> Setting:
    """The latest row; where nothing was decided yet, an unsaved one without a decision that says what is built in.

    So it is in a community that was founded before there was such a setting."""
    return history_of(key).first() or _as_built_in(key)


def value_of(key: str) -> Any:
    """The value in force in the open scope's community, or the default."""
    row = Setting.objects.filter(key=key).order_by("-decision__number").first()
    return row.value if row else KINDS[key].default()


def _as_built_in(key: str) -> Setting:
    return Setting(key=key, value=KINDS[key].default())


def rule_in_force(matter: str) -> Rule:
    """By which rule the open scope's community decides a kind of matter."""
    return Rule.read(value_of("decision_rules").get(matter, {}))


def history_of(key: str) -> QuerySet[Setting]:
    """The latest first, each with its decision."""
    found: QuerySet[Setting] = Setting.objects.filter(key=key).select_related("decision").order_by("-decision__number")
    return found


def decisions(*, q: str = "", kind: str = "", sort: str = "-number") -> QuerySet[Decision]:
    """The latest first unless sorted otherwise."""
    found: QuerySet[Decision] = Decision.objects.all()
    if q:
        found = found.filter(title__icontains=q) | found.filter(reason__icontains=q)
    if kind:
        found = found.filter(kind=kind)
    column = DECISION_SORTS.get(sort.removeprefix("-"), "number")
    return found.order_by(f"-{column}" if sort.startswith("-") else column, "-number")


def before(setting: Setting) -> Setting | None:
    """What this value took the place of."""
    return history_of(setting.key).filter(decision__number__lt=setting.decision.number).first()
