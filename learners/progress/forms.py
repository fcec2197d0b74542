"""Marks, one small form for each cell, and the work a learner hands in."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learners.models import Enrolment
from learners.progress.standing import Activity


class MarkForm(forms.Form):
    """By a level, or by a score that the community's scale turns into one."""

    level = forms.TypedChoiceField(label=gettext_lazy("Level"), coerce=int, empty_value=None, required=False)
    score = forms.DecimalField(
        label=gettext_lazy("Per cent"), min_value=0, max_value=100, max_digits=5, decimal_places=2, required=False
    )
    comment = forms.CharField(label=gettext_lazy("Comment"), max_length=2000, required=False)

    def __init__(self, *args: Any, scale: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        names = ((level, f"{level} · {step['name']}") for level, step in enumerate(scale, 1))
        fields["level"].choices = [("", "–"), *names]
        for field in fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if self.has_changed() and not self.errors and given.get("level") is None and given.get("score") is None:
            raise forms.ValidationError(_("Choose a level or give a score."))
        return given

    def given(self) -> dict[str, Any]:
        """What mark_activity takes: a level chosen anew outweighs the score that was there."""
        level, score = self.cleaned_data["level"], self.cleaned_data["score"]
        by_level = level is not None and "level" in self.changed_data and "score" not in self.changed_data
        return {
            "level": None if score is not None and not by_level else level,
            "score": None if by_level else score,
            "comment": self.cleaned_data["comment"],
        }


class MarkRow:
    """A cell to mark: an activity of an enrolment, with its form."""

    def __init__(self, enrolment: Enrolment, activity: Activity, *, prefix: str, scale: list[Any], data: Any) -> None:
        self.enrolment, self.activity, mark = enrolment, activity, activity.mark
        now = {"level": mark.level, "score": _plain(mark.score), "comment": mark.comment} if mark else {}
        sent = data is not None and any(name.startswith(f"{prefix}-") for name in data)
        self.form = MarkForm(data if sent else None, prefix=prefix, scale=scale, initial=now)

    @property
    def is_changed(self) -> bool:
        """A row that came up since the page was shown was not sent, so it is not."""
        return self.form.is_bound and self.form.has_changed()


def all_valid(rows: Iterable[MarkRow]) -> bool:
    """Each form that was sent says what stands in its way."""
    answers = [row.form.is_valid() for row in rows if row.form.is_bound]
    return all(answers)


def _plain(score: Decimal | None) -> Decimal | None:
    """78, not 78.00."""
    return None if score is None else Decimal(f"{score:f}".rstrip("0").rstrip(".")) if score else Decimal(0)


class WorkForm(forms.Form):
    work = forms.CharField(
        label=gettext_lazy("What you made of it"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Write what you found out, or where your work can be seen. You may change it until it is marked."
        ),
    )
