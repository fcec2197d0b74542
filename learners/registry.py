"""What apps above show guardians of each of their children; each adds its own in AppConfig.ready."""

from typing import Any, NamedTuple


class ChildPage(NamedTuple):
    """A page under /me/children/<child>/; `label` has %(name)s in it."""

    label: Any
    url_name: str


CHILD_PAGES: list[ChildPage] = []
