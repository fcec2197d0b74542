"""What the copy of a version holds beside its parts, what finds it, and which files go with it."""

import json
import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Func, Value

from curriculum.commons.models import Material, Searched, SearchedInCircles, SharedVersion, Word
from curriculum.commons.words import PLAIN, configuration, primary, unaccented, vector, words_in
from curriculum.models import Version
from curriculum.nodes import NodeData, tree, walk
from files.actions import widen
from files.models import StoredFile

FILE = re.compile(r"/files/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/")


def content_of(version: Version, nodes: list[NodeData]) -> dict[str, Any]:
    """The columns of its copy."""
    branches = list(walk(tree(nodes)))
    return {
        "nodes": [branch.node.as_json() for branch in branches],
        "activities": sum(not branch.node.is_unit for branch in branches),
        "minutes": sum(branch.node.minutes or 0 for branch in branches),
        "languages": languages_of(version.language, nodes),
        **_facets(nodes),
        "files": sorted(_files_in(nodes)),
    }


def make_findable(shared: SharedVersion) -> None:
    """By everyone, or by those whom it is shared with, whose words are nobody else's."""
    Searched.objects.filter(shared=shared).delete()
    SearchedInCircles.objects.filter(shared=shared).delete()
    found = searched_by(shared, shared.node_data)
    if not shared.for_everyone:
        SearchedInCircles.objects.create(**found, readers=shared.readers)
        return
    Searched.objects.create(**found)
    keep_materials(shared.materials, shared.language)
    keep_words(" ".join((shared.title, shared.subject, *shared.materials, *(node["title"] for node in shared.nodes))))


def searched_by(shared: SharedVersion, nodes: list[NodeData]) -> dict[str, Any]:
    """What finds it: its title first, then what it says of itself, then titles and names, then its text."""
    titles = " · ".join(node.title for node in nodes)
    authors = ", ".join(author["name"] for author in shared.authors)
    parts = [
        (shared.title, "A"),
        (f"{shared.subject} {shared.summary}", "B"),
        (f"{titles} {authors} {shared.community.name}", "C"),
        (" ".join(_text(node) for node in nodes)[:200_000], "D"),
    ]
    search = vector(parts, shared.language)
    return {"shared": shared, "community_id": shared.community_id, "language": shared.language, "search": search}


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


def open_files(nodes: list[NodeData]) -> None:
    """For everyone: all that the parts name, in their texts and beside them."""
    for stored in StoredFile.objects.filter(pk__in=_files_in(nodes)).exclude(audience=StoredFile.Audience.PRIVATE):
        widen(stored, audience=StoredFile.Audience.PUBLIC)


def _files_in(nodes: list[NodeData]) -> set[UUID]:
    return {UUID(key) for node in nodes for key in FILE.findall(json.dumps(node.as_json()))}


def keep_words(text: str) -> None:
    Word.objects.bulk_create([Word(word=one) for one in sorted(words_in(text))], ignore_conflicts=True)


def keep_materials(names: Iterable[str], language: str) -> None:
    """By the stems of their language, and as they stand for readers of others."""
    known = [(name, stems) for name in names for stems in sorted({configuration(language), PLAIN})]
    Material.objects.bulk_create(
        [Material(name=name, stems_in=stems, stems=_stems(name, stems)) for name, stems in known],
        ignore_conflicts=True,
    )


def _stems(name: str, stems: str) -> Any:
    return Func(
        Func(Value(stems), Value(unaccented(name) if stems == PLAIN else name), function="to_tsvector"),
        function="tsvector_to_array",
    )
