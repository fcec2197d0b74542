"""What changed between two texts, word by word."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WORD = re.compile(r"\s+|\w+|[^\w\s]")
LINE = re.compile(r"[^\n]*\n|[^\n]+")
MANY = 4000  # words; longer texts are compared line by line


class Part(NamedTuple):
    old: str
    new: str
    changed: bool


class Comparison(NamedTuple):
    old: SafeString  # what was removed is in <del>
    new: SafeString  # what was added is in <ins>
    merged: SafeString  # both, in reading order
    is_same: bool


def compared(old: str, new: str) -> Comparison:
    parts = _parts(old, new)
    return Comparison(
        old=_joined(_wrapped("del", was) if changed else escape(was) for was, _now, changed in parts),
        new=_joined(_wrapped("ins", now) if changed else escape(now) for _was, now, changed in parts),
        merged=_joined(
            _wrapped("del", was) + _wrapped("ins", now) if changed else escape(now) for was, now, changed in parts
        ),
        is_same=old == new,
    )


def _parts(old: str, new: str) -> list[Part]:
    """In order; two changes with nothing but space between them are one, so that phrases stay readable."""
    before, after = WORD.findall(old), WORD.findall(new)
    if len(before) + len(after) > MANY:
        before, after = LINE.findall(old), LINE.findall(new)
    parts: list[Part] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        part = Part("".join(before[a:b]), "".join(after[c:d]), kind != "equal")
        between = parts[-1] if parts else None
        if part.changed and len(parts) > 1 and parts[-2].changed and between and not between.old.strip():
            first, space = parts[-2:]
            parts[-2:] = [Part(first.old + space.old + part.old, first.new + space.new + part.new, True)]
        else:
            parts.append(part)
    return parts


def _wrapped(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>" if text else ""


def _joined(parts: Iterable[str]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 (each part was escaped)
