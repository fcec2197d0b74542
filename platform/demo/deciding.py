"""A few decisions of each community, by who keeps its keys."""

from functools import partial
from typing import Any

from communities.governance.actions import decide
from communities.governance.models import Decision
from communities.governance.queries import value_of
from communities.roles import built_in
from demo.meeting import Stories, ago
from demo.planting import Garden, Home
from demo.words import say


def stories(garden: Garden) -> Stories:
    for slug, home in garden.homes.items():
        yield 590, slug, partial(_raise_the_highest_level, home)
        yield 400, slug, partial(_let_teachers_approve, home)
        yield 310, slug, partial(_add_a_repair_day, home)
        yield 60, slug, partial(_share_reports, home)


def _raise_the_highest_level(home: Home) -> None:
    scale = value_of("mastery_scale")
    finer = [*scale[:-1], {**scale[-1], "from": min(scale[-1]["from"] + 10, 95)}]
    why = "Too many reached it in the first month."
    _decide(home, 590, {"mastery_scale": finer}, "Ask more of the highest level", why)


def _add_a_repair_day(home: Home) -> None:
    calendar = value_of("calendar")
    first = calendar["terms"][1]["starts"]
    rest = {"name": say(home.place, "Repair day"), "starts": first, "ends": first}
    holidays = {**calendar, "holidays": [rest, *calendar["holidays"]]}
    _decide(home, 310, {"calendar": holidays}, "A repair day before term", "We open the house together.")


def _let_teachers_approve(home: Home) -> None:
    roles = {**value_of("roles"), "teacher": [*built_in("teacher"), "funding.approve"]}
    title, why = "Teachers approve expenses, too", "With one person alone nothing is paid while they are away."
    _decide(home, 400, {"roles": roles}, title, why)


def _share_reports(home: Home) -> None:
    title, why = "Share our figures with the network", "Others learn from them, and we from theirs."
    figures = {
        "policymakers": ["attendance", "days_to_a_mark", "handed_in", "offerings", "turnout"],
        "public": ["adapted", "decisions", "offerings", "published", "circles"],
    }
    _decide(home, 60, {"reports": {"shares_reports": True}, "figures": figures}, title, why)


def _decide(home: Home, days: float, settings: dict[str, Any], title: str, why: str) -> None:
    decide(
        by=home.administrator, kind=Decision.Kind.SETTING, title=say(home.place, title), reason=say(home.place, why),
        settings=settings, at=ago(days),
    )  # fmt: skip
