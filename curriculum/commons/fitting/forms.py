"""What a community is asked about what it has."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.commons.models.means import MOST_HOURS, MOST_MATERIALS, OLDEST
from curriculum.part_forms import LinesField


class MeansForm(forms.Form):
    materials = LinesField(
        label=_("Materials and tools"), most=100, lines=MOST_MATERIALS, rows=12,
        help_text=_("One a line, in your own words: a tape measure, 20 jars, an oven."),
    )  # fmt: skip
    age_from = forms.IntegerField(label=_("Youngest age"), min_value=0, max_value=OLDEST, required=False)
    age_to = forms.IntegerField(label=_("Oldest age"), min_value=0, max_value=OLDEST, required=False)
    hours = forms.IntegerField(
        label=_("Hours for one curriculum"), min_value=1, max_value=MOST_HOURS, required=False,
        help_text=_("At most, with one group. Left open, time speaks against nothing."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("age_from"), given.get("age_to")
        if first is not None and last is not None and first > last:
            self.add_error("age_to", _("The youngest age is above the oldest one."))
        return given
