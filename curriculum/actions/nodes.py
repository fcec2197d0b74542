"""Write units and activities of a draft, and put them in order."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.actions.locking import locked, touch
from curriculum.actions.naming import named, refuse_circles
from curriculum.models import Curriculum, Kind, Node
from curriculum.nodes import NodeData, data_of
from curriculum.placing import MOST_LETTERS, MOST_NODES, Outline, Place
from tenancy.keys import uuid7
from tenancy.refusal import Refused


class Overtaken(Refused):
    """Somebody else has written it since."""


@transaction.atomic
def add_node(curriculum: Curriculum, *, kind: str, title: str, parent_key: UUID | None = None, **written: Any) -> Node:
    """Add a part after its siblings; a unit lies at most in one other, everything else in a unit."""
    curriculum = locked(curriculum)
    outline = Outline(curriculum.nodes.all())
    node = Node(curriculum=curriculum, kind=kind, title=title, parent_key=parent_key)
    if parent_key is not None and getattr(outline.by_key.get(parent_key), "kind", "") != Kind.UNIT:
        raise Refused(_("There is no such unit in this curriculum."))
    if not outline.takes(parent_key, node):
        raise Refused(_("A part lies in a unit, and units lie at most one in another."))
    if len(outline.by_key) >= MOST_NODES:
        raise Refused(_("A curriculum holds at most %(most)s units and activities.") % {"most": MOST_NODES})
    node.position = len(outline.children.get(parent_key, []))
    return _write(curriculum, node, written)


@transaction.atomic
def fill_draft(curriculum: Curriculum, nodes: Iterable[NodeData]) -> Curriculum:
    """Let the draft hold these units and activities, and no others; what is as it was stays untouched."""
    curriculum, rows = locked(curriculum), list(nodes)
    if len(rows) > MOST_NODES:
        raise Refused(_("A curriculum holds at most %(most)s units and activities.") % {"most": MOST_NODES})
    for one in rows:
        _refuse_long(one)
    known = {node.key: node for node in curriculum.nodes.all()}
    wanted = {node.key: node for node in rows}
    same = {key for key, node in known.items() if wanted.get(key) == data_of(node)}
    Node.objects.filter(curriculum=curriculum, pk__in=[known[key].pk for key in known if key not in same]).delete()
    Node.objects.bulk_create(
        Node(pk=known[key].pk if key in known else uuid7(), curriculum=curriculum, **node._asdict())
        for key, node in wanted.items() if key not in same
    )  # fmt: skip
    touch(curriculum)
    return curriculum


@transaction.atomic
def edit_node(node: Node, *, seen: datetime | None = None, **fields: Any) -> Node:
    """Change what FIELDS it has; Overtaken when somebody else has changed it since the writer saw it at `seen`."""
    curriculum = locked(node.curriculum)
    current = curriculum.nodes.get(pk=node.pk)
    if seen and seen != current.edited_at:
        raise Overtaken(_("Somebody else has changed this meanwhile. Bring both together, then save again."))
    if "kind" in fields and (fields["kind"] == Kind.UNIT) != (current.kind == Kind.UNIT):
        raise Refused(_("A unit stays a unit, and nothing else becomes one."))
    current.edited_at = timezone.now()
    return _write(curriculum, current, fields)


def _write(curriculum: Curriculum, node: Node, written: dict[str, Any]) -> Node:
    for name, value in named(node, written).items():
        setattr(node, name, value)
    if node.questions and node.kind != Kind.ASSESSMENT:
        raise Refused(_("Only an assessment holds questions."))
    _refuse_long(node)
    node.save()
    if node.requires and "requires" in written:
        refuse_circles(curriculum)
    touch(curriculum)
    return node


def _refuse_long(node: Node | NodeData) -> None:
    """What no page could show in time."""
    if any(len(text) > MOST_LETTERS for text in (node.body, *(one.body for one in node.translations))):
        told = {"title": node.title, "most": MOST_LETTERS}
        raise Refused(_("“%(title)s” has more than %(most)s letters: make several parts of it.") % told)


@transaction.atomic
def move_node(node: Node, *, direction: str) -> Node:
    """Move a node one step: up, down, into the unit above it or out of its own; with all that lies in it."""
    curriculum = locked(node.curriculum)
    outline = Outline(curriculum.nodes.all())
    node = outline.by_key[node.key]
    place = outline.place(node, direction)
    if place is None:
        raise Refused(_("It cannot be moved further this way."))
    return _put(curriculum, outline, node, place)


@transaction.atomic
def place_node(node: Node, *, parent_key: UUID | None, at: int) -> Node:
    """Put a node, with all that lies in it, before the `at`th (from 0) of what else lies in a unit or, without one, of
    what lies in none; at their end when there are fewer."""
    curriculum = locked(node.curriculum)
    outline = Outline(curriculum.nodes.all())
    node = outline.by_key[node.key]
    parent = outline.by_key.get(parent_key) if parent_key else None
    if parent_key and (parent is None or parent.kind != Kind.UNIT):
        raise Refused(_("There is no such unit in this curriculum."))
    if parent in [node, *outline.under(node.key)]:
        raise Refused(_("A unit cannot lie in itself."))
    if not outline.takes(parent_key, node):
        raise Refused(_("A part lies in a unit, and units lie at most one in another."))
    return _put(curriculum, outline, node, Place(parent_key, at))


def _put(curriculum: Curriculum, outline: Outline, node: Node, place: Place) -> Node:
    outline.siblings(node).remove(node)
    node.parent_key = place.parent_key
    outline.children.setdefault(place.parent_key, []).insert(place.at, node)
    _number(outline.by_key.values(), outline)
    touch(curriculum)
    return node


@transaction.atomic
def delete_node(node: Node) -> None:
    """Take a node out of the draft, with all that lies in it; published versions keep it."""
    curriculum = locked(node.curriculum)
    outline = Outline(curriculum.nodes.all())
    node = outline.by_key[node.key]
    gone = [node, *outline.under(node.key)]
    Node.objects.filter(curriculum=curriculum, key__in=[one.key for one in gone]).delete()
    outline.siblings(node).remove(node)
    _number((one for one in outline.by_key.values() if one not in gone), outline)
    touch(curriculum)


def _number(nodes: Iterable[Node], outline: Outline) -> None:
    """Positions as the outline has them now."""
    for siblings in outline.children.values():
        for position, node in enumerate(siblings):
            node.position = position
    Node.objects.bulk_update(nodes, ["position", "parent_key"])
