"""One article of a charter as somebody gave it: checked, and put in the one shape it is kept in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from communities.names import language_code
from web.amounts import language_name

TITLE, TEXT, MOST_NUMBER = 200, 20_000, 9999  # longest, in characters; highest


def checked_article(given: Any) -> dict[str, Any]:
    """`number`, `title` and `text` by language, `from` (a day or nothing); raises what is wrong, naming the article."""
    if not isinstance(given, Mapping) or given.keys() - {"number", "title", "text", "from"}:
        raise ValidationError(_("An article has a number, a title and a text by language, and a day it holds from."))
    number = given.get("number")
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= MOST_NUMBER:
        raise ValidationError(_("The number of an article is a whole number from 1 on."))
    try:
        title, text = _by_language(given.get("title"), TITLE), _by_language(given.get("text"), TEXT)
        _refuse_half(title, text)
        return {"number": number, "title": title, "text": text, "from": _day(given.get("from"))}
    except ValidationError as wrong:
        told = {"number": number, "wrong": " ".join(wrong.messages)}
        raise ValidationError(_("Article %(number)s: %(wrong)s") % told) from None


def _by_language(given: Any, longest: int) -> dict[str, str]:
    if not isinstance(given, Mapping) or not all(isinstance(said, str) for said in given.values()):
        raise ValidationError(_("Title and text are given by language."))
    said = {str(code): text.replace("\r\n", "\n").strip() for code, text in given.items()}
    for code, text in said.items():
        if len(code) > 12 or language_code(code) != code:
            raise ValidationError(_("We know no language called “%(text)s”.") % {"text": code})
        if len(text) > longest:
            told = {"most": longest, "language": language_name(code)}
            raise ValidationError(_("More than %(most)s characters in %(language)s.") % told)
    return {code: text for code, text in said.items() if text}


def _refuse_half(title: Mapping[str, str], text: Mapping[str, str]) -> None:
    if not text and not title:
        raise ValidationError(_("Write it in one language at least."))
    for code in title.keys() ^ text.keys():
        told = {"language": language_name(code)}
        raise ValidationError(_("In %(language)s it needs both a title and a text.") % told)


def _day(given: Any) -> str | None:
    if given in (None, ""):
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except (TypeError, ValueError):
        raise ValidationError(_("Enter a valid date.")) from None
