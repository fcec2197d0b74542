"""The charter as it holds on a day, its versions, and how an article came to be what it is."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.http import Http404

from communities.governance.charter.articles import KEY, Article, Change, Standing, articles_of, compare, standing_on
from communities.governance.models import Decision, Setting
from communities.governance.queries import history_of, in_force


class Version(NamedTuple):
    """What a decision made of the charter; `changes` to the version before, none for the first."""

    decision: Decision
    articles: int
    changes: list[Change]


def charter_on(day: date) -> list[Standing]:
    """Article by article, in the open scope's community."""
    return standing_on(day, history_of(KEY).values_list("value", flat=True).iterator(chunk_size=20))


def audience() -> str:
    """Who may read it: "public" or "members"."""
    value: Any = in_force(KEY).value
    return str(value["audience"])


def versions() -> list[Version]:
    """The latest first."""
    rows = list(history_of(KEY))
    return [
        Version(row.decision, len(row.value["articles"]), compare(older.value, row.value) if older else [])
        for row, older in zip(rows, [*rows[1:], None], strict=False)
    ]


def version_by(number: int) -> Setting:
    """The charter as the decision of this number left it; raises Http404 for one that did not touch it."""
    found = history_of(KEY).filter(decision__number=number).first()
    if found is None:
        raise Http404
    return found


def latest_two() -> tuple[int, int] | None:
    """Numbers of the last two decisions about it, the older first."""
    numbers = list(history_of(KEY).values_list("decision__number", flat=True)[:2])
    return (numbers[1], numbers[0]) if len(numbers) == 2 else None


class Turn(NamedTuple):
    """A decision that changed an article: what it was before, and what it became; nothing where it was not there."""

    decision: Decision
    before: Article | None
    after: Article | None


def history_of_article(number: int) -> list[Turn]:
    """The latest first; nothing for a number that was never given."""
    return list(_turns(number))[::-1]


def _turns(number: int) -> Iterator[Turn]:
    before: Article | None = None
    for row in history_of(KEY).reverse():
        after = next((one for one in articles_of(row.value) if one.number == number), None)
        if after != before:
            yield Turn(row.decision, before, after)
        before = after


def articles_saying(words: str) -> list[tuple[int, str]]:
    """Number and title of each article that says these words in some language, the title in that one."""
    wanted, value = words.casefold(), in_force(KEY).value
    found = []
    for one in articles_of(value):
        for code, text in one.text.items():
            if wanted in f"{one.title[code]} {text}".casefold():
                found.append((one.number, one.title[code]))
                break
    return found
