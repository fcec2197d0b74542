"""What is asked about an indicator of one's own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.facts import SOURCES
from evaluation.formulas import Made
from evaluation.indicators import OUTCOMES, Better
from evaluation.measures import MEASURES


def measure_choices() -> list[tuple[Any, Any]]:
    """By what they are counted from."""
    found = []
    for name, source in SOURCES.items():
        mine = [(key, one.label) for key, one in MEASURES.items() if one.source == name and key != OUTCOMES]
        found.append((source.label, mine))
    return [(label, rows) for label, rows in found if rows]


class IndicatorForm(forms.Form):
    label = forms.CharField(label=_("Name"), max_length=80)
    why = forms.CharField(
        label=_("Why you look at it"), max_length=300, help_text=_("One sentence; it stands beside the figure.")
    )
    made = forms.ChoiceField(label=_("What it is"), choices=Made.choices)
    measure = forms.ChoiceField(label=_("Which number"))
    of = forms.ChoiceField(
        label=_("Divided by"), required=False, help_text=_("For a part of another number, or how much for each.")
    )
    better = forms.ChoiceField(label=_("Which way is better"), choices=Better.choices, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measure, of = self.fields["measure"], self.fields["of"]
        assert isinstance(measure, forms.ChoiceField)
        assert isinstance(of, forms.ChoiceField)
        measure.choices = measure_choices()
        of.choices = [("", _("Nothing")), *measure_choices()]
