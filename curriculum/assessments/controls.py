"""A question as something to answer on a page, and as an answer that was given: pure, no tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from curriculum.assessments.models import Answer, Evidence
from curriculum.assessments.rules import digest
from curriculum.questions import Question
from curriculum.questions.placing import Cloze, Match, Order


@dataclass(kw_only=True)
class Control:
    """`name` begins the names of its fields; `number` is its place in the assessment, from 1."""

    question: Question
    number: int
    answer: Any = None
    replaced: list[Any] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    was: str = ""  # the digest of what the window had shown, where that is no longer what is kept
    error: str = ""
    raw: dict[str, str] = field(default_factory=dict)  # what was written, where it was refused

    @property
    def name(self) -> str:
        return f"q-{self.question.key}"

    @property
    def template(self) -> str:
        return f"assessments/answer/{self.question.type}.html"

    @property
    def shown(self) -> str:
        """What the page shows, in short, so that a later save knows what this window changed."""
        return self.was or digest(self.answer)

    @property
    def replaced_words(self) -> list[list[str]]:
        return [self.question.words(one) for one in self.replaced]

    @property
    def in_a_line(self) -> str:
        return " · ".join(self.question.words(self.answer))[:120]

    @property
    def text(self) -> str:
        told = self.answer["text"] if isinstance(self.answer, dict) else self.answer
        return self.raw.get("text", told or "")

    @property
    def links(self) -> str:
        told = "\n".join(self.answer["links"]) if isinstance(self.answer, dict) else ""
        return self.raw.get("links", told)

    @property
    def options(self) -> list[dict[str, Any]]:
        chosen = self.answer if isinstance(self.answer, list) else [self.answer]
        return [{**one, "chosen": one["key"] in chosen} for one in self.question.shown()["options"]]

    @property
    def items(self) -> list[dict[str, Any]]:
        """To put in order: those with a place first."""
        places = {one: at for at, one in enumerate(self.answer or (), 1) if one}
        found = [
            {**one, "name": f"{self.name}-{one['key']}", "place": places.get(one["key"])}
            for one in self.question.shown()["items"]
        ]
        return sorted(found, key=lambda one: one["place"] or len(found) + 1)

    @property
    def lefts(self) -> list[dict[str, Any]]:
        shown, chosen = self.question.shown(), self.answer or [""] * len(self.question.shown()["lefts"])
        return [
            {"text": left, "name": f"{self.name}-{at}", "chosen": now, "rights": shown["rights"]}
            for at, (left, now) in enumerate(zip(shown["lefts"], chosen, strict=True))
        ]

    @property
    def gaps(self) -> list[dict[str, Any]]:
        """The text between the gaps, each with the gap behind it; the last has none."""
        between = self.question.shown()["between"]
        filled = self.answer or [""] * (len(between) - 1)
        return [
            {"text": text, "name": f"{self.name}-{at}" if at < len(filled) else "", "number": at + 1,
             "value": filled[at] if at < len(filled) else ""}
            for at, text in enumerate(between)
        ]  # fmt: skip


def answer_of(question: Question, data: Any) -> Any:
    """What a form sent for a question, unchecked; `data` is a QueryDict."""
    name = f"q-{question.key}"
    if question.type == "multiple":
        return data.getlist(name)
    if question.type == "project":
        links = [line.strip() for line in data.get(f"{name}-links", "").splitlines() if line.strip()]
        return {"text": data.get(name, ""), "links": links}
    if isinstance(question, Order):
        return _in_order(question, {key: data.get(f"{name}-{key}", "") for key in question.tokens})
    if isinstance(question, Match):
        return [data.get(f"{name}-{at}", "") for at in range(len(question.pairs))]
    if isinstance(question, Cloze):
        return [data.get(f"{name}-{at}", "") for at in range(len(question.gaps))]
    return data.get(name, "")


def _in_order(question: Order, places: Mapping[str, str]) -> list[str]:
    """Where two want one place, the second goes to the next that is free."""
    wanted = sorted(
        (min(int(text[:6]), len(places)), key) for key, text in places.items() if text.isdecimal() and int(text[:6])
    )
    found = [""] * len(places)
    for place, key in wanted:
        free = [at for at in (*range(place - 1, len(found)), *range(place - 2, -1, -1)) if not found[at]]
        found[free[0]] = key
    return found


@dataclass(frozen=True, kw_only=True)
class Result:
    """An answer once it is handed in."""

    question: Question
    number: int
    row: Answer
    solution: list[str] | None  # None while it may not be seen
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def answer(self) -> list[str]:
        return self.question.words(self.row.answer)

    @property
    def links(self) -> list[str]:
        return self.row.answer["links"] if isinstance(self.row.answer, dict) else []

    @property
    def points(self) -> Decimal | None:
        return None if self.row.share is None else round(self.row.share * self.question.points, 2)

    @property
    def tone(self) -> str:
        if self.row.share is None:
            return "wait"
        return "good" if self.row.share == 1 else "stop" if self.row.share == 0 else "live"

    @property
    def feedback(self) -> list[str]:
        share = None if self.row.share is None else Fraction(self.row.share)
        return self.question.feedback_on(self.row.answer, share)

    @property
    def criteria(self) -> list[dict[str, Any]]:
        """Of its rubric, each with the level that was given: 0 while there is none."""
        rubric = getattr(self.question, "rubric", None)
        if rubric is None:
            return []
        levels = self.row.levels or [0] * len(rubric.criteria)
        return [
            {"title": one.title, "level": level, "name": rubric.levels[level - 1] if level else "",
             "told": one.descriptions[level - 1] if level else ""}
            for one, level in zip(rubric.criteria, levels, strict=True)
        ]  # fmt: skip


def results_of(
    attempt: Any, rows: Mapping[Any, Answer], *, solutions: bool, evidence: Sequence[Evidence] = ()
) -> list[Result]:
    """In the order of the questions."""
    return [
        Result(
            question=question, number=number, row=rows.get(question.key) or Answer(question_key=question.key),
            solution=question.words(question.solution) if solutions and question.solution is not None else None,
            evidence=[one for one in evidence if one.question_key == question.key],
        )
        for number, question in enumerate(attempt.questions, 1)
    ]  # fmt: skip
