"""Every statement there is, by its address."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy

from funding.reports.cash import cash
from funding.reports.grid import Statement
from funding.reports.statements import TITLES, Told, activities, balance_sheet, trial_balance


class Kept(NamedTuple):
    title: Any
    lead: Any
    icon: str
    tell: Callable[[Told], Statement]
    plans: bool = False  # whether it can stand beside a budget


STATEMENTS = {
    "sheet": Kept(
        TITLES["sheet"],
        gettext_lazy("What there is and what is owed on a day, and to which funds the rest belongs."),
        "layers", balance_sheet,
    ),
    "activities": Kept(
        TITLES["activities"],
        gettext_lazy("What came in, what it was used for and what is left, fund by fund."),
        "arrow-left-right", activities, plans=True,
    ),
    "cash": Kept(
        TITLES["cash"],
        gettext_lazy("What the banks and boxes held at the start and at the end, and what moved it."),
        "wallet", cash,
    ),
    "trial": Kept(
        TITLES["trial"],
        gettext_lazy("Every line of the chart as debit or credit: both add up to the same, or something is wrong."),
        "scale", trial_balance,
    ),
}  # fmt: skip
