"""A letter on paper: a tagged PDF (PDF/UA-1) in the language that it is written in."""

import json
from dataclasses import dataclass
from pathlib import Path

from web.amounts import direction
from web.paper import set_pdf

SOURCE = Path(__file__).with_name("letter.typ").read_bytes()


@dataclass(frozen=True)
class Part:
    """Lines that belong together; `kind` is text, title, strong, small, list or sign (room for a hand to sign)."""

    lines: list[str]
    kind: str = "text"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One of its parts is its title."""

    title: str
    author: str
    language: str  # BCP 47
    parts: list[Part]


def letter_pdf(letter: Letter) -> bytes:
    said = {"title": letter.title, "author": letter.author, "lang": letter.language[:2].lower()}
    parts = [{"kind": part.kind, "lines": part.lines} for part in letter.parts if part.lines]
    return set_pdf(SOURCE, json.dumps({**said, "rtl": direction(letter.language) == "rtl", "parts": parts}))
