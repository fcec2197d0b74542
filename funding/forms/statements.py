"""Which statement is asked for, and of when."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Community
from funding.reports.periods import EARLIEST, LATEST, PRESETS, Span, preset
from funding.reports.plans import plans_within
from funding.reports.statements import Told
from web.forms import DayField

BEGINS_WITH = "year"
BUDGET = "budget"  # that of all funds, whichever it is


class SpanForm(forms.Form):
    """A period; what cannot be read asks for all of it."""

    since = DayField(label=gettext_lazy("From"), required=False)
    until = DayField(label=gettext_lazy("To"), required=False)

    def span(self) -> Span | None:
        """None where nothing is asked for, or where the period would end before it begins."""
        self.is_valid()
        first, last = (self.cleaned_data.get(part) for part in ("since", "until"))
        if not (first or last):
            return None
        first, last = (min(max(day, EARLIEST), LATEST) for day in (first or EARLIEST, last or LATEST))
        return Span(first, last) if first <= last else None


class StatementForm(SpanForm):
    """Narrows a statement; what cannot be read asks for this year, beside the year before.

    With `plans` it also stands beside a budget: `told` offers those that plan for its days."""

    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False, choices=list(PRESETS.items()))
    compare = forms.CharField(label=gettext_lazy("Compare"), required=False, widget=forms.Select)

    field_order = ("period", "since", "until", "compare")

    def __init__(self, data: Mapping[str, Any], *, community: Community, plans: bool = False) -> None:
        self.community, self.plans = community, plans
        asked = dict(data.items())
        if asked.get("period") not in PRESETS:
            asked["period"] = "own" if asked.get("since") or asked.get("until") else BEGINS_WITH
        super().__init__({"compare": "year", **asked})

    def told(self, *, kept: bool = False) -> Told:
        """`kept`: with learners' own funds, for who keeps the books."""
        own = self.span()
        period = self.cleaned_data.get("period", BEGINS_WITH)
        span = own if period == "own" and own else preset(period, self.community)
        plans = plans_within(span) if self.plans else []
        choices = [("year", _("With a year before")), ("no", _("With nothing"))]
        self.fields["compare"].widget.choices = [*choices, *((str(plan.key), plan.name) for plan in plans)]
        compare = self.cleaned_data.get("compare")
        first = plans[0] if plans and compare == BUDGET else None
        plan = next((one for one in plans if str(one.key) == compare), first)
        if plan:
            self.data = {**self.data, "compare": str(plan.key)}  # so that the field says which, and asks for it again
        return Told(own=self.community.currency, span=span, compare=compare != "no", kept=kept, plan=plan)
