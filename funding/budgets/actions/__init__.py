"""What may be done to budgets. Amounts are minor units."""

from funding.budgets.actions.adopting import adopt_version
from funding.budgets.actions.alerting import tell_of_lines
from funding.budgets.actions.preparing import (
    Row,
    open_budget,
    propose_draft,
    remove_draft,
    set_months,
    start_draft,
    write_lines,
)

__all__ = [
    "Row", "adopt_version", "open_budget", "propose_draft", "remove_draft", "set_months", "start_draft",
    "tell_of_lines", "write_lines",
]  # fmt: skip
