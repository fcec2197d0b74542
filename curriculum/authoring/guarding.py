"""Refuse documents that are made to swell: before anything reads them."""

import re
from collections import Counter
from zipfile import ZipFile

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenancy.refusal import Refused

MOST_UNPACKED = 50 * 1024 * 1024  # bytes, of a .docx
MOST_TAGS, DEEPEST = 50_000, 100  # of a page, and how many in one another
MOST_MARKS = 250_000  # of the XML within a .docx, which says more of each word
TOO_LONG = gettext_lazy("It is too long: give it in several files.")
TAG = re.compile(r"<(/?)([a-z][a-z0-9:]*)")
ALONE = {  # need no end, or end where the next one begins
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"),
    *("p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup"),
}
APART_FROM_TAGS = ("script", "style", "title", "textarea")  # what stands in these is no tag


def refuse_tangled(html: str) -> None:
    """Before anything reads it: what reads HTML takes the square of its depth."""
    html, at, number, depth, opened = html.lower(), 0, 0, 0, Counter[str]()
    while tag := TAG.search(html, at):
        at, name, number = tag.end(), tag[2], number + 1
        if tag[1]:
            depth -= opened[name] > 0
            opened[name] = max(opened[name] - 1, 0)
        elif name in APART_FROM_TAGS:
            at = max(html.find(f"</{name}", at), at)
        elif name not in ALONE:
            depth += 1
            opened[name] += 1
        if number > MOST_TAGS:
            raise Refused(str(TOO_LONG))
        if depth > DEEPEST:
            raise Refused(_("It is nested too deeply."))


def refuse_swollen(archive: ZipFile) -> None:
    """What grows beyond measure when unpacked, read, or its entities written out."""
    if sum(one.file_size for one in archive.infolist()) > MOST_UNPACKED:
        raise Refused(str(TOO_LONG))
    archive.getinfo("word/document.xml")
    marks = 0
    for one in archive.infolist():
        if one.filename.lower().endswith((".xml", ".rels")):
            said = archive.read(one).replace(b"\0", b"")  # as UTF-16 writes what it says too
            marks += said.count(b"<")
            if b"<!DOCTYPE" in said:
                raise Refused(_("This is not a .docx file."))
    if marks > MOST_MARKS:
        raise Refused(str(TOO_LONG))
