"""What each community planned for the year that runs: adopted when it began, with a scenario of how it might go on."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from communities.governance.effects import effect_of
from communities.models import Membership
from demo.meeting import Stories, ago
from demo.planting import Garden, Home
from demo.words import say
from funding.budgets.actions import (
    Row,
    adopt_version,
    open_budget,
    propose_draft,
    start_draft,
    tell_of_lines,
    write_lines,
)
from funding.budgets.models import Budget, Version
from funding.budgets.queries import moved
from funding.models import ChartLine, Fund
from web.amounts import exponent

MONTHS_BACK = 190  # days; the books of the demo begin then
IN_TENTHS = {  # of a teacher's month
    "grants": 330, "donations": 5, "fees": 5, "people": 250, "premises": 27, "materials": 11, "transport": 9,
}  # fmt: skip
WIDENED = 33  # days ago
NEARLY = 88  # per cent of the food that is used up


def stories(garden: Garden) -> Stories:
    starts = (garden.today - timedelta(days=MONTHS_BACK)).replace(day=1)
    for slug, home in garden.homes.items():
        days = (garden.today - starts).days
        yield days, slug, partial(_adopt, home, starts, days)
        yield 0.01, slug, partial(_go_on, home, garden.today)
    yield WIDENED, "alder-bridge", partial(_widen_the_library, garden.homes["alder-bridge"])


def _adopt(home: Home, starts: date, days: int) -> None:
    place, by = home.place, Membership.objects.get(person=home.administrator)
    ends = starts.replace(year=starts.year + 1) - timedelta(days=1)
    years = f"{starts.year}–{ends.year}" if ends.year > starts.year else str(starts.year)
    name = f"{say(place, 'Budget')} {years}"
    budget = open_budget(name=name, currency=place.currency, starts=starts, ends=ends)
    words = say(place, "The grants as promised, two teachers all year, and no new room.")
    draft = start_draft(budget, scenario=say(place, "careful"), words=words, by=by)
    began = ago(days)
    version = propose_draft(write_lines(draft, _rows(home, budget)), at=began)
    reason = say(place, "We went through it line by line on three evenings.")
    adopt_version(version, by=home.administrator, reason=reason, voted_at=began)


def _rows(home: Home, budget: Budget) -> list[Row]:
    tenth = home.place.wages * 10 ** exponent(home.place.currency) // 10
    lines = {line.usual: line for line in ChartLine.objects.exclude(usual="")}
    food = sum(one.amount for one in moved(budget) if one.line == lines["food"].pk)
    library = Fund.objects.get(name=say(home.place, "Library"))
    note = say(home.place, "What the learners chose last spring")
    return [
        *(Row(lines[usual], tenth * number) for usual, number in IN_TENTHS.items()),
        Row(lines["food"], food * 100 // NEARLY),
        Row(lines["materials"], tenth * 9, library, note),
    ]


def _widen_the_library(home: Home) -> None:
    """What a restricted fund is for changes by a decision alone."""
    fund, effect = Fund.objects.get(name=say(home.place, "Library")), effect_of("change_fund")
    wanted = {"fund": str(fund.pk), "purpose": "Books, recordings and films that the learners choose", "ends_on": None}
    why = "Half of what the learners asked for this year can’t be printed."
    effect.enact(effect.checked(wanted, home.community), home.administrator, why, ago(WIDENED))


def _go_on(home: Home, today: date) -> None:
    """A scenario that is being written, another that was proposed in one place, and who is told that food runs out."""
    place, by = home.place, Membership.objects.get(person=home.administrator)
    version = Version.objects.select_related("budget").get()
    words = say(place, "If the county answers in time.")
    like: dict[str, Any] = {"like": version, "by": by, "words": words}
    start_draft(version.budget, scenario=say(place, "hoped for"), percent=6, **like)
    if place.slug == "alder-bridge":
        propose_draft(start_draft(version.budget, scenario=say(place, "with a second bus"), percent=3, **like))
    tell_of_lines(today=today)
