"""What a file says, one value at a time: of the right kind, and short enough, or refused with its place."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from curriculum.interchange.importers import Report
from tenancy.refusal import Refused

LONGEST = 20_000  # characters of a statement or notes


def text(row: Mapping[str, Any], name: str, where: str, *, longest: int = LONGEST) -> str:
    """What stands there without the space around it; nothing where it is missing."""
    value = row.get(name)
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise Refused(_("%(where)s: “%(name)s” is not a text.") % {"where": where, "name": name})
    if "\x00" in value:
        raise Refused(_("%(where)s: there is a NUL character in “%(name)s”.") % {"where": where, "name": name})
    if len(value) > longest:
        told = {"where": where, "name": name, "most": longest}
        raise Refused(_("%(where)s: “%(name)s” has more than %(most)s characters.") % told)
    return value.replace("\r\n", "\n").strip()


def texts(row: Mapping[str, Any], name: str, where: str, *, longest: int) -> list[str]:
    """A list of short texts; one text counts as a list of one."""
    value = row.get(name)
    values = [] if value is None else value if isinstance(value, list) else [value]
    return [said for one in values if (said := text({name: one}, name, where, longest=longest))]


def short(row: Mapping[str, Any], name: str, where: str, *, room: int, more: dict[str, Any], report: Report) -> str:
    """A text for a field of so many characters; a longer one is kept beside, and told."""
    said = text(row, name, where)
    if len(said) <= room:
        return said
    more[name] = said
    report.leave(where, _("“%(name)s” is longer than %(room)s characters: kept beside.") % {"name": name, "room": room})
    return ""


def mapping(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Refused(_("%(where)s: this is not an object.") % {"where": where})
    return value


def listing(row: Mapping[str, Any], name: str, where: str) -> list[Any]:
    value = row.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise Refused(_("%(where)s: “%(name)s” is not a list.") % {"where": where, "name": name})
    return value


def key_of(name: str, within: UUID) -> UUID:
    """The identifier as it is where it is a UUID, else one made of it: the same each time."""
    try:
        return UUID(name)
    except ValueError:
        return uuid5(within, name)
