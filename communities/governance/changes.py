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
    return [
        Change(what, old.get(what, ""), new.get(what, "")) for what in {**new, **old} if old.get(what) != new.get(what)
    ]


def _lines(kind: SettingKind, value: Any) -> dict[str, str]:
    """What shares a name shares a line."""
    lines: dict[str, str] = {}
    for what, which in kind.words(value) if value is not None else []:
        lines[what] = f"{lines[what]}; {which}" if what in lines else which
    return lines
