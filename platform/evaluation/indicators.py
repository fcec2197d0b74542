"""What is read from the figures, each declared once: what it is called, why it is looked at, how it is made."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.suppression import MINIMUM
from evaluation.formulas import Formula, Made
from evaluation.measures import MEASURES


class Topic(models.TextChoices):
    ACCESS = "access", _("Finding the way here")
    WORK = "work", _("Taking part and own pace")
    ENDS = "ends", _("Learning, and how it ends")
    MOVES = "moves", _("Staying and moving")
    CURRICULA = "curricula", _("What is taught")
    SAY = "say", _("Who decides")
    MONEY = "money", _("Money")
    OWN = "own", _("What this community looks at besides")


class Better(models.TextChoices):
    MORE = "more", _("More is better")
    LESS = "less", _("Less is better")
    NEITHER = "", _("Neither: it depends")


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """`smallest`: of learners that a figure has to count before it leaves the community."""

    key: str
    label: Any
    why: Any  # one sentence
    topic: str
    formula: Formula
    better: str = ""
    smallest: int = MINIMUM
    version: int = 1  # of the definition; reports name the one they were counted by
    url_name: str = ""  # the page of the community where it can be seen in parts


def _count(topic: Topic, key: str, why: Any, url_name: str, better: Better = Better.NEITHER) -> Indicator:
    """A measure as it is, under its own name."""
    formula, label = Formula(Made.COUNT, key), MEASURES[key].label
    return Indicator(key=key, label=label, why=why, topic=topic, formula=formula, better=better, url_name=url_name)


PLACES, VOTES, BOOKS, READ = "learners-offerings", "governance-decisions", "funding-money", "curriculum-list"
MORE, LESS, NEITHER = Better.MORE, Better.LESS, Better.NEITHER
IN_ORDER = (
    _count(Topic.ACCESS, "learners", _("How many people learn here."), PLACES),
    _count(Topic.ACCESS, "joined", _("Whether learners find the way here."), PLACES, MORE),
    _count(Topic.ACCESS, "applied", _("How many would like to."), PLACES),
    Indicator(
        key="let_in_share", label=_("Who applied and got in"), why=_("Whether there is room for who asks."),
        topic=Topic.ACCESS, formula=Formula(Made.SHARE, "let_in", "applied"), better=MORE, url_name=PLACES,
    ),
    _count(Topic.ACCESS, "waiting", _("Whom the community has no room for."), PLACES, LESS),
    Indicator(
        key="free_share", label=_("Learning that costs nothing"), why=_("Whether money keeps anyone away."),
        topic=Topic.ACCESS, formula=Formula(Made.SHARE, "free", "joined"), better=MORE, url_name=PLACES,
    ),
    Indicator(
        key="way_each", label=_("How far learners come"), why=_("Whether the way keeps anyone away."),
        topic=Topic.ACCESS, formula=Formula(Made.RATE, "way", "way_told"), url_name=PLACES,
    ),
    _count(Topic.WORK, "handed_in", _("Whether work goes on."), PLACES, MORE),
    Indicator(
        key="handed_in_each", label=_("Handed in by each learner"), why=_("At what pace learners go."),
        topic=Topic.WORK, formula=Formula(Made.RATE, "handed_in", "learners"), url_name=PLACES,
    ),
    _count(Topic.WORK, "marked", _("Whether learners hear back."), PLACES),
    Indicator(
        key="days_to_a_mark", label=_("Days until the mark"), why=_("How long learners wait to hear back."),
        topic=Topic.WORK, formula=Formula(Made.RATE, "days_to_mark", "marked"), better=LESS, url_name=PLACES,
    ),
    _count(Topic.WORK, "to_mark", _("Where learners wait for teachers."), PLACES, LESS),
    Indicator(
        key="attendance", label=_("Attendance"), why=_("Whether learners are there."),
        topic=Topic.WORK, formula=Formula(Made.SHARE, "present", "expected"), better=MORE, url_name=PLACES,
    ),
    Indicator(
        key="passed_share", label=_("Ended with a pass"), why=_("Whether learners reach what they came for."),
        topic=Topic.ENDS, formula=Formula(Made.SHARE, "passed", "ended"), better=MORE, url_name=PLACES,
    ),
    Indicator(
        key="left_share", label=_("Left before the end"), why=_("Whether something makes learners go."),
        topic=Topic.ENDS, formula=Formula(Made.SHARE, "left_early", "ended"), better=LESS, url_name=PLACES,
    ),
    _count(Topic.MOVES, "came", _("Whether learners make this their home."), PLACES),
    _count(Topic.MOVES, "went", _("Whether learners leave."), PLACES),
    Indicator(
        key="elsewhere_share", label=_("Learners from other communities"), why=_("Whether communities open to others."),
        topic=Topic.MOVES, formula=Formula(Made.SHARE, "from_elsewhere", "joined"), url_name=PLACES,
    ),
    _count(Topic.CURRICULA, "offerings", _("What there is to learn."), PLACES),
    _count(Topic.CURRICULA, "published", _("Whether curricula are worked on."), READ),
    _count(Topic.CURRICULA, "adapted", _("Whether the community learns from others."), READ),
    _count(Topic.SAY, "decisions", _("Whether the community runs itself."), VOTES),
    Indicator(
        key="turnout", label=_("Turnout"), why=_("Whether many decide, or few."),
        topic=Topic.SAY, formula=Formula(Made.SHARE, "voted", "entitled"), better=MORE, url_name=VOTES,
    ),
    _count(Topic.SAY, "spoke", _("Whether more than the same few speak."), VOTES, MORE),
    _count(Topic.MONEY, "money_in", _("What the community lives on."), BOOKS),
    _count(Topic.MONEY, "money_out", _("What it is spent on."), BOOKS),
    Indicator(
        key="spent_each", label=_("Spent for each learner"), why=_("What learning here costs the community."),
        topic=Topic.MONEY, formula=Formula(Made.RATE, "money_out", "learners"), url_name=BOOKS,
    ),
)  # fmt: skip
INDICATORS = {one.key: one for one in IN_ORDER}
OUTCOMES = "outcomes"  # the table by group, which is no single figure


def said_of(one: Any) -> dict[str, Any]:
    """As a report carries a definition."""
    return {"version": one.version, "formula": list(one.formula)}
