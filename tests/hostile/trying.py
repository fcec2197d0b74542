"""Write a text into the fields of a place, and look at what programs and pages give back."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

HARMFUL = {"script", "iframe", "object", "embed", "style", "link", "meta", "base", "form", "svg", "button"}
LEADING = {"href", "src", "action", "formaction", "data", "poster", "srcdoc", "xlink:href"}
SCHEMES = ("javascript:", "vbscript:", "data:text")
REFUSED = (400, 409, 422)


@dataclass(frozen=True, kw_only=True)
class Place:
    """`write(text)` asks for the address and the body; `read` names what of the answer is the text, `pages` show it.

    `undo`: makes room for the next one. What is Markdown (`marked`) is shown as it reads, not as it was written."""

    name: str
    method: str
    write: Callable[[str], tuple[str, dict[str, Any]]]
    read: tuple[str, ...]
    pages: Callable[[dict[str, Any]], tuple[str, ...]]
    marked: frozenset[str] = frozenset()
    room: int = 190  # characters, as many as a title holds
    undo: Callable[[dict[str, Any]], None] = field(default=lambda _answer: None)

    @property
    def harmless(self) -> str:
        return f"For {self.name}"

    def alone(self, name: str) -> "Place":
        """One field of several."""

        def write(text: str) -> tuple[str, dict[str, Any]]:
            address, body = self.write(text)
            return address, {name: body[name]}

        read = tuple(one for one in self.read if one == name)
        marked = self.marked & {name}
        return replace(self, name=f"{self.name}.{name}", write=write, read=read, marked=marked)


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
        if self.cdata_elem != "script":  # data for programs, escaped in its own way
            self.words.append(data)

    @property
    def text(self) -> str:
        return on_a_line("".join(self.words))


def on_a_line(text: str) -> str:
    return " ".join(text.split())


@dataclass
class Tried:
    """Who writes and who looks, and how each page was when its text was harmless: its elements, how often it said it."""

    api: Any
    browser: Any
    plain: dict[str, tuple[Counter[str], int]] = field(default_factory=dict)


def try_texts(place: Place, texts: list[str], tried: Tried, *, together: bool = False) -> list[str]:
    """Why each was refused; "" for what was taken and came back as it was. Raises AssertionError when it did harm.

    Alone, or as many together as there is room for; who is refused together is tried apart, down to each alone.
    Where several fields of one thing are refused together, each is tried by itself."""
    assert not write_texts(place, [place.harmless], tried)
    why: dict[str, str] = {}
    waiting = list(_together(texts, place.room if together else 0))
    while waiting:
        some = waiting.pop()
        reason, half = write_texts(place, some, tried), len(some) // 2
        if reason and half:
            waiting += [some[:half], some[half:]]
        else:
            why |= dict.fromkeys(some, reason)
    refused, fields = [text for text in texts if why[text]], place.write("")[1]
    if refused and place.method == "patch" and len(fields) > 1:
        assert not write_texts(place, [place.harmless], tried)
        each = [try_texts(place.alone(name), refused, tried, together=together) for name in fields]
        why |= {text: "; ".join(filter(None, reasons)) for text, *reasons in zip(refused, *each, strict=True)}
    return [why[text] for text in texts]


def _together(texts: list[str], room: int) -> Iterator[list[str]]:
    some: list[str] = []
    for text in texts:
        if some and sum(map(len, some)) + len(some) + len(text) > room:
            yield some
            some = []
        some = [*some, text]
    if some:
        yield some


def write_texts(place: Place, texts: list[str], tried: Tried) -> str:
    """Why they were refused, or that they were not. In Markdown each is a paragraph of its own."""
    text = " ".join(texts)
    address, body = place.write(text)
    body |= dict.fromkeys(place.marked & body.keys(), "\n\n".join(texts))
    if text == place.harmless:
        body |= dict.fromkeys(place.marked & body.keys(), "In Markdown")
    answer = getattr(tried.api, place.method)(address, body, format="json")
    if answer.status_code in REFUSED:
        told = answer.json()
        assert told.get("errors") or told.get("detail"), (place.name, text, told)
        return str(told.get("errors") or told["detail"])
    assert answer.status_code in (200, 201), (place.name, text, answer.status_code, answer.content[:500])
    told = answer.json()
    for name in place.read:
        wanted = body.get(name, text)
        wanted = wanted[0] if isinstance(wanted, list) else wanted
        back = told[name][0] if isinstance(told[name], list) else told[name]
        assert back == wanted.strip(), (place.name, name, text, back)
    for number, page in enumerate(place.pages(told)):
        _look(page, text, tried, place=place, kind=f"{place.name} {number}")
    place.undo(told)
    return ""


def _look(page: str, text: str, tried: Tried, *, place: Place, kind: str) -> None:
    answer = tried.browser.get(page)
    assert answer.status_code == 200, (place.name, page, answer.status_code)
    seen = Page(answer)
    assert not seen.running, (place.name, page, seen.running)
    if text == place.harmless:
        tried.plain.setdefault(kind, (seen.elements, seen.text.count(text)))
    elements, times = tried.plain[kind]
    assert seen.elements == elements, (place.name, page, seen.elements - elements, elements - seen.elements)
    words = on_a_line(text)
    assert not words or seen.text.count(words) >= times, (place.name, page, text, times)
