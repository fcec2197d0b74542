"""A table on paper: a tagged PDF (PDF/UA-1) that screen readers read, set by typst from the data as JSON."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language, get_language_bidi

from web.amounts import write_day, write_number
from web.exports import Part, Strong, Table

PDF = "application/pdf"
SOURCE = Path(__file__).with_name("table.typ").read_bytes()
NARROW, MOST = 6, 9  # columns that fit an upright page, and one on its side; more go on below, a few at a time
SIZES = {True: 8.5, False: 9.5}  # points


def write_pdf(file: Any, table: Table) -> None:
    parts = [piece for part in table.all_parts for piece in _pieces(_chosen(part, table.paper))]
    wide = max(len(part["heading"]) for part in parts) > NARROW
    said = {"title": table.title or table.name, "told": table.told, "author": "Rhizome", "parts": parts}
    language = {"lang": (get_language() or "en")[:2], "rtl": get_language_bidi()}
    file.write(set_pdf(SOURCE, json.dumps({**said, **language, "wide": wide, "size": SIZES[wide]})))


def set_pdf(source: bytes, data: str) -> bytes:
    """Without the promise of PDF/UA where a script has no letters in any font at hand."""
    given: dict[str, Any] = {"format": "pdf", "sys_inputs": {"data": data}, "font_paths": _fonts()}
    try:
        return bytes(typst.compile(source, pdf_standards=["ua-1"], **given))
    except typst.TypstError as error:
        if "glyph" not in str(error):
            raise
    return bytes(typst.compile(source, **given))


@lru_cache
def _fonts() -> Any:
    """Those that typst brings, then the machine's; looked for once."""
    return typst.Fonts()


def _chosen(part: Part, columns: Any) -> Part:
    if not columns:
        return part

    def taken(cells: list[Any]) -> list[Any]:
        return type(cells)([cells[number] for number in columns]) if len(cells) > 1 else cells

    return Part(part.caption, taken(list(part.heading)), (taken(line) for line in part.lines))


def _pieces(part: Part) -> Iterator[dict[str, Any]]:
    """The table, cut into ones of so few columns that they fit; each begins with its lines' names."""
    lines = [(line, isinstance(line, Strong)) for line in part.lines]
    columns = len(part.heading)
    figures = [number for number in range(columns) if any(_is_figure(line, number) for line, _strong in lines)]
    if columns <= MOST or len(figures) < columns - MOST:
        yield _piece(part, lines, list(range(columns)), figures)
        return
    names = [number for number in range(columns) if number not in figures]
    left = iter(figures)
    while taken := list(islice(left, max(MOST - len(names), 1))):
        yield _piece(part, lines, names + taken, figures)


def _piece(part: Part, lines: list[Any], columns: list[int], figures: list[int]) -> dict[str, Any]:
    def said(cells: list[Any]) -> list[str]:
        return [_words(cells[number]) if number < len(cells) else "" for number in columns]

    return {
        "caption": part.caption,
        "heading": said(list(part.heading)),
        "numeric": [number in figures for number in columns],
        "widths": ["auto" if number in figures else "fr" for number in columns],
        "lines": [{"cells": said(line), "strong": strong} for line, strong in lines],
    }


def _is_figure(line: list[Any], number: int) -> bool:
    return number < len(line) and isinstance(line[number], Decimal | int)


def _words(cell: Any) -> str:
    if isinstance(cell, Decimal):
        return write_number(cell, max(-int(cell.as_tuple().exponent), 0))
    if isinstance(cell, date):
        return write_day(cell)
    return "" if cell is None else str(cell)
