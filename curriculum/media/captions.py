"""Captions as WebVTT (W3C): read strictly, so that what is kept runs in every browser."""

import re

from django.utils.translation import gettext as _

from tenancy.refusal import Refused

TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
TIMING = re.compile(rf"{TIME}[ \t]+-->[ \t]+{TIME}((?:[ \t]+\S+)*)[ \t]*")
SETTING = re.compile(r"(?:vertical|line|position|size|align|region):\S+")
ARROW = "-->"


def check_captions(content: bytes) -> int:
    """How many captions there are; refused with the number of the line where they are wrong."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _wrong(line, _("this is not written as UTF-8.")) from error
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise _wrong(1, _("captions begin with the word WEBVTT."))
    number, last = 0, -1
    for at, block in _blocks(lines):
        if ARROW in block[0] or ARROW in "".join(block[1:2]):
            last = _checked_cue(at, block, last)
            number += 1
        elif not re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", block[0]):
            raise _wrong(at, _("when it is shown must be told, such as 00:01.000 --> 00:04.000."))
    if not number:
        raise _wrong(len(lines), _("there is no caption in it."))
    return number


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Lines that stand together, each with the number of its first; without the heading."""
    found: list[tuple[int, list[str]]] = []
    fresh = True
    for number, line in enumerate(lines, 1):
        if line.strip() and fresh:
            found.append((number, [line]))
        elif line.strip():
            found[-1][1].append(line)
        fresh = not line.strip()
    heading = found[0][1]
    if any(ARROW in line for line in heading):
        raise _wrong(2, _("after the heading comes an empty line."))
    return found[1:]


def _checked_cue(at: int, block: list[str], last: int) -> int:
    """When it begins, in milliseconds."""
    if ARROW not in block[0]:
        at, block = at + 1, block[1:]  # it has a name
    timing = TIMING.fullmatch(block[0])
    if not timing:
        raise _wrong(at, _("times are written such as 00:01.000 --> 00:04.000."))
    begins, ends = _milliseconds(timing.groups()[:4]), _milliseconds(timing.groups()[4:8])
    if ends <= begins:
        raise _wrong(at, _("it ends before it begins."))
    if begins < last:
        raise _wrong(at, _("it begins before the one above it."))
    for setting in (timing[9] or "").split():
        if not SETTING.fullmatch(setting):
            raise _wrong(at, _("“%(setting)s” is no setting of captions.") % {"setting": setting})
    if len(block) == 1:
        raise _wrong(at, _("it says nothing."))
    for place, line in enumerate(block[1:], at + 1):
        if ARROW in line:
            raise _wrong(place, _("an empty line comes before the next times."))
    return begins


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _wrong(line: int, why: str) -> Refused:
    return Refused(_("Line %(line)s: %(why)s") % {"line": line, "why": why})
