"""A budget and what was posted, month by month, as a chart."""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from funding.budgets.forecast import month_starts
from funding.budgets.models import Budget
from web.amounts import write_money
from web.charts import Chart, line_chart


def course(title: str, plan: Sequence[int], months: Sequence[int], budget: Budget, today: date) -> Chart:
    """Summed up from the first month on; what was posted ends with the month of today."""
    firsts, currency = month_starts(budget.starts, budget.ends), budget.currency
    planned, posted = list(accumulate(plan)), list(accumulate(months))
    known = [amount if first <= today else None for first, amount in zip(firsts, posted, strict=True)]
    so_far = next((amount for amount in reversed(known) if amount is not None), 0)
    told = {
        "planned": write_money(planned[-1], currency), "posted": write_money(so_far, currency), "title": title,
    }  # fmt: skip
    return line_chart(
        title=title,
        summary=_("%(title)s: %(posted)s so far of %(planned)s planned.") % told,
        subtitle=_("summed up from month to month"),
        heading=_("Month"),
        labels=[date_format(first, "M Y") for first in firsts],
        series={_("Planned"): planned, _("Actual"): known},
        write=lambda amount: write_money(int(amount), currency),
    )
