"""What a part says of itself, as its readers see it: only what is there."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.licences import Licence
from curriculum.models import Kind
from curriculum.nodes import NodeData
from curriculum.values import Ref
from curriculum.wording import CHOICES, ages, author_names, duration, named

FACTS = {
    "materials": gettext_lazy("Materials"), "relevance": gettext_lazy("Why here"), "teaches": gettext_lazy("Teaches"),
    "assesses": gettext_lazy("Assesses"), "requires": gettext_lazy("Before it"),
    "access_modes": gettext_lazy("Taken in by"), "access_features": gettext_lazy("What helps"),
    "access_hazards": gettext_lazy("What may harm"), "access_note": gettext_lazy("Accessibility"),
}  # fmt: skip
REFS = ("teaches", "assesses", "requires")


class Fact(NamedTuple):
    label: Any
    words: str = ""
    refs: tuple[Ref, ...] = ()  # instead of words


def tags_of(node: NodeData) -> list[str]:
    """What fits behind its title."""
    tells_kind = node.kind in (Kind.ASSESSMENT, Kind.RESOURCE)
    said = (named(node.kind, "kind") if tells_kind else "", named(node.method, "method") if node.method else "")
    return [one for one in (*said, ages(node), duration(node.minutes)) if one]


def facts_of(node: NodeData) -> list[Fact]:
    """What stands under its text."""
    return [*_facts(node), *_rights(node)]


def _facts(node: NodeData) -> Iterator[Fact]:
    for name, label in FACTS.items():
        value = getattr(node, name)
        if not value:
            continue
        if name in REFS:
            yield Fact(label, refs=value)
        else:
            yield Fact(label, value if isinstance(value, str) else ", ".join(_words(one, name) for one in value))


def _words(value: str, name: str) -> str:
    return named(value, name) if name in CHOICES else value


def _rights(node: NodeData) -> Iterator[Fact]:
    by = _("By %(names)s") % {"names": author_names(node.authors)} if node.authors else ""
    if said := [one for one in (by, Licence(node.licence).label if node.licence else "") if one]:
        yield Fact(gettext_lazy("This part"), " · ".join(said))
