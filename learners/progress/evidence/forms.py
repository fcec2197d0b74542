"""What is asked of who adds evidence, and of who assesses it."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.assessments.models import Attempt
from curriculum.assessments.models import Rubric as KeptRubric
from curriculum.questions import Rubric, read_rubric
from curriculum.values import Ref
from learners.models import OfferingCard
from learners.progress.evidence.models import Kind
from learners.progress.evidence.queries import taught_by
from web.forms import offer

MOST_TRANSCRIPT = 20_000  # letters
CAMERA = {Kind.PHOTO: ("image/*", "environment"), Kind.AUDIO: ("audio/*", "user")}
ASKS = {
    Kind.TEXT: ("words",),
    Kind.PHOTO: ("file", "words"),
    Kind.AUDIO: ("file", "transcript", "words"),
    Kind.FILE: ("file", "transcript", "words"),
    Kind.LINK: ("link", "words"),
    Kind.QUIZ: ("attempt", "words"),
    Kind.OBSERVATION: ("words",),
}
NEEDED = {"file", "link", "attempt"}


class EvidenceForm(forms.Form):
    """Of one kind; only what that asks for is in it."""

    file = forms.FileField(label=_("File"))
    attempt: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(label=_("Result"), queryset=None)
    link = forms.URLField(label=_("Where it can be seen"), max_length=500, assume_scheme="https")
    title = forms.CharField(
        label=_("What is it?"), max_length=150, help_text=_("In a few words, also for those who cannot see or hear it.")
    )
    words = forms.CharField(
        label=_("What does it show?"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )
    transcript = forms.CharField(
        label=_("What is said in it"), max_length=MOST_TRANSCRIPT, required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("As text, for whoever cannot hear it or load it."),
    )  # fmt: skip
    competencies = forms.TypedMultipleChoiceField(
        label=_("Which of these does it show?"), coerce=UUID, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    activity_key = forms.TypedChoiceField(label=_("It belongs to"), coerce=UUID, empty_value=None, required=False)

    def __init__(self, *args: Any, kind: str, card: OfferingCard, attempts: Iterable[Attempt] = (), **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.kind, fields = Kind(kind), self.fields
        for name in {"file", "attempt", "link", "words", "transcript"} - set(ASKS[self.kind]):
            del fields[name]
        for name in set(fields) & NEEDED:
            fields[name].required = True
        fields["words"].required = self.kind in (Kind.TEXT, Kind.OBSERVATION)
        if self.kind in CAMERA:
            accept, capture = CAMERA[self.kind]
            fields["file"].widget.attrs |= {"accept": accept, "capture": capture}
        if self.kind == Kind.QUIZ:
            offer(self, attempt=attempts)
        found = [(str(one.key), one.title) for one in taught_by(card)]
        offer(self, competencies=found, activity_key=[("", _("No activity")), *_activities(card)])
        if not found:
            del fields["competencies"]

    def said(self) -> dict[str, Any]:
        """As add_evidence takes it."""
        return {**self.cleaned_data, "kind": self.kind}


class AssessForm(forms.Form):
    """A level, or one for each criterion of a rubric; of which competencies, and why."""

    level = forms.TypedChoiceField(label=_("Level"), coerce=int, empty_value=None, widget=forms.RadioSelect)
    competencies = forms.TypedMultipleChoiceField(
        label=_("The level is of"), coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("In words"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("What is there already, and what could come next."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, scale: Sequence[Any], offered: Sequence[Ref], shown: Sequence[Ref] = (),
        rubric: KeptRubric | None = None, **kw: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kw)
        self.initial["competencies"] = [str(one.key) for one in shown]
        self.rubric = rubric
        fields: Any = self.fields
        offer(self, competencies=[(str(one.key), one.title) for one in offered])
        offer(self, level=[(level, f"{level} · {step['name']}") for level, step in enumerate(scale, 1)])
        if not offered:
            del fields["competencies"]
        if rubric is not None:
            rest = {name: fields[name] for name in fields if name != "level"}
            self.fields = {**_criteria(read_rubric(rubric.content)), **rest}

    def said(self) -> dict[str, Any]:
        """As assess takes it."""
        given, levels = self.cleaned_data, [v for name, v in self.cleaned_data.items() if name.startswith("level-")]
        shown = {"competencies": given["competencies"]} if "competencies" in given else {}
        if self.rubric is None:
            return {**shown, "level": given["level"], "words": given["words"]}
        return {**shown, "rubric": self.rubric, "rubric_levels": levels, "words": given["words"]}


class PeerForm(forms.Form):
    peer: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Whom"), queryset=None, empty_label=_("Choose")
    )

    def __init__(self, *args: Any, peers: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        offer(self, peer=peers)


def _activities(card: OfferingCard) -> list[tuple[str, str]]:
    return [(entry["key"], f"{entry['number']} {entry['title']}") for entry in card.outline]


def _criteria(rubric: Rubric) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    for at, one in enumerate(rubric.criteria):
        told = [f"{n} · {w}" if w else n for n, w in zip(rubric.levels, one.descriptions, strict=True)]
        found[f"level-{at}"] = forms.TypedChoiceField(
            label=one.title, coerce=int, widget=forms.RadioSelect, choices=list(enumerate(told, 1))
        )
    return found
