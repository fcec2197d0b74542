"""What the copy of a version holds beside its parts, and the words by which it is found."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Func, Value

from curriculum.commons.models import Material, Word
from curriculum.commons.words import configuration, primary, unaccented, vector, words_in
from curriculum.models import Version
from curriculum.nodes import NodeData, tree, walk


def content_of(version: Version, nodes: list[NodeData]) -> dict[str, Any]:
    """The columns of its copy."""
    branches = list(walk(tree(nodes)))
    titles = " · ".join(branch.node.title for branch in branches)
    authors = ", ".join(author["name"] for author in version.authors)
    return {
        "nodes": [branch.node.as_json() for branch in branches],
        "activities": sum(not branch.node.is_unit for branch in branches),
        "minutes": sum(branch.node.minutes or 0 for branch in branches),
        "languages": languages_of(version.language, nodes),
        **_facets(nodes),
        "search": vector(
            [
                (version.title, "A"),
                (f"{version.subject} {version.summary}", "B"),
                (f"{titles} {authors} {version.community.name}", "C"),
                (" ".join(_text(branch.node) for branch in branches)[:200_000], "D"),
            ],
            version.language,
        ),
    }


def _text(node: NodeData) -> str:
    return " ".join((node.body, *(one.transcript for one in node.media)))


def _facets(nodes: list[NodeData]) -> dict[str, list[str]]:
    """What the parts say of themselves, each once and in order."""
    return {
        "methods": sorted({node.method for node in nodes if node.method}),
        "competencies": sorted({one.title for node in nodes for one in node.teaches}),
        "access": sorted({one for node in nodes for one in node.access_features}),
        "materials": sorted({one for node in nodes for one in node.materials}),
    }


def languages_of(language: str, nodes: Iterable[NodeData]) -> list[str]:
    """Its own (primary subtags of BCP 47), and each that all its parts are written in or translated into."""
    written = [
        {primary(node.language or language), *(primary(one.language) for one in node.translations)} for node in nodes
    ]
    return sorted({primary(language)}.union(set.intersection(*written) if written else ()))


def keep_words(text: str) -> None:
    Word.objects.bulk_create([Word(word=one) for one in sorted(words_in(text))], ignore_conflicts=True)


def keep_materials(names: Iterable[str], language: str) -> None:
    stems = configuration(language)
    Material.objects.bulk_create(
        [
            Material(name=name, stems_in=stems, plain=unaccented(name).lower(), stems=_stems(name, stems))
            for name in names
        ],
        ignore_conflicts=True,
    )


def _stems(name: str, stems: str) -> Any:
    return Func(Func(Value(stems), Value(name), function="to_tsvector"), function="tsvector_to_array")
