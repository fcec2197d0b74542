"""What people fill in about budgets. Amounts come out in minor units."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.proposals.effect_forms import FORMS, EffectForm
from communities.models import Community
from funding.budgets.actions import Row
from funding.budgets.forecast import month_starts
from funding.budgets.models import Budget, Draft, DraftLine, Version
from funding.budgets.queries import MOST, open_versions, planned_funds, planned_lines, with_lines
from funding.budgets.words import label_of, named
from funding.models import ChartLine, Fund
from web.forms import DayField, MoneyField, offer

EMPTY, LAST_YEAR = "empty", "last_year"
PARTS = ("amount", "note")


class BudgetForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    fund = forms.ModelChoiceField(
        Fund.objects.none(), label=gettext_lazy("Of which fund"), required=False,
        empty_label=gettext_lazy("All funds together"),
        help_text=gettext_lazy("Learners’ own funds are in none: what they are used for the learner chooses."),
    )  # fmt: skip
    starts = DayField(label=gettext_lazy("Starts"), help_text=gettext_lazy("A budget is of whole months."))
    ends = DayField(label=gettext_lazy("Ends"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, fund=planned_funds())


class StartForm(forms.Form):
    """A scenario to begin with."""

    scenario = forms.CharField(
        label=gettext_lazy("What it is called"), max_length=60,
        help_text=gettext_lazy("What tells it from the others: careful, hoped for, without the grant."),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("What it assumes"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    source = forms.ChoiceField(label=gettext_lazy("Begin with"), widget=forms.RadioSelect)
    percent = forms.IntegerField(
        label=gettext_lazy("More or less by, in per cent"), required=False, min_value=-99, max_value=1000,
        help_text=gettext_lazy("Of each amount that is copied: 3, or -5."),
    )  # fmt: skip
    by_month = forms.BooleanField(
        label=gettext_lazy("Month by month as last year"), required=False,
        help_text=gettext_lazy("Else each amount is spread evenly over the days."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, budget: Budget) -> None:
        super().__init__(data, initial={"source": LAST_YEAR})
        self.plans = {str(one.pk): one for one in with_lines(budget)}
        given = [(LAST_YEAR, _("What the same months came to a year before")), (EMPTY, _("Nothing"))]
        copies = [(key, _("A copy of %(plan)s") % {"plan": named(plan)}) for key, plan in self.plans.items()]
        offer(self, source=[*given, *copies])

    def chosen(self) -> dict[str, Any]:
        """For `start_draft`."""
        given = {name: self.cleaned_data[name] for name in ("scenario", "words", "by_month")}
        source = self.cleaned_data["source"]
        copied = {"like": self.plans.get(source), "last_year": source == LAST_YEAR}
        return {**given, **copied, "percent": self.cleaned_data["percent"] or 0}


class LinesForm(forms.Form):
    """Every line of the chart, and those of single funds: an amount left empty plans nothing there."""

    words = StartForm.base_fields["words"]

    def __init__(self, data: Any = None, *, draft: Draft) -> None:
        super().__init__(data, initial={"words": draft.words})
        self.draft = draft
        self.places = self._places()
        for key, (line, fund, planned) in self.places.items():
            name = label_of(line, fund)
            self.fields[f"amount-{key}"] = self._money(
                _("%(line)s: amount") % {"line": name}, planned.amount if planned else None
            )
            self.fields[f"note-{key}"] = _note(_("%(line)s: note") % {"line": name}, planned.note if planned else "")
        if draft.budget.fund_id is None:
            self._one_more()

    def _places(self) -> dict[str, tuple[ChartLine, Fund | None, DraftLine | None]]:
        held = list(self.draft.lines.select_related("line", "fund").order_by("line__number", "fund__name"))
        whole = {one.line_id: one for one in held if one.fund_id is None}
        lines = {one.pk: one for one in [*planned_lines(), *(one.line for one in held)]}
        found: list[tuple[ChartLine, Fund | None, DraftLine | None]] = []
        for pk, line in sorted(lines.items(), key=lambda pair: (pair[1].kind != "income", pair[1].number)):
            found.append((line, None, whole.get(pk)))
            found += [(line, one.fund, one) for one in held if one.line_id == pk and one.fund_id]
        return {f"{line.pk}-{fund.pk if fund else ''}": (line, fund, one) for line, fund, one in found}

    def _money(self, label: str, initial: int | None) -> MoneyField:
        return MoneyField(
            label=label, required=False, max_length=40, least=0, currency=self.draft.budget.currency, initial=initial
        )

    def _one_more(self) -> None:
        """A line for a single fund."""
        self.fields["more-line"] = forms.ModelChoiceField(
            planned_lines(), label=_("Line of the chart"), required=False, empty_label=_("None")
        )
        self.fields["more-fund"] = forms.ModelChoiceField(
            planned_funds(), label=_("Fund"), required=False, empty_label=_("None")
        )
        self.fields["more-amount"] = self._money(_("How much"), None)
        self.fields["more-note"] = _note(_("Note"), "")

    def clean(self) -> dict[str, Any]:
        more = [self.cleaned_data.get(f"more-{part}") for part in ("line", "fund", "amount")]
        if any(more) and not all(more) and not self.errors:
            self.add_error("more-line", _("A line for one fund needs the line, the fund and an amount."))
        return self.cleaned_data

    def rows(self) -> list[Row]:
        found = []
        for key, (line, fund, _planned) in self.places.items():
            if amount := self.cleaned_data[f"amount-{key}"]:
                found.append(Row(line, amount, fund, self.cleaned_data[f"note-{key}"]))
        if amount := self.cleaned_data.get("more-amount"):
            more = {part: self.cleaned_data[f"more-{part}"] for part in ("line", "fund", "note")}
            found.append(Row(more["line"], amount, more["fund"], more["note"]))
        return found

    def table(self) -> list[dict[str, Any]]:
        """What each row of the page shows."""
        return [
            {"line": line, "fund": fund, "planned": planned, **{part: self[f"{part}-{key}"] for part in PARTS}}
            for key, (line, fund, planned) in self.places.items()
        ]


def _note(label: str, initial: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=300, initial=initial)


class MonthsForm(forms.Form):
    """A line month by month."""

    def __init__(self, data: Any = None, *, budget: Budget, plan: list[int]) -> None:
        super().__init__(data)
        for number, (first, amount) in enumerate(zip(month_starts(budget.starts, budget.ends), plan, strict=True)):
            self.fields[f"m{number}"] = MoneyField(
                label=date_format(first, "F Y"), required=False, max_length=40, least=0, currency=budget.currency,
                initial=amount,
            )  # fmt: skip

    def months(self) -> list[int]:
        return [self.cleaned_data[name] or 0 for name in self.fields]


class CompareForm(forms.Form):
    of = forms.MultipleChoiceField(
        label=gettext_lazy("Side by side"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, *, plans: dict[str, Version | Draft]) -> None:
        super().__init__(data)
        self.plans = plans
        offer(self, of=[(key, named(plan)) for key, plan in plans.items()])

    def keys(self) -> list[str]:
        """What is asked for and there is, at most so many."""
        asked = self.data.getlist("of") if hasattr(self.data, "getlist") else []
        return [key for key in asked if key in self.plans][:MOST]


class AdoptForm(EffectForm):
    matter = "budget"
    parts = ("version",)
    version = forms.ChoiceField(label=gettext_lazy("Which version"))

    @classmethod
    def fits(cls, _community: Community) -> bool:
        return open_versions().exists()

    def offered(self, _community: Community) -> dict[str, Any]:
        return {"version": [(str(one.pk), f"{one.budget.name}: {named(one)}") for one in open_versions()[:500]]}


FORMS["adopt_budget"] = AdoptForm
