"""Which reports a community has written, how they come to their readers, and which are due: its own setting."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db import models
from django.db.models import Max
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.calendar import terms_of
from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm
from communities.governance.queries import value_of
from communities.models import Community
from evaluation.models import Report
from evaluation.periods import Kind, Period, ended


class Way(models.TextChoices):
    NONE = "", gettext_lazy("Not written")
    AT_ONCE = "at-once", gettext_lazy("Everyone reads it as soon as it is written")
    REVIEWED = "reviewed", gettext_lazy("A draft first: looked over, then published")


REGULAR = (Kind.DAILY, Kind.WEEKLY, Kind.TERMLY, Kind.YEARLY)
CHOSEN = (*REGULAR, Kind.ON_DEMAND)
MOST_AT_ONCE = 31  # of a kind, after a time in which nothing could be written
DEFAULT = {
    Kind.DAILY.value: Way.NONE.value, Kind.WEEKLY.value: Way.AT_ONCE.value, Kind.TERMLY.value: Way.REVIEWED.value,
    Kind.YEARLY.value: Way.REVIEWED.value, Kind.ON_DEMAND.value: Way.REVIEWED.value, "year_starts": 1,
}  # fmt: skip


def _way(label: Any, help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=Way.choices, help_text=help_text)


class ReportingForm(SettingForm):
    daily = _way(Kind.DAILY.label)
    weekly = _way(Kind.WEEKLY.label)
    termly = _way(Kind.TERMLY.label, gettext_lazy("Of the terms in the calendar."))
    yearly = _way(Kind.YEARLY.label)
    asked = _way(Kind.ON_DEMAND.label, gettext_lazy("Of days that somebody chooses who looks reports over."))
    year_starts = forms.TypedChoiceField(
        label=gettext_lazy("The year begins in"), coerce=int, choices=list(MONTHS.items()),
        help_text=gettext_lazy("Twelve months from the first of it."),
    )  # fmt: skip


def _words(value: Any) -> list[tuple[str, str]]:
    kinds = [(str(kind.label), str(Way(value[kind.value]).label)) for kind in CHOSEN]
    return [*kinds, (_("The year begins in"), str(MONTHS[value["year_starts"]]))]


REPORTING = SettingKind(
    key="reporting",
    label=gettext_lazy("When reports are written"),
    why=gettext_lazy("Which reports the community has, and who sees them first."),
    form=ReportingForm,
    default=lambda: dict(DEFAULT),
    words=_words,
    order=61,
)


def way_of(kind: str) -> Way:
    """How a report of that kind comes to its readers in the open scope's community."""
    return Way(value_of("reporting")[kind]) if kind in DEFAULT else Way.AT_ONCE


def due_here(community: Community, moment: datetime) -> list[tuple[Period, Way]]:
    """In the community's scope: what was over by its clocks at that moment and has no report yet, the oldest first.

    Of each kind all since the last report there is, or else the latest; nothing of a time before it was founded."""
    value, place = value_of("reporting"), ZoneInfo(community.time_zone)
    today, founded = moment.astimezone(place).date(), community.founded_at.astimezone(place).date()
    latest = dict(Report.objects.order_by("kind").values_list("kind").annotate(Max("ends_on")))
    terms = terms_of(community)
    found: list[tuple[Period, Way]] = []
    for kind in REGULAR:
        if value[kind]:
            over = partial(ended, kind, terms=terms, month=value["year_starts"])
            since = _since(over, today, latest.get(kind))
            found += [(period, Way(value[kind])) for period in since if period.ends >= founded]
    return found


def _since(over: Callable[[date], Period | None], today: date, last: date | None) -> list[Period]:
    found: list[Period] = []
    period = over(today)
    while period and period.starts and len(found) < MOST_AT_ONCE and (last is None or period.ends > last):
        found.append(period)
        period = over(period.starts) if last else None
    return found[::-1]
