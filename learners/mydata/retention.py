"""How long after somebody left a community keeps each kind of record of them: a setting, changed by decision."""

from calendar import monthrange
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm

LONGEST = 1200  # months


class Record(NamedTuple):
    label: Any
    why: Any
    months: int  # unless the community decides otherwise
    tables: tuple[str, ...]


RECORDS = {  # a kind that others stand on comes after them
    "attendance": Record(
        gettext_lazy("Attendance"), gettext_lazy("Who was there, and why not."), 24,
        ("attendance.Announcement", "attendance.Presence"),
    ),
    "evidence": Record(
        gettext_lazy("Evidence"), gettext_lazy("What was shown, with its files, and how it was assessed."), 36,
        ("evidence.PeerAsk", "evidence.Evidence", "assessments.Attempt"),
    ),
    "marks": Record(
        gettext_lazy("Marks"), gettext_lazy("Work handed in, its marks, and how they changed."), 120, ("progress.Mark",)
    ),
    "places": Record(
        gettext_lazy("Places"), gettext_lazy("In which offerings somebody was, and how it ended."), 240,
        ("young.YoungLearner", "mentors.Mentoring", "mydata.CorrectionRequest", "learners.Enrolment"),
    ),
    "applications": Record(
        gettext_lazy("Applications"),
        gettext_lazy("For a place or to join, that came to nothing: from the day they were made."),
        12, ("admissions.Appeal", "admissions.Application", "governance.JoinRequest"),
    ),
}  # fmt: skip
WITHIN = ("attendance", "evidence", "marks")  # recorded in a place: gone with it at the latest


class RetentionForm(SettingForm):
    attendance = evidence = marks = places = applications = forms.IntegerField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, record in RECORDS.items():
            self.fields[key] = forms.IntegerField(
                label=_("%(record)s: how many months after somebody left") % {"record": record.label},
                help_text=record.why, min_value=1, max_value=LONGEST, required=False,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        places = given.get("places")
        longer = [key for key in WITHIN if places and not self.errors and (given.get(key) or LONGEST + 1) > places]
        for key in longer:
            self.add_error(key, _("What was recorded in a place is not kept longer than the place."))
        return given


def words(value: Any) -> list[tuple[str, str]]:
    return [(str(record.label), span(value[key], key)) for key, record in RECORDS.items()]


def span(months: int | None, record: str) -> str:
    if months is None:
        return _("For good, until somebody asks to erase it")
    if record == "applications":
        return ngettext("%(n)d month from that day", "%(n)d months from that day", months) % {"n": months}
    return ngettext("%(n)d month after somebody left", "%(n)d months after somebody left", months) % {"n": months}


def default() -> dict[str, Any]:
    return {key: record.months for key, record in RECORDS.items()}


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


RETENTION = SettingKind(
    key="retention",
    label=gettext_lazy("How long records are kept"),
    why=gettext_lazy(
        "What is deleted by itself, how long after a learner left. Look up what the law where you are asks you to keep,"
        " and for how long: the platform does not know it."
    ),
    form=RetentionForm,
    default=default,
    words=words,
    order=67,
)
