"""What is counted, each declared once: what it is called, why it is counted, and how."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

INDICATORS: dict[str, "Indicator"] = {}


@dataclass(frozen=True, kw_only=True)
class Indicator:
    key: str
    label: Any
    why: Any  # one sentence
    unit: str  # learners, activities, enrolments, offerings, decisions, money (minor units of dims["currency"])
    counted: Any  # how, in words a reader can check
    version: int = 1  # of the definition; reports name the one they were counted by
    permission: str = ""  # who among the readers of reports sees it ("": all)
    url_name: str = ""  # the page of the community where it can be seen in parts
    order: int = 50


def register(indicator: Indicator) -> None:
    INDICATORS[indicator.key] = indicator


def in_order() -> list[Indicator]:
    return sorted(INDICATORS.values(), key=lambda indicator: indicator.order)


def method() -> dict[str, Any]:
    """The definitions in force, as a report carries them: each one's version, and its words in the active language."""
    return {one.key: {"version": one.version, "counted": str(one.counted)} for one in in_order()}


LEARNERS = Indicator(
    key="learners",
    label=_("Learners"),
    why=_("How many people learn here."),
    unit="learners",
    counted=_(
        "People with a place in an offering at the end of the week, each once. In a report to date: everyone who ever"
        " had one."
    ),
    url_name="learners-offerings",
    order=10,
)
JOINED = Indicator(
    key="joined",
    label=_("New enrolments"),
    why=_("Whether learners find the way here."),
    unit="enrolments",
    counted=_("Enrolments made in the period and not in a waiting list now."),
    url_name="learners-offerings",
    order=15,
)
HANDED_IN = Indicator(
    key="handed_in",
    label=_("Activities handed in"),
    why=_("Whether work goes on."),
    unit="activities",
    counted=_("Activities whose day of handing in lies in the period."),
    url_name="learners-offerings",
    order=20,
)
MARKED = Indicator(
    key="marked",
    label=_("Activities marked"),
    why=_("Whether learners hear back."),
    unit="activities",
    counted=_("Activities that got their mark in the period; one marked again counts by its last mark."),
    url_name="learners-offerings",
    order=25,
)
TO_MARK = Indicator(
    key="to_mark",
    label=_("Waiting to be marked"),
    why=_("Where learners wait for teachers."),
    unit="activities",
    counted=_("Activities handed in by enrolled learners and not marked when the report was written."),
    url_name="learners-offerings",
    order=30,
)
WAITING = Indicator(
    key="waiting",
    label=_("Waiting for a place"),
    why=_("Whom the community has no room for."),
    unit="enrolments",
    counted=_("Enrolments in a waiting list when the report was written."),
    url_name="learners-offerings",
    order=35,
)
OFFERINGS = Indicator(
    key="offerings",
    label=_("Offerings running"),
    why=_("What there is to learn."),
    unit="offerings",
    counted=_(
        "Offerings that were published and not ended when the report was written. In a report to date: all that were"
        " ever published."
    ),
    url_name="learners-offerings",
    order=40,
)
OUTCOMES = Indicator(
    key="outcomes",
    label=_("How enrolments ended"),
    why=_("Whether learners reach what they came for, and whether some groups do less often."),
    unit="enrolments",
    counted=_(
        "Enrolments made by the end of the period, without waiting lists, by outcome; one that ended later counts as"
        " under way. By group: as recorded at enrolment, where a blank is a group of its own."
    ),
    permission="learners.see_enrolments",
    url_name="learners-offerings",
    order=45,
)
DECISIONS = Indicator(
    key="decisions",
    label=_("Decisions taken"),
    why=_("Whether the community runs itself."),
    unit="decisions",
    counted=_("Decisions written into the record in the period."),
    permission="governance.see_decisions",
    url_name="governance-decisions",
    order=60,
)
MONEY_IN = Indicator(
    key="money_in",
    label=_("Money in"),
    why=_("What the community lives on."),
    unit="money",
    counted=_("What was credited to income accounts by entries of the period, less what was taken back."),
    permission="funding.see_books",
    url_name="funding-money",
    order=70,
)
MONEY_OUT = Indicator(
    key="money_out",
    label=_("Money out"),
    why=_("What it is spent on."),
    unit="money",
    counted=_("What was debited to expense accounts by entries of the period, less what was taken back."),
    permission="funding.see_books",
    url_name="funding-money",
    order=75,
)
for _one in (
    LEARNERS, JOINED, HANDED_IN, MARKED, TO_MARK, WAITING, OFFERINGS, OUTCOMES, DECISIONS, MONEY_IN, MONEY_OUT,
):  # fmt: skip
    register(_one)
