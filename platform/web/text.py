"""What people write, as HTML that harms nobody."""

import re
from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from web import maths
from web.maths import mathml

TAGS = {
    *("p", "br", "hr", "h3", "h4", "h5", "h6", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote"),
    *("code", "pre", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href", "title"}, "ol": {"start"}, "img": {"src", "alt", "title"},
    **dict.fromkeys(maths.TAGS, maths.ATTRIBUTES),
}  # fmt: skip
SCHEMES = {"http", "https", "mailto"}
HIGHEST, DEEPEST = 3, 6
MOST_READ, LONGEST_READ = 5_000, 10_000  # paragraphs, cells and headings of a text; letters of one
MARKED = re.compile(r"#|]\(|]\[|^[=-]+\s*$|<http", re.MULTILINE)  # may hold a heading, a picture or a link
OWN_FILE = re.compile(r"/c/[-\w]+/files/[0-9a-f-]{36}/[^/?#]+")


def _below_the_section(state: StateCore) -> None:
    """A page has its own h1 and h2: the highest heading people write is an h3."""
    headings = [token for token in state.tokens if token.type in ("heading_open", "heading_close")]
    highest = min((int(token.tag[1]) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) - highest + HIGHEST, DEEPEST)}"


def _read_within_bounds(state: StateCore) -> None:
    """What is longer than any paragraph, or the last of very many, stands as it was written: to look for emphasis and
    links in it takes the square of its length."""
    read = 0
    for token in state.tokens:
        if token.type == "inline":
            read += 1
            if read > MOST_READ or len(token.content) > LONGEST_READ:
                token.type = "text"


def _own_pictures(state: StateCore) -> None:
    """A picture from elsewhere would tell its host who reads: only its description stays."""
    for inline in state.tokens:
        for token in inline.children or ():
            if token.type == "image" and not OWN_FILE.fullmatch(str(token.attrGet("src"))):
                token.type, token.tag = "text", ""


def _formula(latex: str, options: dict[str, bool]) -> str:
    return mathml(latex, display=options["display_mode"])


_plain = MarkdownIt("commonmark", {"html": False}).enable("table").enable("strikethrough").disable("image")
_illustrated = MarkdownIt("commonmark", {"html": False}).enable("table").enable("strikethrough")
_illustrated.core.ruler.push("own_pictures", _own_pictures)
_read = MarkdownIt("commonmark", {"html": False}).enable("table")
for _each in (_plain, _illustrated, _read):
    _each.core.ruler.before("inline", "read_within_bounds", _read_within_bounds)
for _each in (_plain, _illustrated):
    _each.core.ruler.push("below_the_section", _below_the_section)
    dollarmath_plugin(_each, allow_labels=False, allow_space=False, allow_digits=False, renderer=_formula)
_without = nh3.Cleaner(tags=TAGS | maths.TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow noopener")
_with_pictures = nh3.Cleaner(
    tags=TAGS | maths.TAGS | {"img"},
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    link_rel="nofollow noopener",
    set_tag_attribute_values={"img": {"loading": "lazy"}},
)


def render_markdown(text: str, *, pictures: bool = False) -> SafeString:
    """CommonMark with tables and formulas ($x^2$, $$…$$), without HTML; its direction follows its first letter.

    With `pictures`, those stored as files of a community are shown, and no others."""
    clean = _with_pictures.clean(_illustrated.render(text)) if pictures else _without.clean(_plain.render(text))
    return mark_safe(f'<div class="prose" dir="auto">{clean}</div>')  # noqa: S308 (cleaned)


class Inside(NamedTuple):
    """What a text holds, in its order: levels of headings, (address, description) of pictures, (words, address) of
    links."""

    headings: list[int]
    pictures: list[tuple[str, str]]
    links: list[tuple[str, str]]


def inside(text: str) -> Inside:
    found = Inside([], [], [])
    if not MARKED.search(text):
        return found
    for token in _read.parse(text):
        if token.type == "heading_open":
            found.headings.append(int(token.tag[1]))
        children = token.children or []
        for place, child in enumerate(children):
            if child.type == "image":
                found.pictures.append((str(child.attrGet("src") or ""), child.content.strip()))
            elif child.type == "link_open":
                found.links.append((_words(children[place + 1 :]), str(child.attrGet("href") or "")))
    return found


def _words(tokens: Iterable[Token]) -> str:
    """Up to the end of the link; a picture says its description."""
    return "".join(token.content for token in takewhile(lambda token: token.type != "link_close", tokens)).strip()
