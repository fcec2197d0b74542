"""Questions answered by putting things where they belong: in order, beside one another, into gaps."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.questions.base import LINE, PROMPT, Json, Question, one_of, token, written
from curriculum.questions.given import Given, Malformed
from curriculum.questions.writing import MOST_ACCEPTED, accepts

MOST_ITEMS, MOST_GAPS = 20, 30
GAP = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


def listed(answer: Json, where: str, length: int) -> list[Any]:
    if not isinstance(answer, list | tuple) or len(answer) != length:
        raise Malformed(where, _("This must be a list of %(length)s.") % {"length": length})
    return list(answer)


@dataclass(frozen=True, kw_only=True)
class Order(Question):
    """An answer is the tokens of the items, the first first, with "" at a place that is still free.

    One part for each item beyond the first in the longest row that stands in order: moving one item costs one part."""

    type: ClassVar[str] = "order"
    label: ClassVar[Any] = gettext_lazy("Ordering")
    help: ClassVar[Any] = gettext_lazy("Write the items in the right order; learners find them mixed.")

    items: tuple[str, ...]  # in the right order

    @classmethod
    def read(cls, given: Given, **common: Any) -> Self:
        return cls(items=given.lines("items", 2, MOST_ITEMS, LINE), **common)

    def own_json(self) -> dict[str, Json]:
        return {"items": list(self.items)}

    @cached_property
    def tokens(self) -> dict[str, str]:
        """Text by token, in the order shown."""
        return dict(sorted((token(self.key, text), text) for text in self.items))

    def shown(self) -> dict[str, Json]:
        return {"items": [{"key": key, "text": text} for key, text in self.tokens.items()]}

    def checked(self, answer: Json, where: str = "") -> Json:
        if answer is None:
            return None
        found = [
            one if one == "" else one_of(one, self.tokens, where) for one in listed(answer, where, len(self.items))
        ]
        placed = [one for one in found if one]
        if len(set(placed)) < len(placed):
            raise Malformed(where, _("Something stands at two places."))
        return found if placed else None

    def share(self, answer: Json) -> Fraction | None:
        places = {one: at for at, one in enumerate(self.solution)}
        tops: list[int] = []  # the smallest place that ends a rise of each length
        for place in (places[one] for one in answer or () if one):
            at = bisect_left(tops, place)
            tops[at : at + 1] = [place]
        return Fraction(max(0, len(tops) - 1), len(self.items) - 1)

    @property
    def solution(self) -> Json:
        return [token(self.key, text) for text in self.items]

    def words(self, answer: Json) -> list[str]:
        return [f"{at}. {self.tokens.get(one, '–')}" for at, one in enumerate(answer or (), 1)]


@dataclass(frozen=True, kw_only=True)
class Match(Question):
    """An answer names for each left side, in order, the token of a right side, "" for none yet; one part each."""

    type: ClassVar[str] = "match"
    label: ClassVar[Any] = gettext_lazy("Matching")
    help: ClassVar[Any] = gettext_lazy("What belongs together. Others that belong to nothing make it harder.")

    pairs: tuple[tuple[str, str], ...]
    others: tuple[str, ...] = ()  # right sides that belong to nothing

    @classmethod
    def read(cls, given: Given, **common: Any) -> Self:
        pairs = []
        for row in given.rows("pairs", 2, MOST_ITEMS):
            pairs.append((row.line("left", LINE), row.line("right", LINE)))
            row.done()
        if len({left for left, _right in pairs}) < len(pairs):
            raise given.wrong("pairs", _("Two left sides are the same."))
        others = given.lines("others", 0, MOST_ITEMS, LINE)
        if not {right for _left, right in pairs}.isdisjoint(others):
            raise given.wrong("others", _("One of these belongs to something."))
        return cls(pairs=tuple(pairs), others=others, **common)

    def own_json(self) -> dict[str, Json]:
        pairs = [{"left": left, "right": right} for left, right in self.pairs]
        return {"pairs": pairs, "others": list(self.others)}

    @cached_property
    def tokens(self) -> dict[str, str]:
        """Right sides by token, in the order shown."""
        texts = {*self.others, *(right for _left, right in self.pairs)}
        return dict(sorted((token(self.key, text), text) for text in texts))

    def written_out(self) -> list[str]:
        return [*self.words(self.solution), *(f"→ {other}" for other in self.others)]

    def shown(self) -> dict[str, Json]:
        rights = [{"key": key, "text": text} for key, text in self.tokens.items()]
        return {"lefts": [left for left, _right in self.pairs], "rights": rights}

    def checked(self, answer: Json, where: str = "") -> Json:
        if answer is None:
            return None
        found = [
            one if one == "" else one_of(one, self.tokens, where) for one in listed(answer, where, len(self.pairs))
        ]
        return found if any(found) else None

    def share(self, answer: Json) -> Fraction | None:
        hits = sum(one == right for one, right in zip(answer or (), self.solution, strict=False))
        return Fraction(hits, len(self.pairs))

    @property
    def solution(self) -> Json:
        return [token(self.key, right) for _left, right in self.pairs]

    def words(self, answer: Json) -> list[str]:
        chosen = (self.tokens.get(one, "–") for one in answer or ())
        return [f"{left} → {right}" for (left, _right), right in zip(self.pairs, chosen, strict=False)]


@dataclass(frozen=True, kw_only=True)
class Cloze(Question):
    """An answer is what was written into each gap, in order, "" for nothing; one part each."""

    type: ClassVar[str] = "cloze"
    label: ClassVar[Any] = gettext_lazy("Gaps")
    help: ClassVar[Any] = gettext_lazy("Text with gaps: “Water boils at {{100|a hundred}} degrees.”")

    text: str  # with gaps such as {{answer|other}}

    @classmethod
    def read(cls, given: Given, **common: Any) -> Self:
        made = cls(text=given.text("text", PROMPT), **common)
        if not 1 <= len(made.gaps) <= MOST_GAPS:
            told = {"most": MOST_GAPS, "example": "{{…}}"}
            raise given.wrong("text", _("Write 1 to %(most)s gaps, each as %(example)s.") % told)
        for at, gap in enumerate(made.gaps, 1):
            if not gap or any(not word or len(word) > LINE for word in gap) or len(gap) > MOST_ACCEPTED:
                raise given.wrong("text", _("Gap %(at)s does not say what belongs there.") % {"at": at})
        return made

    def own_json(self) -> dict[str, Json]:
        return {"text": self.text}

    def written_out(self) -> list[str]:
        return [self.text]

    @cached_property
    def gaps(self) -> list[list[str]]:
        return [[" ".join(word.split()) for word in inner.split("|")] for inner in GAP.findall(self.text)]

    @cached_property
    def between(self) -> list[str]:
        """The text before, between and after the gaps."""
        return GAP.split(self.text)[::2]

    def shown(self) -> dict[str, Json]:
        return {"between": self.between}

    def checked(self, answer: Json, where: str = "") -> Json:
        if answer is None:
            return None
        found = [written(one, where) or "" for one in listed(answer, where, len(self.gaps))]
        return found if any(found) else None

    def share(self, answer: Json) -> Fraction | None:
        hits = sum(accepts(gap, one) for gap, one in zip(self.gaps, answer or (), strict=False) if one)
        return Fraction(hits, len(self.gaps))

    @property
    def solution(self) -> Json:
        return [gap[0] for gap in self.gaps]

    def words(self, answer: Json) -> list[str]:
        if answer is None:
            return []
        written_in = [f"[{one or '…'}]" for one in answer]
        parts = [part for pair in zip(self.between, [*written_in, ""], strict=False) for part in pair]
        return [" ".join("".join(parts).split())]
