"""The words of a text as PostgreSQL finds them: by their stems where it knows the language, and without accents."""

import re
import unicodedata
from collections.abc import Iterable
from functools import reduce
from operator import add
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Value

# BCP 47 primary subtag: text search configuration of PostgreSQL
STEMMED = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
PLAIN = "simple"


def primary(language: str) -> str:
    """The first subtag of a BCP 47 tag."""
    return language.lower().split("-")[0]


def configuration(language: str) -> str:
    return STEMMED.get(primary(language), PLAIN)


def unaccented(text: str) -> str:
    """Latin letters without their marks; other scripts as they are, whose marks are letters of their own."""
    if text.isascii():
        return text
    return "".join(
        _base(letter) if "LATIN" in unicodedata.name(letter, "") else letter
        for letter in unicodedata.normalize("NFC", text)
    )


def _base(letter: str) -> str:
    return re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", letter))


def words_in(text: str) -> set[str]:
    """Of three letters and more, without accents and in small letters."""
    return {word for word in re.findall(r"[^\W\d_]+", unaccented(text).lower()) if 3 <= len(word) <= 60}


def vector(parts: Iterable[tuple[str, str]], language: str) -> Any:
    """A text search vector of (text, weight A to D) in the text's language, and plain beside it."""
    stems = configuration(language)
    vectors: list[Any] = []
    for text, weight in parts:
        vectors.append(SearchVector(Value(text), weight=weight, config=stems))
        vectors.append(SearchVector(Value(unaccented(text)), weight=weight, config=PLAIN))
    return reduce(add, vectors)


def plain_query(text: str) -> SearchQuery:
    """What a reader asked for (quotes, or, -not), word by word."""
    return SearchQuery(unaccented(text), config=PLAIN, search_type="websearch")


def stemmed_queries(text: str, languages: Iterable[str]) -> dict[str, SearchQuery]:
    """The same by the stems of each of these languages that has any."""
    known = [language for language in languages if configuration(language) != PLAIN]
    return {one: SearchQuery(text, config=configuration(one), search_type="websearch") for one in known}
