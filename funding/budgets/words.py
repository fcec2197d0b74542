"""How lines and versions are named."""

from typing import Any

from django.utils.translation import gettext as _

from funding.budgets.models import Draft, Version
from funding.models import ChartLine, Fund


def label_of(line: ChartLine, fund: Fund | None) -> str:
    return f"{line.name} · {fund.name}" if fund else line.name


def named(plan: Version | Draft | Any) -> str:
    """A scenario by its name, a version by its number too."""
    if isinstance(plan, Version):
        return _("Version %(number)s: %(scenario)s") % {"number": plan.number, "scenario": plan.scenario}
    return str(plan.scenario)
