"""What writers are asked about an assessment, a bank and a rubric, and markers about what was made."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds.languages import LanguageField
from curriculum.assessments.actions import Given
from curriculum.assessments.controls import Result
from curriculum.assessments.models import QuestionBank
from curriculum.models import Answers, Competency
from curriculum.questions import KINDS, Rubric
from web.forms import FilterForm

TYPES = [(name, kind.label) for name, kind in KINDS.items()]
SEARCH = forms.TextInput(attrs={"type": "search"})


class SessionForm(forms.Form):
    """How an assessment is taken."""

    attempts = forms.IntegerField(
        label=gettext_lazy("Attempts"), min_value=1, max_value=100, required=False,
        help_text=gettext_lazy("Empty: as many as a learner likes. Statistics look at the first."),
    )  # fmt: skip
    answers = forms.ChoiceField(label=gettext_lazy("Learners see what is right"), choices=Answers.choices)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("answers") == Answers.LAST and not given.get("attempts") and "attempts" not in self.errors:
            self.add_error("attempts", _("Say how many there are: without a number none is the last."))
        return given


class BankForm(forms.ModelForm):  # type: ignore[type-arg]
    language = LanguageField(
        label=gettext_lazy("Language"), max_length=60,
        widget=forms.TextInput(attrs={"list": "language-names", "autocomplete": "off"}),
    )  # fmt: skip

    class Meta:
        model = QuestionBank
        fields = ("title", "summary", "language")
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}


class FilingForm(forms.Form):
    """Where a question of a bank is found again."""

    code = forms.CharField(
        label=gettext_lazy("Competency"), required=False, max_length=100,
        help_text=gettext_lazy("Its code in any framework here."),
    )  # fmt: skip
    tags = forms.CharField(
        label=gettext_lazy("Tags"), required=False, max_length=300, help_text=gettext_lazy("With commas between.")
    )

    def clean_code(self) -> Competency | None:
        code = self.cleaned_data["code"].strip()
        found = list(Competency.objects.filter(code__iexact=code)[:2]) if code else []
        if code and len(found) != 1:
            told = _("No competency here has this code.") if not found else _("Several have this code.")
            raise forms.ValidationError(told)
        return found[0] if found else None

    def clean_tags(self) -> list[str]:
        tags = [" ".join(one.split())[:60] for one in self.cleaned_data["tags"].split(",")]
        return list(dict.fromkeys(one for one in tags if one))[:20]

    def filed(self) -> dict[str, Any]:
        return {"competency": self.cleaned_data["code"], "tags": self.cleaned_data["tags"]}


class QuestionsFilter(FilterForm):
    text = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=200, widget=SEARCH)
    type = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    tag = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="filter_%s")
        kinds: Any = self.fields["type"]
        kinds.choices = [("", _("Every kind")), *TYPES]


class KeepForm(forms.Form):
    """Into which bank."""

    bank: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(label=gettext_lazy("Bank"), queryset=None)

    def __init__(self, data: Any, *, banks: QuerySet[QuestionBank]) -> None:
        super().__init__(data)
        field: Any = self.fields["bank"]
        field.queryset = banks


class RubricForm(forms.Form):
    """A title, and a criterion a block: its name on a line, then a line for each level, the lowest first."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    criteria = forms.CharField(
        label=gettext_lazy("Criteria"),
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy(
            "A criterion on a line, then what it looks like at each level of mastery, a line each, the lowest first; "
            "an empty line before the next criterion. A dash where there is nothing to say."
        ),
    )

    def value(self, levels: Sequence[str]) -> dict[str, Any]:
        """As curriculum.questions.read_rubric takes it."""
        blocks: list[list[str]] = [[]]
        for line in self.cleaned_data["criteria"].splitlines():
            if line.strip():
                blocks[-1].append("" if line.strip() in "-–—" else line.strip())
            elif blocks[-1]:
                blocks.append([])
        criteria = [{"title": block[0], "descriptions": block[1:]} for block in blocks if block]
        return {"title": self.cleaned_data["title"], "levels": list(levels), "criteria": criteria}


def rubric_written(rubric: Rubric) -> dict[str, str]:
    """As RubricForm has it."""
    blocks = ["\n".join([one.title, *(told or "–" for told in one.descriptions)]) for one in rubric.criteria]
    return {"title": rubric.title, "criteria": "\n\n".join(blocks)}


class MarkForm(forms.Form):
    """For one answer: a level for each criterion of the rubric, or points; and a comment."""

    points = forms.DecimalField(
        label=gettext_lazy("Points"), max_digits=6, decimal_places=2, required=False, min_value=0
    )
    comment = forms.CharField(
        label=gettext_lazy("Comment"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any, *, result: Result) -> None:
        self.result = result
        rubric: Rubric | None = getattr(result.question, "rubric", None)
        now = {"points": result.points, "comment": result.row.comment}
        now |= {f"level{at}": level for at, level in enumerate(result.row.levels)}
        super().__init__(data, prefix=f"q-{result.question.key}", initial=now)
        if rubric:
            fields: Any = self.fields
            levels = {f"level{at}": _level(one, rubric.levels) for at, one in enumerate(rubric.criteria)}
            self.fields = {**levels, "comment": fields["comment"]}

    @property
    def levels(self) -> list[int | None]:
        return [value for name, value in self.cleaned_data.items() if name.startswith("level")]

    def given(self) -> Given:
        """Not marked yet where a level or the points are left open."""
        levels, comment = self.levels, self.cleaned_data["comment"]
        if levels:
            chosen = [one for one in levels if one is not None]
            return Given(levels=chosen if len(chosen) == len(levels) else None, comment=comment)
        points: Decimal | None = self.cleaned_data["points"]
        return Given(points=points, comment=comment)


def _level(criterion: Any, levels: Sequence[str]) -> forms.TypedChoiceField:
    told = [f"{name}: {words}" if words else name for name, words in zip(levels, criterion.descriptions, strict=True)]
    return forms.TypedChoiceField(
        label=criterion.title, coerce=int, empty_value=None, required=False, widget=forms.RadioSelect,
        choices=list(enumerate(told, 1)),
    )  # fmt: skip
