"""A line of the chart of accounts, as people write it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from funding.chart_templates import TEMPLATES
from funding.models import ChartLine, Kind
from tenancy.keys import uuid7

NUMBER = r"^[0-9A-Za-z.\-]{1,20}$"


class LineForm(forms.Form):
    number = forms.RegexField(
        NUMBER, label=gettext_lazy("Number"), max_length=20,
        help_text=gettext_lazy(
            "Lines stand in this order. 1 what there is, 2 what is owed, 3 net assets, 4 income, 5 expenses."
        ),
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    heading = forms.CharField(
        label=gettext_lazy("Heading"), max_length=100, required=False,
        widget=forms.TextInput(attrs={"list": "headings", "autocomplete": "off"}),
        help_text=gettext_lazy("Lines of one heading stand together, on this page and in statements."),
    )  # fmt: skip

    def __init__(self, *args: Any, line: ChartLine | None = None, **kwargs: Any) -> None:
        if line:
            kwargs["initial"] = {"number": line.number, "name": line.name, "heading": line.heading}
        super().__init__(*args, **kwargs)


class NewLineForm(LineForm):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=Kind.choices, initial=Kind.EXPENSE,
        help_text=gettext_lazy("It stays what it is; the rest can be changed later."),
    )  # fmt: skip
    field_order = ["id", "kind", "number", "name", "heading"]


class TemplateForm(forms.Form):
    template = forms.ChoiceField(
        label=gettext_lazy("Template"), widget=forms.RadioSelect,
        choices=lambda: [(one.key, f"{one.name}: {one.lead}") for one in TEMPLATES.values()],
    )  # fmt: skip
