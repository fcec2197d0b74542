"""When the community learns: its time zone, terms and holidays."""

from datetime import date
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.rules import time_zones
from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import RowForm, RowSet, SettingForm, rows_of
from communities.models import Community
from web.amounts import apart, write_day
from web.forms import DayField


class PeriodRow(RowForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    starts = DayField(label=gettext_lazy("First day"))
    ends = DayField(label=gettext_lazy("Last day"))
    shortest = 0  # days between the first and the last

    def clean(self) -> dict[str, Any]:
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts and ends and (ends - starts).days < self.shortest:
            self.add_error("ends", _("The last day comes after the first."))
        return self.cleaned_data


class TermRow(PeriodRow):
    key = forms.SlugField(required=False, max_length=40, widget=forms.HiddenInput)
    shortest = 1


class Terms(RowSet):
    name = gettext_lazy("Term")
    label = gettext_lazy("Terms")
    help = gettext_lazy("Terms follow one another; what is offered runs in one of them.")

    def clean(self) -> None:
        for before, after in pairwise(sorted(self.values(), key=lambda term: term["starts"])):
            if after["starts"] <= before["ends"]:
                told = {"before": before["name"], "after": after["name"]}
                raise ValidationError(_("“%(after)s” starts before “%(before)s” has ended.") % told)
        keys = [term["key"] for term in self.values() if term["key"]]
        if len(keys) != len(set(keys)):
            raise ValidationError(_("Two terms have the same key."))


class Holidays(RowSet):
    name = gettext_lazy("Holiday")
    label = gettext_lazy("Holidays")
    help = gettext_lazy("Days without lessons; attendance and due dates leave them out.")


class CalendarForm(SettingForm):
    rows = {"terms": rows_of(TermRow, Terms, most=30), "holidays": rows_of(PeriodRow, Holidays, most=100)}
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), choices=lambda: [(zone, zone.replace("_", " ")) for zone in time_zones()]
    )

    def value(self) -> Any:
        terms, holidays = (sorted(each.values(), key=lambda period: period["starts"]) for each in self.row_sets)
        keys = {term["key"] for term in terms}
        for term in terms:
            term["key"] = term["key"] or _new_key(term["name"], keys)
        return {
            "time_zone": self.cleaned_data["time_zone"],
            "terms": [{"key": term["key"], **_as_json(term)} for term in terms],
            "holidays": [_as_json(holiday) for holiday in holidays],
        }


def _as_json(period: dict[str, Any]) -> dict[str, Any]:
    return {"name": period["name"], "starts": period["starts"].isoformat(), "ends": period["ends"].isoformat()}


def _new_key(name: str, taken: set[str]) -> str:
    """A term keeps the key it got, whatever it is called later."""
    stem = slugify(name)[:34] or "term"
    key = next(k for k in (stem, *(f"{stem}-{n}" for n in range(2, 99))) if k not in taken)
    taken.add(key)
    return key


def default() -> dict[str, Any]:
    return {"time_zone": "UTC", "terms": [], "holidays": []}


def show(community: Community, value: Any) -> None:
    community.time_zone = value["time_zone"]
    community.calendar = {"terms": value["terms"], "holidays": value["holidays"]}


def shown(community: Community) -> Any:
    return {"time_zone": community.time_zone, **community.calendar}


def words(value: Any) -> list[tuple[str, str]]:
    terms = [(_("Term “%(name)s”") % {"name": apart(term["name"])}, span(term)) for term in value["terms"]]
    holidays = [(_("Holiday “%(name)s”") % {"name": apart(each["name"])}, span(each)) for each in value["holidays"]]
    return [(_("Time zone"), value["time_zone"].replace("_", " ")), *terms, *holidays]


def span(period: dict[str, str]) -> str:
    first, last = (write_day(date.fromisoformat(period[end])) for end in ("starts", "ends"))
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


CALENDAR = SettingKind(
    key="calendar",
    label=gettext_lazy("Calendar"),
    why=gettext_lazy("When the community learns, and the local time of everything it does."),
    form=CalendarForm,
    default=default,
    show=show,
    shown=shown,
    words=words,
    order=30,
)
