"""Sentences that are kept as they are marked for translation, and told in the language of whoever reads them."""

import json
from collections.abc import Sequence  # of Value
from datetime import date
from typing import Any, Self, TypeAlias

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext, override

from web.amounts import write_day

Value: TypeAlias = "str | date | Promise | Sentence | Sequence[Value]"  # several are told with commas between them
LONGEST = 200  # characters of a value, as of titles: a sentence may be part of a key


class Sentence:
    """What is marked with gettext_lazy, and the values it names; `str` tells it in the active language.

    Text in one language alone is refused, by the types and here: it could never be told in another."""

    def __init__(self, text: Promise, /, **values: Value) -> None:
        if not isinstance(text, Promise):
            raise TypeError("A sentence to keep is marked with gettext_lazy.")
        with override(None):
            self.kept: dict[str, Any] = {"text": str(text)}
        if values:
            self.kept["values"] = {name: _kept(value) for name, value in values.items()}

    @classmethod
    def read(cls, kept: dict[str, Any]) -> Self:
        made = cls.__new__(cls)
        made.kept = kept
        return made

    def __str__(self) -> str:
        return tell(self.kept)

    def __repr__(self) -> str:
        return f"Sentence({self.kept!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sentence) and self.kept == other.kept

    def __hash__(self) -> int:
        return hash(json.dumps(self.kept, sort_keys=True))


Wording = Promise | Sentence


def sentence_of(wording: Wording) -> Sentence:
    return wording if isinstance(wording, Sentence) else Sentence(wording)


def tell(kept: Any) -> str:
    """A kept sentence or value of one in the active language."""
    if isinstance(kept, str):
        return kept
    if isinstance(kept, list):
        return ", ".join(tell(one) for one in kept)
    if "day" in kept:
        return write_day(date.fromisoformat(kept["day"]))
    values = {name: tell(value) for name, value in kept.get("values", {}).items()}
    return gettext(kept["text"]) % values if values else gettext(kept["text"])


def _kept(value: Any) -> Any:
    if isinstance(value, Promise | Sentence):
        return sentence_of(value).kept
    if isinstance(value, date):
        return {"day": value.isoformat()[:10]}
    if isinstance(value, list | tuple):
        return [_kept(one) for one in value]
    return str(value)[:LONGEST]


class SentenceField(models.JSONField):
    """A Sentence; nothing else is written."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return Sentence.read(super().from_db_value(value, expression, connection))

    def get_prep_value(self, value: Any) -> Any:
        if not isinstance(value, Sentence):
            raise TypeError("A sentence to keep is a Sentence.")
        return super().get_prep_value(value.kept)
