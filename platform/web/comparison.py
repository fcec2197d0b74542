"""What changed between two texts, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WORD = re.compile(r"\s+|\w+|[^\w\s]")
LINE = re.compile(r"[^\n]*\n|[^\n]+")
MANY = 4000  # words; longer texts are compared line by line


class Comparison(NamedTuple):
    old: SafeString  # what was removed is in <del>
    new: SafeString  # what was added is in <ins>
    merged: SafeString  # both, in reading order
    is_same: bool


def compared(old: str, new: str) -> Comparison:
    parts = list(_parts(old, new))
    return Comparison(
        old=_joined(_wrapped("del", was) if changed else escape(was) for was, _now, changed in parts),
        new=_joined(_wrapped("ins", now) if changed else escape(now) for _was, now, changed in parts),
        merged=_joined(
            _wrapped("del", was) + _wrapped("ins", now) if changed else escape(now) for was, now, changed in parts
        ),
        is_same=old == new,
    )


def _parts(old: str, new: str) -> Iterator[tuple[str, str, bool]]:
    """(old text, new text, whether they differ), in order."""
    before, after = WORD.findall(old), WORD.findall(new)
    if len(before) + len(after) > MANY:
        before, after = LINE.findall(old), LINE.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        yield "".join(before[a:b]), "".join(after[c:d]), kind != "equal"


def _wrapped(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>" if text else ""


def _joined(parts: Iterator[str]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 (each part was escaped)
