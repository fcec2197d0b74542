"""Questions answered by choosing: one of several, or all that hold."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.questions.base import FEEDBACK, LINE, Json, Question, one_of, token
from curriculum.questions.given import Given, Malformed

MOST_OPTIONS = 20


@dataclass(frozen=True, kw_only=True)
class Option:
    key: str  # within the question; stays when the words change
    text: str
    right: bool = False
    feedback: str = ""  # for who chose it


@dataclass(frozen=True, kw_only=True)
class Choosing(Question):
    options: tuple[Option, ...]

    @classmethod
    def read(cls, given: Given, **common: Any) -> Self:
        options = tuple(_option(row, common["key"]) for row in given.rows("options", 2, MOST_OPTIONS))
        for name in ("key", "text"):
            if len({getattr(one, name) for one in options}) < len(options):
                raise given.wrong("options", _("Two of these are the same."))
        cls.check_right(given, sum(one.right for one in options))
        return cls(options=options, **common)

    @classmethod
    def check_right(cls, given: Given, right: int) -> None:
        if not right:
            raise given.wrong("options", _("Say which of these are right."))

    def own_json(self) -> dict[str, Json]:
        return {"options": [vars(one) for one in self.options]}

    def shown(self) -> dict[str, Json]:
        return {"options": [{"key": one.key, "text": one.text} for one in self.options]}

    def written_out(self) -> list[str]:
        marks = {True: "✓", False: "·"}
        return [
            " ".join(f"{marks[one.right]} {one.text} {one.feedback and '// ' + one.feedback}".split())
            for one in self.options
        ]

    @property
    def right(self) -> list[str]:
        return [one.key for one in self.options if one.right]

    def text_of(self, key: str) -> str:
        return next((one.text for one in self.options if one.key == key), key)


@dataclass(frozen=True, kw_only=True)
class Choice(Choosing):
    """An answer is the key of an option."""

    type: ClassVar[str] = "choice"
    label: ClassVar[Any] = gettext_lazy("Choice")
    help: ClassVar[Any] = gettext_lazy("One of several is right.")

    @classmethod
    def check_right(cls, given: Given, right: int) -> None:
        if right != 1:
            raise given.wrong("options", _("Say which one of these is right."))

    def checked(self, answer: Json, where: str = "") -> Json:
        return None if answer in (None, "") else one_of(answer, [one.key for one in self.options], where)

    def share(self, answer: Json) -> Fraction | None:
        return Fraction(answer in self.right)

    @property
    def solution(self) -> Json:
        return self.right[0]

    def words(self, answer: Json) -> list[str]:
        return [] if answer is None else [self.text_of(answer)]

    def said_of(self, answer: Json) -> list[str]:
        return [one.feedback for one in self.options if one.key == answer]


@dataclass(frozen=True, kw_only=True)
class Multiple(Choosing):
    """An answer is a list of keys; each right one earns its part, each wrong one takes one part away."""

    type: ClassVar[str] = "multiple"
    label: ClassVar[Any] = gettext_lazy("Multiple choice")
    help: ClassVar[Any] = gettext_lazy("Several may be right; all of them are to be ticked.")

    def checked(self, answer: Json, where: str = "") -> Json:
        if answer in (None, ""):
            return None
        if not isinstance(answer, list | tuple):
            raise Malformed(where, _("This must be a list."))
        chosen = {one_of(one, [option.key for option in self.options], where) for one in answer}
        return [one.key for one in self.options if one.key in chosen] or None

    def share(self, answer: Json) -> Fraction | None:
        chosen, right = set(answer or ()), set(self.right)
        return Fraction(max(0, len(chosen & right) - len(chosen - right)), len(right))

    @property
    def solution(self) -> Json:
        return self.right

    def words(self, answer: Json) -> list[str]:
        return [self.text_of(one) for one in answer or ()]

    def said_of(self, answer: Json) -> list[str]:
        return [one.feedback for one in self.options if one.key in (answer or ())]


def _option(row: Given, question: Any) -> Option:
    text = row.line("text", LINE)
    key = row.line("key", 40, needed=False) or token(question, text)
    option = Option(key=key, text=text, right=row.flag("right"), feedback=row.text("feedback", FEEDBACK, needed=False))
    row.done()
    return option
