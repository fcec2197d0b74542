"""What is counted, each declared once: what it is called, why it is counted, and how."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Indicator:
    key: str
    label: Any
    why: Any  # one sentence
    counted: Any  # how, in words a reader can check
    version: int = 1  # of the definition; reports name the one they were counted by
    url_name: str  # the page of the community where it can be seen in parts
    permission: str = ""  # who among the readers of reports sees it ("": all)


IN_ORDER = (
    Indicator(
        key="learners",
        label=_("Learners"),
        why=_("How many people learn here."),
        counted=_(
            "People with a place in an offering at the end of the week, each once. In a report to date: everyone who"
            " ever had one."
        ),
        url_name="learners-offerings",
    ),
    Indicator(
        key="joined",
        label=_("New enrolments"),
        why=_("Whether learners find the way here."),
        counted=_("Enrolments made in the period and not in a waiting list now."),
        url_name="learners-offerings",
    ),
    Indicator(
        key="handed_in",
        label=_("Activities handed in"),
        why=_("Whether work goes on."),
        counted=_("Activities whose day of handing in lies in the period."),
        url_name="learners-offerings",
    ),
    Indicator(
        key="marked",
        label=_("Activities marked"),
        why=_("Whether learners hear back."),
        counted=_("Activities that got their mark in the period; one marked again counts by its last mark."),
        url_name="learners-offerings",
    ),
    Indicator(
        key="to_mark",
        label=_("Waiting to be marked"),
        why=_("Where learners wait for teachers."),
        counted=_("Activities handed in by enrolled learners and not marked when the report was written."),
        url_name="learners-offerings",
    ),
    Indicator(
        key="waiting",
        label=_("Waiting for a place"),
        why=_("Whom the community has no room for."),
        counted=_("Enrolments in a waiting list when the report was written."),
        url_name="learners-offerings",
    ),
    Indicator(
        key="offerings",
        label=_("Offerings running"),
        why=_("What there is to learn."),
        counted=_(
            "Offerings that were published and not ended when the report was written. In a report to date: all that"
            " were ever published."
        ),
        url_name="learners-offerings",
    ),
    Indicator(
        key="outcomes",
        label=_("How enrolments ended"),
        why=_("Whether learners reach what they came for, and whether some groups do less often."),
        counted=_(
            "Enrolments made by the end of the period, without waiting lists, by outcome; one that ended later counts"
            " as under way. By group: as recorded at enrolment, where a blank is a group of its own."
        ),
        permission="learners.see_enrolments",
        url_name="learners-offerings",
    ),
    Indicator(
        key="decisions",
        label=_("Decisions taken"),
        why=_("Whether the community runs itself."),
        counted=_("Decisions written into the record in the period."),
        permission="governance.see_decisions",
        url_name="governance-decisions",
    ),
    Indicator(
        key="money_in",
        label=_("Money in"),
        why=_("What the community lives on."),
        counted=_("What was credited to income accounts by entries of the period, less what was taken back."),
        permission="funding.see_books",
        url_name="funding-money",
    ),
    Indicator(
        key="money_out",
        label=_("Money out"),
        why=_("What it is spent on."),
        counted=_("What was debited to expense accounts by entries of the period, less what was taken back."),
        permission="funding.see_books",
        url_name="funding-money",
    ),
)
INDICATORS = {one.key: one for one in IN_ORDER}


def method() -> dict[str, Any]:
    """The definitions in force, as a report carries them: each one's version, and its words in the active language."""
    return {one.key: {"version": one.version, "counted": str(one.counted)} for one in INDICATORS.values()}
