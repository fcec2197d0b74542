"""Write a text into the fields of a place, and look at what programs and pages give back."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

HARMFUL = {"script", "iframe", "object", "embed", "style", "link", "meta", "base", "form", "svg", "button"}
LEADING = {"href", "src", "action", "formaction", "data", "poster", "srcdoc", "xlink:href"}
SCHEMES = ("javascript:", "vbscript:", "data:text")
REFUSED = (400, 409, 422)


@dataclass(frozen=True, kw_only=True)
class Place:
    """`write(text)` asks for the address and the body; `read` names what of the answer is the text, `pages` show it.

    `undo`: makes room for the next one. What is Markdown is shown as it reads, not as it was written."""

    name: str
    method: str
    write: Callable[[str], tuple[str, dict[str, Any]]]
    read: tuple[str, ...]
    pages: Callable[[dict[str, Any]], tuple[str, ...]]
    is_shown: bool = True  # whether the pages show it word by word
    undo: Callable[[dict[str, Any]], None] = field(default=lambda _answer: None)


class Page(HTMLParser):
    """What a page says, how often it has each harmful element, and what of its attributes would run."""

    def __init__(self, answer: Any) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.elements: Counter[str] = Counter()
        self.running: list[str] = []
        self.feed(answer.content.decode())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in HARMFUL:
            self.elements[tag] += 1
        for name, value in attributes:
            said = "".join((value or "").split()).casefold()
            if name.startswith("on") or (name in LEADING and said.startswith(SCHEMES)):
                self.running.append(f"{tag} {name}={value}")
            if name in ("value", "title", "content"):
                self.words.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return on_a_line("".join(self.words))


def on_a_line(text: str) -> str:
    return " ".join(text.split())


def try_text(place: Place, text: str, *, api: Any, browser: Any, plain: dict[str, Counter[str]]) -> str:
    """Why it was refused; "" when it was taken and came back as it was. Raises AssertionError when it did harm.

    `plain`: how often each page has each element when its text is harmless, by page."""
    address, body = place.write(text)
    answer = getattr(api, place.method)(address, body, format="json")
    if answer.status_code in REFUSED:
        told = answer.json()
        assert told.get("errors") or told.get("detail"), (place.name, text, told)
        return str(told.get("errors") or told["detail"])
    assert answer.status_code in (200, 201), (place.name, text, answer.status_code, answer.content[:500])
    told = answer.json()
    for name in place.read:
        back = told[name][0] if isinstance(told[name], list) else told[name]
        assert back == text.strip(), (place.name, name, text, back)
    for page in place.pages(told):
        _look(page, text if place.is_shown else "", browser=browser, plain=plain, place=place)
    place.undo(told)
    return ""


def _look(page: str, text: str, *, browser: Any, plain: dict[str, Counter[str]], place: Place) -> None:
    answer = browser.get(page)
    assert answer.status_code == 200, (place.name, page, answer.status_code)
    seen, kind = Page(answer), f"{place.name} {page.rstrip('/').rpartition('/')[2][:8]}"
    assert not seen.running, (place.name, page, seen.running)
    known = plain.setdefault(kind, seen.elements)
    assert seen.elements == known, (place.name, page, seen.elements - known, known - seen.elements)
    assert on_a_line(text) in seen.text, (place.name, page, text)
