"""What is asked about an indicator of one's own, and what is compared in the observatory."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from evaluation.facts import SOURCES
from evaluation.formulas import Made
from evaluation.indicators import OUTCOMES, Better
from evaluation.measures import MEASURES
from web.forms import DayField

Choices = Sequence[tuple[str, Any]]
SIDES: Choices = (
    ("community", _("Communities")), ("country", _("Countries")), ("region", _("Regions")), ("circle", _("Circles")),
    ("kind", _("Kinds of community")),
)  # fmt: skip


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


class CompareForm(forms.Form):
    """What the observatory compares; what is not among the choices is as if it was not chosen."""

    by = forms.ChoiceField(label=_("Compare"), required=False, choices=SIDES)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    circle = forms.ChoiceField(label=_("Circle"), required=False)
    near = forms.ChoiceField(label=_("Only those like"), required=False)
    period = forms.ChoiceField(label=_("Publication"), required=False)

    def __init__(self, *args: Any, choices: Mapping[str, Choices], periods: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.communities = choices["near"]
        kinds = [one for one in Community.Kind.choices if one[0] != Community.Kind.NETWORK]
        every = {
            "kind": _("Every kind"), "country": _("Every country"), "region": _("Every region"),
            "circle": _("Every circle"), "near": _("All communities"), "period": _("The latest"),
        }  # fmt: skip
        offered: dict[str, Choices] = {**choices, "kind": kinds, "period": periods}
        self.labels = {name: dict(found) for name, found in {**offered, "by": SIDES}.items()}
        for name, found in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", every[name]), *found]

    def chosen(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

    def address(self, **others: str) -> str:
        """The query of what was chosen, as it is always written; `others` in place of what was chosen there."""
        told = {name: others.get(name, self.chosen(name)) for name in self.fields}
        return urlencode({name: key for name, key in told.items() if key})

    def told(self) -> str:
        """What is compared, in words."""
        what = self._label("by", self.chosen("by") or "community")
        of = [self._label(name, self.chosen(name)) for name in ("kind", "region", "country", "circle")]
        if self.chosen("near"):
            of.append(gettext("like %(name)s") % {"name": self._label("near", self.chosen("near"))})
        if not any(of):
            return gettext("%(what)s side by side") % {"what": what}
        return gettext("%(what)s side by side (%(of)s)") % {"what": what, "of": ", ".join(filter(None, of))}

    def _label(self, name: str, key: str) -> str:
        return str(self.labels[name][key]) if key else ""


class AskForm(forms.Form):
    starts = DayField(label=_("First day"))
    ends = DayField(label=_("Last day"), help_text=_("It has to be over."))


class WordsForm(forms.Form):
    words = forms.CharField(
        label=_("What readers find first"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What the figures mean here, what was tried, what comes next. No names of learners."),
    )  # fmt: skip
