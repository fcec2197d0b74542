"""Which statement is asked for, and of when."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from communities.models import Community
from funding.reports.periods import EARLIEST, LATEST, PRESETS, Span, preset
from funding.reports.statements import Told
from web.forms import DayField

BEGINS_WITH = "year"


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
    """Narrows a statement; what cannot be read asks for this year, beside the year before."""

    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False, choices=list(PRESETS.items()))
    compare = forms.ChoiceField(
        label=gettext_lazy("Compare"), required=False,
        choices=[("year", gettext_lazy("With a year before")), ("no", gettext_lazy("With nothing"))],
    )  # fmt: skip

    field_order = ("period", "since", "until", "compare")

    def __init__(self, data: Mapping[str, Any], *, community: Community) -> None:
        self.community = community
        asked = dict(data.items())
        if asked.get("period") not in PRESETS:
            asked["period"] = "own" if asked.get("since") or asked.get("until") else BEGINS_WITH
        super().__init__({"compare": "year", **asked})

    def told(self, *, kept: bool = False) -> Told:
        """`kept`: with learners' own funds, for who keeps the books."""
        own = self.span()
        period = self.cleaned_data.get("period", BEGINS_WITH)
        span = own if period == "own" and own else preset(period, self.community)
        compare = self.cleaned_data.get("compare") != "no"
        return Told(own=self.community.currency, span=span, compare=compare, kept=kept)
