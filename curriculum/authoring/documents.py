"""Documents of word processors and pages as Markdown, and Markdown as parts of a draft; what is lost is said."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import PurePath
from typing import Any, NamedTuple
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

import mammoth
import nh3
from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markdown_it import MarkdownIt
from markdownify import markdownify

from curriculum.authoring.guarding import TOO_LONG, refuse_swollen, refuse_tangled
from tenancy.refusal import Refused
from web.text import SCHEMES

TAGS = {
    *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "em", "i", "s", "del", "a", "ul", "ol", "li"),
    *("blockquote", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "div", "span"),
}
LOST = {
    "img": gettext_lazy("Pictures: add them as files"), "svg": gettext_lazy("Drawings"),
    "script": gettext_lazy("Scripts"), "iframe": gettext_lazy("Frames of other pages"),
    "object": gettext_lazy("Embedded objects"), "video": gettext_lazy("Films: add them as files"),
    "audio": gettext_lazy("Recordings: add them as files"), "input": gettext_lazy("Fields to fill in"),
}  # fmt: skip
APART = {  # parts of a .docx beside its text
    r"word/comments\.xml": gettext_lazy("Comments in the margin"),
    r"word/(header|footer)\d*\.xml": gettext_lazy("What stands at the head and foot of each page"),
}
MOST_BYTES = 5 * 1024 * 1024  # of a file
MOST_LETTERS = 400_000  # of Markdown
BOLD, ITALIC = re.compile(r"font-weight:\s*(bold|[6-9]00)"), re.compile(r"font-style:\s*italic")
PLAIN = re.compile(r"font-weight:\s*(normal|400)")


class Converted(NamedTuple):
    text: str  # Markdown
    lost: list[str]  # what was not kept, with how often


def from_html(html: str) -> Converted:
    """Headings, lists, tables, links and emphasis stay; a word processor's styled spans count as emphasis."""
    refuse_tangled(html)
    whole = nh3.clean(
        html, tags=TAGS | LOST.keys(), attributes={"a": {"href"}, "span": {"style"}, "b": {"style"}},
        clean_content_tags={"style"}, url_schemes=SCHEMES, link_rel=None,
    )  # fmt: skip
    soup = BeautifulSoup(whole, "html.parser")
    found = Counter(tag.name for tag in soup.find_all(list(LOST)))
    for tag in soup.find_all(["span", "b"]):
        style = str(tag.get("style") or "")
        if tag.name == "b" and PLAIN.search(style):  # Google Docs wraps everything in one
            tag.unwrap()
            continue
        for wanted, name in ((BOLD, "strong"), (ITALIC, "em")):
            if tag.name == "span" and wanted.search(style) and tag.get_text(strip=True):
                tag.wrap(soup.new_tag(name))
    clean = nh3.clean(str(soup), tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None)
    text = markdownify(clean, heading_style="ATX", bullets="-", table_infer_header=True)
    lost = [f"{LOST[name]} ({number})" for name, number in found.items()]
    return Converted(re.sub(r"\n{3,}", "\n\n", text).strip(), lost)


def from_file(name: str, content: bytes) -> Converted:
    """A .docx, .html, .md or .txt; anything else, and what is not what its name says, is refused."""
    if len(content) > MOST_BYTES:
        raise Refused(_("A document holds at most %(most)s MB.") % {"most": MOST_BYTES // 1024**2})
    ending = PurePath(name).suffix.lower()
    if ending == ".docx":
        made = _from_docx(content)
    elif ending in (".html", ".htm"):
        made = from_html(_decoded(content))
    elif ending in (".md", ".txt"):
        made = Converted(_decoded(content).strip(), [])
    else:
        raise Refused(_("Give a .docx, .html, .md or .txt file; word processors save as .docx."))
    if not made.text:
        raise Refused(_("There are no words in it."))
    if len(made.text) > MOST_LETTERS:
        raise Refused(str(TOO_LONG))
    return made


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(_("Its letters are not in UTF-8. Save it anew as UTF-8.")) from None
    if "\0" in text:
        raise Refused(_("This is not a text file."))
    return text.replace("\r\n", "\n")


def _from_docx(content: bytes) -> Converted:
    try:
        with ZipFile(BytesIO(content)) as archive:
            refuse_swollen(archive)
        result: Any = mammoth.convert_to_html(BytesIO(content))
    except RecursionError:
        raise Refused(_("It is nested too deeply.")) from None
    except (BadZipFile, ExpatError, LookupError, ValueError, OSError, NotImplementedError, RuntimeError):
        raise Refused(_("This is not a .docx file.")) from None
    made = from_html(result.value)
    return made._replace(lost=[*made.lost, *_left_behind(content, (str(one.message) for one in result.messages))])


def _left_behind(content: bytes, told: Iterable[str]) -> Iterator[str]:
    """What mammoth leaves out, in our own words; styles that it does not know are how a text looks."""
    with ZipFile(BytesIO(content)) as archive:
        for wanted, words in APART.items():
            names = [name for name in archive.namelist() if re.fullmatch(wanted, name)]
            if any(b"<w:t>" in archive.read(name) or b"<w:t " in archive.read(name) for name in names):
                yield str(words)
    if number := sum("element was ignored" in one for one in told):
        yield f"{_('What only a word processor knows, such as formulas or drawn shapes')} ({number})"


class Section(NamedTuple):
    """A part to be: a unit, or what lies in the unit before it."""

    is_unit: bool
    title: str
    body: str


class Heading(NamedTuple):
    line: int
    end: int  # the line after it
    level: int
    words: str


def sections(text: str, *, title: str) -> list[Section]:
    """By headings: the highest level is units, the next one activities, deeper ones stay in the text. Where there is
    one level alone, its headings are activities of one unit named `title`, which also holds what comes before them."""
    lines, headings, start = text.splitlines(), list(_headings(text)), 0
    levels = sorted({one.level for one in headings})
    if len(levels) > 2 and _is_title(headings, lines):
        title, start = headings[0].words or title, headings[0].end
        headings, levels = headings[1:], levels[1:]
    units = levels[0] if len(levels) > 1 else 0
    wanted = [one for one in headings if one.level in (levels[:2] if units else levels)]
    return list(_cut(lines[start:], start, wanted, units, title))


def _is_title(headings: list[Heading], lines: list[str]) -> bool:
    """Whether the first one, with nothing before it, is above all others: the document's own."""
    first = headings[0]
    return not "".join(lines[: first.line]).strip() and all(one.level > first.level for one in headings[1:])


def _cut(lines: list[str], start: int, wanted: list[Heading], units: int, title: str) -> Iterator[Section]:
    before = "\n".join(lines[: wanted[0].line - start if wanted else None]).strip()
    if before or not wanted or wanted[0].level != units:
        yield Section(True, title[:200], before)
    for one, after in zip(wanted, [*wanted[1:], None], strict=False):
        body = lines[one.end - start : after.line - start if after else None]
        yield Section(one.level == units, one.words[:200] or "…", "\n".join(body).strip())


def _headings(text: str) -> Iterator[Heading]:
    """Those that stand in nothing else."""
    tokens = MarkdownIt("commonmark").parse(text)
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            words = "".join(child.content for child in inline.children or () if child.type in ("text", "code_inline"))
            yield Heading(token.map[0], token.map[1], int(token.tag[1]), " ".join(words.split()))
