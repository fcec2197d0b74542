"""What to look at before a draft is published, each with the part that it is about."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from curriculum.licences import may_become, reason
from curriculum.models import Curriculum, Node
from curriculum.nodes import NodeData, tree, walk
from curriculum.prerequisites import Standing, circle
from web.amounts import language_name
from web.text import inside

EMPTY_WORDS = {"here", "click here", "link", "this", "aquí", "enlace", "haz clic aquí", "هنا", "ici", "aqui"}


class Finding(NamedTuple):
    key: UUID
    title: str  # of the part
    what: str
    stops: bool = False  # nothing is published before it is put right


def findings(curriculum: Curriculum, nodes: Sequence[NodeData]) -> list[Finding]:
    """Those that stop first, then in reading order. At most one query."""
    in_order = [branch.node for branch in walk(tree(nodes))]
    expected = sorted({one.language for node in nodes for one in node.translations})
    found = list(stopping(curriculum, in_order))
    for node in in_order:
        said = (*_in_text(node), *_in_media(node), *_untranslated(node, expected))
        found += [Finding(node.key, node.title, what) for what in said]
    return found


def stopping(curriculum: Curriculum, nodes: Sequence[NodeData]) -> Iterator[Finding]:
    """Licences that do not allow the curriculum's, and parts that wait for one another."""
    for node in nodes:
        if node.licence and not may_become(node.licence, curriculum.licence):
            yield Finding(node.key, node.title, reason(node.licence, curriculum.licence), stops=True)
    naming = {node.key: node for node in nodes if node.requires}
    if naming and (around := circle_of(curriculum)):
        first = next((node for key, node in naming.items() if key in around), nodes[0])
        yield Finding(first.key, first.title, told_circle(around), stops=True)


def told_circle(around: dict[UUID, str]) -> str:
    titles = list(around.values())
    return _("These wait for one another: %(titles)s.") % {"titles": " → ".join([*titles, titles[0]])}


def _in_text(node: NodeData) -> Iterator[str]:
    """What keeps some from reading it."""
    for text in (node.body, *(one.body for one in node.translations)):
        held = inside(text)
        for before, after in zip(held.headings, held.headings[1:], strict=False):
            if after > before + 1:
                yield _("A heading of level %(after)s follows one of level %(before)s: no level may be left out.") % {
                    "after": after, "before": before,
                }  # fmt: skip
        for address, description in held.pictures:
            if not description:
                yield _("The picture %(address)s has no description.") % {"address": address}
        for words, address in held.links:
            if not words or words.casefold() in EMPTY_WORDS:
                yield _("The link to %(address)s does not say where it leads.") % {"address": address}


def _in_media(node: NodeData) -> Iterator[str]:
    """What some cannot hear."""
    for one in node.media:
        if one.kind == "video" and not one.captions:
            yield _("The video “%(title)s” has no captions.") % {"title": one.title}
        if one.kind == "audio" and not one.transcript:
            yield _("The recording “%(title)s” has no transcript.") % {"title": one.title}


def _untranslated(node: NodeData, expected: Sequence[str]) -> Iterator[str]:
    """Languages that other parts were translated into."""
    there = {one.language for one in node.translations} | {node.language}
    for language in expected:
        if language not in there:
            yield _("It is not translated into this language yet: %(language)s.") % {
                "language": language_name(language)
            }


def circle_of(curriculum: Curriculum) -> dict[UUID, str]:
    """Parts of this draft, with those of other curricula here, of which none can come first: their titles by key.

    One query."""
    naming = Node.objects.exclude(requires=()).values("curriculum")
    rows = Node.objects.filter(curriculum__archived_at__isnull=True, curriculum__in=naming)
    titles: dict[UUID, str] = {}
    own: set[UUID] = set()
    parts: list[Standing] = []
    for place, key, parent_key, title, requires in rows.values_list(
        "curriculum", "key", "parent_key", "title", "requires"
    ):
        titles[key] = title
        parts.append(Standing(key, parent_key, [ref.key for ref in requires]))
        if place == curriculum.pk:
            own.add(key)
    while around := set(keys := circle(parts)):
        if around & own:
            return {key: titles.get(key, "?") for key in keys}
        parts = [part._replace(requires=[]) if part.key in around else part for part in parts]
    return {}
