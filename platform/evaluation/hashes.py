"""The hash that signs a community's report, and that also a reader of some of its figures can compute.

JSON is written in one way: UTF-8, keys sorted, no spaces, nothing escaped that need not be (as RFC 8785 has it).
A part is what the report says of one measure: {"before": […], "figures": […], "salt": "…"}, its figures of this
period and of the one before, in the report's order; its hash is SHA-256 of that, in hex. The report's hash is SHA-256
of {"content": …, "ends_on": "2026-03-08", "kind": "weekly", "parts": {measure: hash, …}, "period": "2026-W10"}, where
`content` is the report's without both lists of figures. The salts of the parts that one may read come with them, of the
others the hashes; without its salt nobody finds the figures of a hash by trying them all."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

from evaluation.periods import Period

SALT_BYTES = 16
NOTHING: dict[str, list[Any]] = {"before": [], "figures": []}
Content = Mapping[str, Any]


class Seal(NamedTuple):
    """What it takes to compute a report's hash beside what it says: of each part its salt, or its hash alone."""

    salts: dict[str, str]
    hashes: dict[str, str]


def new_salts(content: Content) -> dict[str, str]:
    """One for each measure that could be in the report, so that it does not tell which are."""
    return {key: secrets.token_hex(SALT_BYTES) for key in sorted({*content["counted"], *_parts(content)})}


def hash_of(period: Period, content: Content, seal: Seal) -> str:
    """SHA-256, hex, of the report; raises KeyError where its seal says nothing of a part."""
    parts = _parts(content)
    hashes = {key: _hash({**NOTHING, **parts.get(key, {}), "salt": salt}) for key, salt in seal.salts.items()}
    if unsealed := parts.keys() - hashes.keys():
        raise KeyError(*unsealed)
    said = {"kind": period.kind, "period": period.key, "ends_on": period.ends.isoformat()}
    return _hash({**said, "content": _frame(content), "parts": {**seal.hashes, **hashes}})


def seal_for(content: Content, salts: Mapping[str, str], read: Content) -> Seal:
    """For somebody who reads so much of the report's content: salts of the parts that they see whole."""
    parts, seen = _parts(content), _parts(read)
    whole = {key for key in salts if key in seen and seen[key] == parts.get(key)}
    hashes = {key: _hash({**NOTHING, **parts.get(key, {}), "salt": salts[key]}) for key in salts if key not in whole}
    return Seal({key: salts[key] for key in sorted(whole)}, hashes)


def _parts(content: Content) -> dict[str, dict[str, list[Any]]]:
    former = content["before"]["figures"] if content["before"] else []
    parts: dict[str, dict[str, list[Any]]] = {}
    for name, figures in (("figures", content["figures"]), ("before", former)):
        for one in figures:
            parts.setdefault(one["indicator"], {"before": [], "figures": []})[name].append(one)
    return parts


def _frame(content: Content) -> dict[str, Any]:
    frame = {key: value for key, value in content.items() if key != "figures"}
    if content["before"]:
        frame["before"] = {key: value for key, value in content["before"].items() if key != "figures"}
    return frame


def _hash(what: object) -> str:
    said = json.dumps(what, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()
