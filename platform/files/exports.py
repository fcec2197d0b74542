"""Which tables people take away as CSV; a big one is made by a job, which shows how far it is."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from web.exports import Table

Asked = Mapping[str, Any]  # what of it: the query of the page, as JSON holds it


class Kind(NamedTuple):
    permission: str
    table: Callable[[Asked], Table | None]  # in the community's scope; None: there is no such thing
    at_once: int  # up to so many lines it is made while one waits: about a second


KINDS: dict[str, Kind] = {}


def register_export(key: str, *, permission: str, table: Callable[[Asked], Table | None], at_once: int = 1000) -> None:
    KINDS[key] = Kind(permission, table, at_once)
