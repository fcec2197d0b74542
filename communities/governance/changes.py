"""What differs between two values of a setting, in words."""

from typing import Any, NamedTuple

from communities.governance.kinds import SettingKind


class Change(NamedTuple):
    what: str
    before: str
    after: str


def changes(kind: SettingKind, before: Any, after: Any) -> list[Change]:
    """The lines that differ, in the order of the new value, then what is gone."""
    old, new = _lines(kind, before), _lines(kind, after)
    differing = [what for what in {**new, **old} if old.get(what) != new.get(what)]
    return [Change(what, *_apart(old.get(what, ""), new.get(what, ""))) for what in differing]


def _apart(old: str, new: str) -> tuple[str, str]:
    """Without the sentences, each a line, that both have; in whole where only their order differs."""
    was, now = old.split("\n"), new.split("\n")
    gone, come = ([line for line in these if line not in those] for these, those in ((was, now), (now, was)))
    return ("\n".join(gone), "\n".join(come)) if gone or come else (old, new)


def _lines(kind: SettingKind, value: Any) -> dict[str, str]:
    """What shares a name shares a line."""
    lines: dict[str, str] = {}
    for what, which in kind.words(value) if value is not None else []:
        lines[what] = f"{lines[what]}; {which}" if what in lines else which
    return lines
