"""What can be taken in: each importer reads its files whole, writes all of them or nothing, and lists what it left."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from communities.models import Membership
from tenancy.refusal import Refused

MOST_LEFT = 100_000
IMPORTERS: dict[str, "Importer"] = {}


class Source(NamedTuple):
    """A file: its name without folders, and its bytes, unpacked."""

    name: str
    content: bytes


@dataclass
class Report:
    """What came in, by kind, and each element that could not be kept, with why."""

    imported: Counter[str] = field(default_factory=Counter)
    not_kept: list[dict[str, str]] = field(default_factory=list)
    made: dict[str, str] = field(default_factory=dict)  # title of what came of it, and its address

    def leave(self, element: str, reason: Any) -> None:
        if len(self.not_kept) >= MOST_LEFT:
            raise Refused(_("More than %(most)s elements of it cannot be kept.") % {"most": MOST_LEFT})
        self.not_kept.append({"element": element[:300], "reason": str(reason)})

    def as_json(self) -> dict[str, Any]:
        return {"imported": dict(self.imported), "not_kept": self.not_kept}


class Importer(NamedTuple):
    """`bring` writes into the open scope's community, in the caller's transaction.

    It raises Refused saying where and why; then nothing has come in. `by`: who asked, nobody for a command."""

    key: str
    label: Any
    help: Any  # which files, from where
    endings: tuple[str, ...]
    is_many: bool  # several files make one
    bring: Callable[[Sequence[Source], Membership | None], Report]
