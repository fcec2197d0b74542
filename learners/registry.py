"""What rooms above show of an offering and to guardians, and know of a reader; each adds its own in AppConfig.ready."""

from collections.abc import Callable
from typing import Any, NamedTuple

from curriculum.registry import PagePanel

__all__ = ["CHILD_NEWS", "CHILD_PAGES", "NEEDS", "OFFERING_PAGE", "RECORD_PAGE", "ChildPage", "PagePanel"]


class ChildPage(NamedTuple):
    """A page under /me/children/<child>/; `label` has %(name)s in it."""

    label: Any
    url_name: str


CHILD_NEWS: list[Callable[[], list[Any]]] = []  # lines of a child, in their scope: {"icon", "words", "url", "tone"}
CHILD_PAGES: list[ChildPage] = []
NEEDS: list[Callable[[], list[str]]] = []  # in a person's scope: which of Support they need
OFFERING_PAGE: list[PagePanel] = []  # of an Offering, above what one will do
RECORD_PAGE: list[PagePanel] = []  # of an Enrolment or a piece of evidence, for whoever may read it
