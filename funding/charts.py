"""The figures of a period as a chart."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from funding.statements import Flow, Period
from web.amounts import write_money
from web.charts import Chart, bar_chart


def flow_chart(months: list[Flow], period: Period, currency: str) -> Chart:
    """What came in and what went out, side by side, month by month."""
    came_in, went_out = sum(flow.came_in for flow in months), sum(flow.went_out for flow in months)
    told = {
        "came_in": write_money(came_in, currency),
        "went_out": write_money(went_out, currency),
        "period": period.name,
    }
    return bar_chart(
        title=_("In and out by month"),
        summary=_("%(period)s: %(came_in)s came in and %(went_out)s went out.") % told,
        heading=_("Month"),
        labels=[date_format(flow.month, "F Y") for flow in months],
        series={
            _("In"): [flow.came_in for flow in months],
            _("Out"): [flow.went_out for flow in months],
        },
        write=lambda amount: write_money(int(amount), currency),
    )
