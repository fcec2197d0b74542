"""For whom a report is laid out: what each looks for first, and which parts they are spared."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from evaluation.indicators import Topic
from evaluation.pictures import Picture
from evaluation.reading import FACTS, Line


class Audience(models.TextChoices):
    FAMILIES = "families", _("Families")
    STAFF = "staff", _("Staff")
    COUNCIL = "council", _("The council")
    FUNDER = "funder", _("Funders")
    POLICYMAKER = "policymaker", _("Policymakers")


class Layout(NamedTuple):
    lead: Any  # one sentence
    topics: tuple[str, ...]  # in this order
    groups: bool = True  # outcomes by group
    gaps: bool = True  # groups beside all others
    facts: tuple[str, ...] = FACTS  # the figures at the top
    picture: Picture | None = None  # none: the work
    method: bool = True  # of each figure


MONEY = Picture(
    _("Money in and out"), _("What came in and what was spent each time; the table holds every figure."),
    _("In the community’s currency"), ("money_in", "money_out"),
)  # fmt: skip
ENDS = Picture(
    _("How enrolments end"),
    _("Which part of the enrolments that ended was passed, and which left early; the table holds every figure."),
    _("Share of the enrolments that ended in the period"), ("passed_share", "left_share"),
)  # fmt: skip

LAYOUTS = {
    Audience.FAMILIES: Layout(
        _("How learning goes here, and what changed."),
        (Topic.WORK, Topic.ENDS, Topic.CURRICULA, Topic.SAY), groups=False, gaps=False,
    ),
    Audience.STAFF: Layout(
        _("Everything that is counted, the work first."),
        (Topic.WORK, Topic.ENDS, Topic.ACCESS, Topic.MOVES, Topic.CURRICULA, Topic.OWN, Topic.SAY, Topic.MONEY),
    ),
    Audience.COUNCIL: Layout(
        _("What decisions rest on: who gets in, how it ends, money, and who decides."),
        (Topic.ACCESS, Topic.ENDS, Topic.MOVES, Topic.MONEY, Topic.SAY, Topic.OWN),
    ),
    Audience.FUNDER: Layout(
        _("What the money was used for, who it reached, and what came of it."),
        (Topic.MONEY, Topic.ACCESS, Topic.ENDS, Topic.OWN), groups=False, gaps=False,
        facts=("money_in", "money_out", "learners", "passed_share"), picture=MONEY,
    ),
    Audience.POLICYMAKER: Layout(
        _("Who gets in, who passes less often, who stays, and who decides."),
        (Topic.ACCESS, Topic.ENDS, Topic.MOVES, Topic.SAY), groups=False,
        facts=("learners", "let_in_share", "left_share", "turnout"), picture=ENDS,
    ),
}  # fmt: skip


def audience_of(access: Any, asked: str = "") -> Audience:
    """The one asked for, or else the one that the reader is first of all."""
    if asked in Audience.values:
        return Audience(asked)
    if access.has_role("administrator", "teacher", "steward"):
        return Audience.STAFF
    if access.has_role("policymaker"):
        return Audience.POLICYMAKER
    return Audience.FAMILIES if access.has_role("guardian", "learner") else Audience.COUNCIL


def laid_out(lines: Iterable[Line], audience: Audience) -> list[Line]:
    """Those that are for it, in its order."""
    order = {topic: number for number, topic in enumerate(LAYOUTS[audience].topics)}
    return sorted((one for one in lines if one.subject in order), key=lambda one: order[one.subject])


def news_of(lines: Iterable[Line], most: int = 4) -> list[Line]:
    """What got better or less good since the report before, as it was called better when the report was written."""
    return [line for line in lines if line.trend][:most]
