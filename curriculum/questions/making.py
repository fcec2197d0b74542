"""Questions answered by something made, which a teacher marks, by a rubric where there is one."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.questions.base import Json, Question, written
from curriculum.questions.given import Given, Malformed
from curriculum.questions.rubrics import Criterion, Rubric, read_rubric

LONGEST, MOST_LINKS, LINK = 50_000, 10, 1_000


@dataclass(frozen=True, kw_only=True)
class Made(Question):
    by_hand: ClassVar[bool] = True

    rubric: Rubric | None = None

    @classmethod
    def read(cls, given: Given, **common: Any) -> Self:
        rubric = given.get("rubric")
        return cls(rubric=read_rubric(rubric, given.at("rubric")) if rubric is not None else None, **common)

    def own_json(self) -> dict[str, Json]:
        return {"rubric": self.rubric.as_json() if self.rubric else None}

    def written_out(self) -> list[str]:
        if self.rubric is None:
            return []
        return [f"{self.rubric.title} ({', '.join(self.rubric.levels)})", *map(_criterion, self.rubric.criteria)]

    def shown(self) -> dict[str, Json]:
        """By what it will be marked is no secret."""
        return self.own_json()

    def share(self, answer: Json) -> Fraction | None:
        return Fraction(0) if answer is None else None


@dataclass(frozen=True, kw_only=True)
class Essay(Made):
    """An answer is text."""

    type: ClassVar[str] = "essay"
    label: ClassVar[Any] = gettext_lazy("Essay")
    help: ClassVar[Any] = gettext_lazy("A longer text in the learner’s own words; you mark it.")

    def checked(self, answer: Json, where: str = "") -> Json:
        return None if answer is None else written(answer, where, LONGEST)


@dataclass(frozen=True, kw_only=True)
class Project(Made):
    """An answer is `text`, which tells what was made, and `links`, where the evidence can be seen (http, https)."""

    type: ClassVar[str] = "project"
    label: ClassVar[Any] = gettext_lazy("Project with evidence")
    help: ClassVar[Any] = gettext_lazy("Something made or done, told in words and shown at addresses; you mark it.")

    def checked(self, answer: Json, where: str = "") -> Json:
        if answer is None:
            return None
        given = Given(answer, where)
        text = given.text("text", LONGEST, needed=False)
        links = [_address(one, given.at("links")) for one in given.many("links", 0, MOST_LINKS)]
        given.done()
        return {"text": text, "links": links} if text.strip() or links else None

    def words(self, answer: Json) -> list[str]:
        return [] if answer is None else [one for one in (answer["text"], *answer["links"]) if one]


def _criterion(criterion: Criterion) -> str:
    told = " / ".join(one for one in criterion.descriptions if one)
    return f"{criterion.title}: {told}" if told else criterion.title


def _address(value: Any, where: str) -> str:
    wrong = Malformed(where, _("Write an address that begins with https:// or http://."))
    if not isinstance(value, str) or len(value) > LINK or any(not one.isprintable() or one.isspace() for one in value):
        raise wrong
    try:
        parts = urlsplit(value)
    except ValueError:
        raise wrong from None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise wrong
    return value
