"""Formulas written in LaTeX, as MathML that browsers and screen readers know."""

from html import escape, unescape
from typing import Any
from xml.etree import ElementTree

from latex2mathml.converter import convert_to_element

LONGEST = 2000  # characters
TAGS = {
    *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mstyle", "menclose", "mpadded", "mphantom"),
    *("mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts"),
    *("mprescripts", "none", "mtable", "mtr", "mtd"),
}
ATTRIBUTES = {
    *("display", "displaystyle", "scriptlevel", "mathvariant", "stretchy", "fence", "separator", "form", "accent"),
    *("linethickness", "columnalign", "rowalign", "columnspacing", "rowspacing", "width", "minsize", "maxsize"),
    *("lspace", "rspace", "notation", "movablelimits", "symmetric"),
}


def mathml(latex: str, *, display: bool = False) -> str:
    """The formula; what cannot be read as one stands there as it was written."""
    as_written = f"<code>{escape(latex.strip())}</code>"
    if len(latex) > LONGEST:
        return as_written
    try:
        element = convert_to_element(latex.strip(), display="block" if display else "inline")
        _tidy(element)
        return ElementTree.tostring(element, encoding="unicode", method="html")
    except (Exception, RecursionError):  # the library raises whatever comes
        return as_written


def _tidy(element: Any) -> None:
    """Known parts alone, and text that is text: the library leaves both to whoever shows it."""
    if element.tag not in TAGS:
        raise ValueError(element.tag)
    element.attrib = {name: value for name, value in element.attrib.items() if name in ATTRIBUTES}
    element.text, element.tail = unescape(element.text or ""), unescape(element.tail or "")
    for child in element:
        _tidy(child)
