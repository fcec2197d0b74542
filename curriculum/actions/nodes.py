"""Write units and activities of a draft."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.actions.locking import locked
from curriculum.models import Curriculum, Kind, Node
from tenancy.refusal import Refused


@transaction.atomic
def add_node(
    curriculum: Curriculum,
    *,
    kind: str,
    title: str,
    parent_key: UUID | None = None,
    body: str = "",
    minutes: int | None = None,
) -> Node:
    """Add a unit or activity after its siblings; an activity lies in a unit."""
    curriculum = locked(curriculum)
    siblings = curriculum.nodes.filter(parent_key=parent_key)
    if parent_key and not curriculum.nodes.filter(key=parent_key, kind=Kind.UNIT).exists():
        raise Refused(_("There is no such unit in this curriculum."))
    if kind != Kind.UNIT and not parent_key:
        raise Refused(_("An activity lies in a unit. Choose or add one first."))
    node = Node.objects.create(
        curriculum=curriculum,
        kind=kind,
        title=title,
        parent_key=parent_key,
        body=body,
        minutes=minutes,
        position=siblings.count(),
    )
    touch(curriculum)
    return node


def touch(curriculum: Curriculum) -> None:
    curriculum.edited_at = timezone.now()
    curriculum.save(update_fields=["edited_at"])


@transaction.atomic
def edit_node(node: Node, **fields: Any) -> Node:
    """Change the title, text or minutes of a unit or activity."""
    curriculum = locked(node.curriculum)
    for name, value in fields.items():
        setattr(node, name, value)
    node.edited_at = timezone.now()
    node.save()
    touch(curriculum)
    return node
