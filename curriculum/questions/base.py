"""What every question has, and what a kind of question says for itself. Words follow QTI 3 where it has them."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from hashlib import blake2s
from typing import Any, ClassVar, Self
from uuid import UUID

from django.utils.translation import gettext as _

from curriculum.questions.given import Given, Malformed, as_text

MOST_POINTS = 100
PROMPT, FEEDBACK, LINE, ANSWER = 10_000, 2_000, 500, 500  # characters, at most

Json = Any  # what JSON holds: of a question, or of an answer to it


@dataclass(frozen=True, kw_only=True)
class Question(ABC):
    """A question; `key` stays the same in every version, copy and adaptation.

    An answer is JSON of a shape that its kind names; none at all is None."""

    type: ClassVar[str]
    label: ClassVar[Any]
    help: ClassVar[Any]  # for who writes one
    by_hand: ClassVar[bool] = False  # a teacher marks it

    key: UUID
    prompt: str  # Markdown
    points: int = 1
    feedback: str = ""  # Markdown, for whoever answered
    feedback_right: str = ""  # for an answer that is wholly right
    feedback_wrong: str = ""  # for any other

    @classmethod
    @abstractmethod
    def read(cls, given: Given, **common: Any) -> Self:
        """From JSON whose common names are read already; raises Malformed."""

    def own_json(self) -> dict[str, Json]:
        """What this kind adds to the names that every question has."""
        return {}

    def shown(self) -> dict[str, Json]:
        """What who answers is shown besides the prompt; nothing in it depends on what is right."""
        return {}

    @abstractmethod
    def checked(self, answer: Json, where: str = "") -> Json:
        """The answer in its shape, None when it is empty; raises Malformed."""

    @abstractmethod
    def share(self, answer: Json) -> Fraction | None:
        """How much of the points a checked answer earns, from 0 to 1; None until a teacher has said."""

    @property
    def solution(self) -> Json:
        """An answer that earns all points; None where there is none to show."""
        return None

    def words(self, answer: Json) -> list[str]:
        """An answer in lines for people."""
        return [] if answer is None else [str(answer)]

    def written_out(self) -> list[str]:
        """What this kind adds to the prompt, with what is right, in lines for its writers."""
        return self.words(self.solution)

    def said_of(self, answer: Json) -> list[str]:
        """What the writer says of what stands in an answer, as Markdown."""
        return []

    def feedback_on(self, answer: Json, share: Fraction | None) -> list[str]:
        """All that is said of an answer, as Markdown."""
        told = "" if share is None else self.feedback_right if share == 1 else self.feedback_wrong
        return [one for one in (*self.said_of(answer), told, self.feedback) if one]


def token(key: UUID, text: str) -> str:
    """A name for something to choose that says nothing of where it belongs."""
    return blake2s(f"{key}{text}".encode(), digest_size=5).hexdigest()


def one_of(answer: Json, known: Iterable[str], where: str) -> str:
    if not isinstance(answer, str) or answer not in known:
        raise Malformed(where, _("This is none of what there is to choose."))
    return answer


def written(answer: Json, where: str, most: int = ANSWER) -> str | None:
    """An answer in words; None when it is blank."""
    text = as_text(answer, where, most, needed=False)
    return text if text.strip() else None
