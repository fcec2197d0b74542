"""A charter as it is kept: articles by number, each in several languages and holding from a day on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Self

KEY = "charter"


class Wording(NamedTuple):
    """An article in one language; `is_wanted`: in the one that was asked for."""

    language: str
    title: str
    text: str  # Markdown
    is_wanted: bool


@dataclass(frozen=True, kw_only=True)
class Article:
    """A number is given once, also when its article is gone; `holds_from` None: with its decision."""

    number: int
    title: dict[str, str] = field(default_factory=dict)  # by language (BCP 47)
    text: dict[str, str] = field(default_factory=dict)
    holds_from: date | None = None

    @classmethod
    def read(cls, kept: dict[str, Any]) -> Self:
        day = kept.get("from")
        return cls(
            number=kept["number"], title=kept["title"], text=kept["text"],
            holds_from=date.fromisoformat(day) if day else None,
        )  # fmt: skip

    def holds(self, day: date) -> bool:
        return self.holds_from is None or self.holds_from <= day

    def wording(self, languages: Iterable[str]) -> Wording:
        """In the first of these languages that it is written in, or in any."""
        wanted = list(languages)
        for language in [*wanted, *self.text]:
            if language in self.text:
                is_wanted = language == wanted[0] if wanted else True
                return Wording(language, self.title[language], self.text[language], is_wanted)
        raise ValueError(f"Article {self.number} says nothing.")


def articles_of(value: Any) -> list[Article]:
    """By number."""
    return sorted(map(Article.read, value["articles"]), key=lambda article: article.number)


def languages_of(articles: Iterable[Article]) -> list[str]:
    """Those that some article is written in, the most written first."""
    counted: dict[str, int] = {}
    for article in articles:
        for language in article.text:
            counted[language] = counted.get(language, 0) + 1
    return sorted(counted, key=lambda language: -counted[language])


class Standing(NamedTuple):
    """What holds under a number on a day, and what will; one of the two may be missing."""

    number: int
    now: Article | None
    coming: Article | None


def standing_on(day: date, versions: Iterable[Any]) -> list[Standing]:
    """The charter on a day, of its versions up to then, the latest first; reads no older ones than it must.

    An article that holds from a later day leaves the wording before it in force till then."""
    rows = iter(versions)
    latest = articles_of(next(rows, {"articles": []}))
    now = {article.number: article for article in latest if article.holds(day)}
    waiting = {article.number: article for article in latest if not article.holds(day)}
    open_ = set(waiting)
    while open_ and (older := next(rows, None)) is not None:
        for article in articles_of(older):
            if article.number in open_ and article.holds(day):
                now[article.number] = article
                open_.discard(article.number)
    numbers = [article.number for article in latest]
    return [Standing(number, now.get(number), waiting.get(number)) for number in numbers]


class Change(NamedTuple):
    """What is different under a number between two versions."""

    number: int
    before: Article | None
    after: Article | None


def compare(before: Any, after: Any) -> list[Change]:
    """The articles that differ, by number."""
    old, new = ({article.number: article for article in articles_of(value)} for value in (before, after))
    pairs = ((number, old.get(number), new.get(number)) for number in sorted(old | new))
    return [Change(number, was, is_) for number, was, is_ in pairs if was != is_]


def as_markdown(articles: Iterable[Article], languages: Iterable[str], *, heading: str, article: str) -> str:
    """The whole as a text file; `article` says how one is headed: "Article {number}. {title}"."""
    wanted, parts = list(languages), [f"# {heading}"]
    for one in articles:
        said = one.wording(wanted)
        parts += [f"## {article.format(number=one.number, title=said.title)}", said.text.strip()]
    return "\n\n".join(parts) + "\n"
