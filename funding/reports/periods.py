"""From when to when a statement tells."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.calendar import term_on
from communities.models import Community
from web.amounts import write_day

PRESETS = {
    "month": gettext_lazy("This month"),
    "last-month": gettext_lazy("Last month"),
    "term": gettext_lazy("This term"),
    "year": gettext_lazy("This year"),
    "last-year": gettext_lazy("Last year"),
    "own": gettext_lazy("Own dates"),
}
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True)
class Span:
    """Both days are of it."""

    first: date
    last: date

    @property
    def eve(self) -> date:
        """The day up to whose end the opening figures tell."""
        return self.first - timedelta(days=1)

    @property
    def year_before(self) -> "Span":
        return Span(year_before(self.first), year_before(self.last))

    def __str__(self) -> str:
        return _("%(first)s to %(last)s") % {"first": write_day(self.first), "last": write_day(self.last)}


def preset(key: str, community: Community) -> Span:
    """What runs still is told up to today."""
    today = timezone.localdate()
    this_month = today.replace(day=1)
    if key == "last-month":
        end = this_month - timedelta(days=1)
        return Span(end.replace(day=1), end)
    if key == "last-year":
        return Span(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
    term = term_on(community, today) if key == "term" else None
    if term:
        return Span(term.starts, today)
    return Span(this_month if key == "month" else date(today.year, 1, 1), today)


def year_before(day: date) -> date:
    """The same day; the last one of a month stays the last one."""
    length, was = monthrange(day.year, day.month)[1], monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=was if day.day == length else min(day.day, was))
