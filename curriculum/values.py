"""What a node holds several of, as values that never change; in a column and in JSON a list."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models

from curriculum.questions import Question, question_json, read_questions


class Ref(NamedTuple):
    """A competency or a part of a curriculum, by its key, and how it was called when it was named."""

    key: UUID
    title: str


class Author(NamedTuple):
    name: str
    community: str  # its name, or ""


class Translation(NamedTuple):
    language: str  # BCP 47
    title: str
    body: str


class Captions(NamedTuple):
    """What is heard, as text that runs along (WebVTT)."""

    language: str  # BCP 47
    url: str  # of the file


class Medium(NamedTuple):
    """A recording, a film or a document; its file lies in the community that put it in."""

    url: str
    title: str
    media_type: str
    size: int  # bytes
    language: str = ""  # BCP 47, where it is not the part's
    captions: tuple[Captions, ...] = ()
    transcript: str = ""  # Markdown

    @property
    def file(self) -> UUID:
        """Which it is, within its part."""
        return UUID(self.url.split("/")[-2])

    @property
    def kind(self) -> str:
        """audio, video, or of a document application."""
        return self.media_type.partition("/")[0]


def thawed(values: Iterable[Any]) -> list[Any]:
    """For JSON."""
    return [_thawed(value) for value in values]


def _thawed(value: Any) -> Any:
    if isinstance(value, Question):
        return question_json(value)
    names = getattr(value, "_fields", None)  # of a NamedTuple
    return {name: _part(part) for name, part in zip(names, value, strict=True)} if names else value


def _part(value: Any) -> Any:
    if isinstance(value, tuple):
        return thawed(value)
    return value if isinstance(value, int) else str(value)


def frozen(of: type, values: Iterable[Any]) -> tuple[Any, ...]:
    """From JSON; `of` is str, Question or one of the above. Raises Malformed where a question is none."""
    if of is str:
        return tuple(values)
    if of is Question:
        return read_questions([question_json(one) if isinstance(one, Question) else one for one in values])
    if of is Ref:
        return tuple(Ref(UUID(value["key"]), value["title"]) for value in values)
    return tuple(value if isinstance(value, of) else _one(of, value) for value in values)


def _one(of: type, value: dict[str, Any]) -> Any:
    if of is Medium:
        return Medium(**{**value, "captions": frozen(Captions, value["captions"])})
    return of(**value)


class SeveralField(models.JSONField):
    """A tuple of values of one type."""

    def __init__(self, *args: Any, of: type = str, **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{"default": tuple, "blank": True, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        found = super().from_db_value(value, expression, connection)
        return frozen(self.of, found or ())

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(thawed(value) if isinstance(value, list | tuple) else value)
