"""Rubrics: what is looked at, and what each level of mastery looks like there."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from curriculum.questions.given import Given, Malformed, as_text

MOST_CRITERIA, MOST_LEVELS, DESCRIPTION = 12, 8, 1_000


@dataclass(frozen=True, kw_only=True)
class Criterion:
    title: str
    descriptions: tuple[str, ...]  # of each level, the lowest first; "" where nothing is said


@dataclass(frozen=True, kw_only=True)
class Rubric:
    title: str
    levels: tuple[str, ...]  # names, the lowest first, as the mastery scale had them when it was written
    criteria: tuple[Criterion, ...]

    def as_json(self) -> dict[str, Any]:
        criteria = [{"title": one.title, "descriptions": list(one.descriptions)} for one in self.criteria]
        return {"title": self.title, "levels": list(self.levels), "criteria": criteria}

    def checked(self, levels: Any, where: str = "") -> list[int]:
        """A level for each criterion, 1 the lowest; raises Malformed."""
        if not isinstance(levels, list | tuple) or len(levels) != len(self.criteria):
            raise Malformed(where, _("Give a level for each of %(number)s criteria.") % {"number": len(self.criteria)})
        top = len(self.levels)
        if any(isinstance(one, bool) or not isinstance(one, int) or not 1 <= one <= top for one in levels):
            raise Malformed(where, _("A level is between 1 and %(top)s.") % {"top": top})
        return list(levels)

    def share(self, levels: list[int]) -> Fraction:
        """The mean over the criteria; the lowest level is 0, the highest 1, the steps between are equal."""
        steps = (len(self.levels) - 1) * len(self.criteria)
        return Fraction(sum(levels) - len(levels), steps)


def read_rubric(value: Any, where: str = "") -> Rubric:
    given = Given(value, where)
    title, levels = given.line("title", 200), given.lines("levels", 2, MOST_LEVELS, 60)
    criteria = tuple(_criterion(row, len(levels)) for row in given.rows("criteria", 1, MOST_CRITERIA))
    if len({one.title for one in criteria}) < len(criteria):
        raise given.wrong("criteria", _("Two of these are the same."))
    given.done()
    return Rubric(title=title, levels=levels, criteria=criteria)


def _criterion(row: Given, levels: int) -> Criterion:
    title, told = row.line("title", 200), row.many("descriptions", 0, levels)
    where = row.at("descriptions")
    words = [as_text(one, f"{where}[{at}]", DESCRIPTION, needed=False).strip() for at, one in enumerate(told)]
    row.done()
    return Criterion(title=title, descriptions=(*words, *[""] * (levels - len(words))))
