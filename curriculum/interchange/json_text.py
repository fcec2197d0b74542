"""JSON of a file as what a database keeps, or refused with its place."""

import json
import math
import re
from typing import Any

from django.utils.translation import gettext as _

from curriculum.interchange.importers import Source
from curriculum.interchange.sources import text_of
from tenancy.refusal import Refused

DEEPEST = 50
PIECES = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{\]}]')
SUSPECT = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")  # NUL, or half of a letter


def json_of(source: Source) -> Any:
    name, text = source.name, text_of(source)
    _refuse_depth(name, text)
    try:
        found = json.loads(text, parse_constant=_refuse_number, parse_float=_finite)
    except json.JSONDecodeError as wrong:
        told = {"name": name, "line": wrong.lineno, "column": wrong.colno}
        raise Refused(_("%(name)s: this is not JSON (line %(line)s, column %(column)s).") % told) from None
    except ValueError:
        raise Refused(_("%(name)s: there is a number in it that nobody can count with.") % {"name": name}) from None
    if SUSPECT.search(text):
        _refuse_letters(name, found)
    return found


def _refuse_depth(name: str, text: str) -> None:
    depth = 0
    for piece in PIECES.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(piece[0], 0)
        if depth > DEEPEST:
            raise Refused(_("%(name)s: it is nested too deeply.") % {"name": name})


def _refuse_number(said: str) -> float:
    raise ValueError(said)


def _finite(said: str) -> float:
    number = float(said)
    return number if math.isfinite(number) else _refuse_number(said)


def _refuse_letters(name: str, found: Any) -> None:
    told = json.dumps(found, ensure_ascii=False)
    if "\\u0000" in told.replace("\\\\", ""):
        raise Refused(_("%(name)s: there is a NUL character in it.") % {"name": name})
    if any("\ud800" <= letter <= "\udfff" for letter in told):
        raise Refused(_("%(name)s: there is half of a letter in it.") % {"name": name})
