"""Questions answered by a word or a number, which the machine compares."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.questions.base import LINE, Json, Question, written
from curriculum.questions.given import Given
from curriculum.questions.numerals import plain, readings

MOST_ACCEPTED = 20
APOSTROPHES = str.maketrans("\u2019\u2018\u02bc`\u00b4", "'''''")


def same_words(one: str, other: str, *, case: bool = False) -> bool:
    """Alike but for white space, apostrophes, forms of letters (NFKC) and, unless `case` counts, capitals."""
    first, second = (
        " ".join(unicodedata.normalize("NFKC", text).translate(APOSTROPHES).split()) for text in (one, other)
    )
    return first == second if case else first.casefold() == second.casefold()


def accepts(accepted: Iterable[str], answer: str, *, case: bool = False) -> bool:
    """Also where both are the same number."""
    numbers = {number for text in accepted if (number := plain(text)) is not None}
    return any(same_words(text, answer, case=case) for text in accepted) or not numbers.isdisjoint(readings(answer))


@dataclass(frozen=True, kw_only=True)
class ShortText(Question):
    """An answer is a line of text."""

    type: ClassVar[str] = "text"
    label: ClassVar[Any] = gettext_lazy("Short text")
    help: ClassVar[Any] = gettext_lazy("A word or two. Capitals and spaces do not matter unless you say so.")

    accepted: tuple[str, ...]
    case: bool = False

    @classmethod
    def read(cls, given: Given, **common: Any) -> Self:
        return cls(accepted=given.lines("accepted", 1, MOST_ACCEPTED, LINE), case=given.flag("case"), **common)

    def written_out(self) -> list[str]:
        return list(self.accepted)

    def own_json(self) -> dict[str, Json]:
        return {"accepted": list(self.accepted), "case": self.case}

    def checked(self, answer: Json, where: str = "") -> Json:
        return None if answer is None else written(answer, where)

    def share(self, answer: Json) -> Fraction | None:
        return Fraction(answer is not None and accepts(self.accepted, answer, case=self.case))

    @property
    def solution(self) -> Json:
        return self.accepted[0]


@dataclass(frozen=True, kw_only=True)
class Number(Question):
    """An answer is a number as its writer writes it, kept as written; right when it is near enough."""

    type: ClassVar[str] = "number"
    label: ClassVar[Any] = gettext_lazy("Number")
    help: ClassVar[Any] = gettext_lazy("Right when it is near enough. 3.5, 3,5, ٣٫٥ and 7/2 are the same.")

    value: Decimal
    tolerance: Decimal = Decimal(0)
    relative: bool = False  # the tolerance is per cent of the value
    unit: str = ""  # stands behind the gap

    @classmethod
    def read(cls, given: Given, **common: Any) -> Self:
        tolerance = given.number("tolerance", "0")
        if tolerance < 0:
            raise given.wrong("tolerance", _("This is below 0."))
        return cls(
            value=given.number("value"), tolerance=tolerance, relative=given.flag("relative"),
            unit=given.line("unit", 40, needed=False), **common,
        )  # fmt: skip

    def own_json(self) -> dict[str, Json]:
        told = {"value": str(self.value), "tolerance": str(self.tolerance)}
        return {**told, "relative": self.relative, "unit": self.unit}

    def shown(self) -> dict[str, Json]:
        return {"unit": self.unit}

    def checked(self, answer: Json, where: str = "") -> Json:
        if isinstance(answer, int | float) and not isinstance(answer, bool):
            answer = str(answer)
        return None if answer is None else written(answer, where)

    def share(self, answer: Json) -> Fraction | None:
        return Fraction(answer is not None and any(self._near(one) for one in readings(answer)))

    def _near(self, number: Decimal) -> bool:
        off, far = abs(Fraction(number) - Fraction(self.value)), Fraction(self.tolerance)
        return off <= (abs(Fraction(self.value)) * far / 100 if self.relative else far)

    @property
    def solution(self) -> Json:
        return str(self.value)

    def written_out(self) -> list[str]:
        far = f" ± {self.tolerance}{' %' if self.relative else ''}" if self.tolerance else ""
        return [f"{self.value}{far} {self.unit}".strip()]

    def words(self, answer: Json) -> list[str]:
        return [] if answer is None else [f"{answer} {self.unit}".strip()]
