"""A question as its writer fills it in: one form, with the fields that its kind has. Lists are written a line each."""

import copy
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.assessments.models import Rubric
from curriculum.questions import KINDS, MOST_POINTS, Malformed, Question, question_json, read_question
from curriculum.questions.numerals import readings

Json = dict[str, Any]
BEHIND = " // "


def _area(label: Any, help_text: Any, rows: int = 5, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=required, widget=forms.Textarea(attrs={"rows": rows}), strip=False
    )


def _number(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=40, widget=widget)


def _flag(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


OPTIONS = _area(
    gettext_lazy("What there is to choose"),
    gettext_lazy("One a line, with a star before what is right. Behind // stands what is said to whoever chose it."),
)
FIELDS: dict[str, dict[str, forms.Field]] = {
    "choice": {"options": OPTIONS},
    "multiple": {"options": OPTIONS},
    "text": {
        "accepted": _area(gettext_lazy("What is right"), gettext_lazy("One a line; any of them counts."), 3),
        "case": _flag(gettext_lazy("Capitals count")),
    },
    "number": {
        "value": _number(gettext_lazy("What is right")),
        "tolerance": _number(gettext_lazy("How far off it may be"), gettext_lazy("Empty: not at all."), required=False),
        "relative": _flag(gettext_lazy("That is per cent")),
        "unit": forms.CharField(label=gettext_lazy("Unit"), max_length=40, required=False),
    },
    "order": {"items": _area(gettext_lazy("In the right order"), gettext_lazy("One a line."))},
    "match": {
        "pairs": _area(gettext_lazy("What belongs together"), gettext_lazy("One pair a line: left = right.")),
        "others": _area(
            gettext_lazy("Others that belong to nothing"), gettext_lazy("One a line."), 2, required=False
        ),
    },
    "cloze": {
        "text": _area(
            gettext_lazy("Text with gaps"), gettext_lazy("“Water boils at {{100|a hundred}} degrees.” Either counts.")
        ),
    },
    "essay": {"rubric": forms.ChoiceField(label=gettext_lazy("Rubric"), required=False)},
    "project": {"rubric": forms.ChoiceField(label=gettext_lazy("Rubric"), required=False)},
}  # fmt: skip


class QuestionForm(forms.Form):
    """`question` is what was written, once the form is valid."""

    prompt = _area(
        gettext_lazy("The question"), gettext_lazy("Markdown: **strong**, - for lists, $x^2$ for formulas."), 4
    )
    points = forms.IntegerField(label=gettext_lazy("Points"), min_value=1, max_value=MOST_POINTS, initial=1)
    feedback = _area(gettext_lazy("What is said afterwards"), gettext_lazy("To everyone."), 2, required=False)
    feedback_right = _area(gettext_lazy("What is said when all of it is right"), "", 2, required=False)
    feedback_wrong = _area(gettext_lazy("What is said otherwise"), "", 2, required=False)
    question: Question

    def __init__(
        self, data: Any = None, *, kind: str, known: Question | None = None, rubrics: Iterable[Rubric] = ()
    ) -> None:
        self.kind, self.known, self.rubrics = kind, known, {str(one.pk): one for one in rubrics}
        super().__init__(data, initial=_written(question_json(known)) if known else None)
        own: Any = copy.deepcopy(FIELDS[kind])
        if "rubric" in own:
            own["rubric"].choices = self._rubrics()
        self.fields = {
            "prompt": self.fields["prompt"],
            **own,
            **{n: f for n, f in self.fields.items() if n != "prompt"},
        }
        if KINDS[kind].by_hand:
            del self.fields["feedback_right"], self.fields["feedback_wrong"]

    def _rubrics(self) -> list[tuple[str, Any]]:
        now = getattr(self.known, "rubric", None)
        kept = [("kept", _("As it is: %(title)s") % {"title": now.title})] if now else []
        return [*kept, ("", _("None: points are given")), *((pk, one.title) for pk, one in self.rubrics.items())]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if self.errors:
            return given
        common = ("prompt", "points", "feedback", "feedback_right", "feedback_wrong")
        value: Json = {name: given[name] for name in common if name in given}
        value |= {"type": self.kind, "key": str(self.known.key) if self.known else None, **READ[self.kind](self, given)}
        try:
            self.question = read_question(value)
        except Malformed as refusal:
            name = refusal.where.partition("[")[0].partition(".")[0]
            at = refusal.where[len(name) + 1 :].partition("]")[0]
            why = (
                _("Line %(line)s: %(why)s") % {"line": int(at) + 1, "why": refusal.why} if at.isdigit() else refusal.why
            )
            self.add_error(name if name in self.fields else None, why)
        return given


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _options(form: QuestionForm, given: Json) -> Json:
    """An option keeps its key while its words stay, or its place while their number does."""
    known = list(getattr(form.known, "options", ()))
    by_text, lines, rows = {one.text: one.key for one in known}, _lines(given["options"]), []
    for line in lines:
        told, _mark, feedback = line.removeprefix("*").partition(BEHIND)
        rows.append({"text": " ".join(told.split()), "right": line.startswith("*"), "feedback": feedback.strip()})
    taken = {by_text[row["text"]] for row in rows if row["text"] in by_text}
    for at, row in enumerate(rows):
        if row["text"] in by_text:
            row["key"] = by_text[row["text"]]
        elif len(rows) == len(known) and known[at].key not in taken:
            row["key"] = known[at].key
    return {"options": rows}


def _plain(text: str) -> str:
    """A number as its writer writes it, with a decimal point; as it is where it may be read in two ways, or in none."""
    found = readings(text)
    return str(found.pop()) if len(found) == 1 else text


def _pairs(form: QuestionForm, given: Json) -> Json:
    sides = [line.partition("=") for line in _lines(given["pairs"])]
    return {
        "pairs": [{"left": left, "right": right} for left, _sign, right in sides],
        "others": _lines(given["others"]),
    }


def _rubric(form: QuestionForm, given: Json) -> Json:
    if given["rubric"] == "kept":
        assert form.known
        return {"rubric": question_json(form.known)["rubric"]}
    chosen = form.rubrics.get(given["rubric"])
    return {"rubric": chosen.content if chosen else None}


READ: dict[str, Callable[[QuestionForm, Json], Json]] = {
    "choice": _options,
    "multiple": _options,
    "text": lambda _form, given: {"accepted": _lines(given["accepted"]), "case": given["case"]},
    "number": lambda _form, given: {
        "value": _plain(given["value"]), "tolerance": _plain(given["tolerance"] or "0"), "relative": given["relative"],
        "unit": given["unit"],
    },
    "order": lambda _form, given: {"items": _lines(given["items"])},
    "match": _pairs,
    "cloze": lambda _form, given: {"text": given["text"]},
    "essay": _rubric,
    "project": _rubric,
}  # fmt: skip


def _written(value: Json) -> Json:
    """A question as the form's fields have it."""
    for name in ("accepted", "items", "others"):
        if name in value:
            value[name] = "\n".join(value[name])
    if "pairs" in value:
        value["pairs"] = "\n".join(f"{one['left']} = {one['right']}" for one in value["pairs"])
    if "options" in value:
        value["options"] = "\n".join(
            f"{'* ' if one['right'] else ''}{one['text']}{BEHIND + one['feedback'] if one['feedback'] else ''}"
            for one in value["options"]
        )
    for name in ("value", "tolerance"):
        if name in value:
            value[name] = f"{Decimal(value[name]):f}"
    if "rubric" in value:
        value["rubric"] = "kept" if value["rubric"] else ""
    return value
