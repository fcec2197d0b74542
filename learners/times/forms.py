"""A week's meetings as rows that need no JavaScript."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from communities.governance.kinds.forms import RowForm, RowSet, rows_of
from learners.models import Offering
from learners.times.slots import MOST, Slot


def _clock(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time", "step": 300}, format="%H:%M"))


class TimeRow(RowForm):
    weekday = forms.TypedChoiceField(
        label=_("Day"), coerce=int, choices=lambda: [("", _("Choose one")), *WEEKDAYS.items()]
    )
    starts = _clock(_("From"))
    ends = _clock(_("Until"))


class Times(RowSet):
    name = _("Meeting")
    label = _("When it meets each week")
    help = _("By the clock of this community. Leave all of it empty where everyone goes at their own pace.")
    spare = 2

    def slots(self) -> list[Slot]:
        return [Slot(row["weekday"], row["starts"], row["ends"]) for row in self.values()]


TimeRows = rows_of(TimeRow, Times, most=MOST)


def as_rows(offering: Offering | None) -> list[dict[str, Any]]:
    return [slot._asdict() for slot in offering.slots] if offering else []
