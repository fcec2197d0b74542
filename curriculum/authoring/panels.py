"""What this app shows on the pages of a draft and of its parts."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import ngettext

from curriculum.authoring.forms import CommentForm
from curriculum.authoring.presence import OPENED, editing, leave, open_part, others
from curriculum.authoring.queries import open_threads, threads_of
from curriculum.models import Curriculum, Node
from curriculum.registry import Mark
from web.links import url_here


def of_draft(_request: Any, curriculum: Curriculum) -> dict[str, Any]:
    """How many comments wait."""
    return {"waiting": sum(open_threads(curriculum).values()), "curriculum": curriculum}


def preview(_request: Any, curriculum: Curriculum) -> dict[str, Any]:
    return {"curriculum": curriculum}


def of_part(_request: Any, node: Node) -> dict[str, Any]:
    """What is said about it and not resolved."""
    threads = threads_of(node.curriculum, key=node.key)
    form = CommentForm(initial={"key": node.key}, auto_id="id_say_%s")
    return {"threads": threads, "form": form, "curriculum": node.curriculum, "node": node}


def above_part(request: Any, node: Node) -> dict[str, Any]:
    """Who else has it open; and that the reader has."""
    open_part(request.access, node.curriculum, node.key, lasts=OPENED)
    return {"node": node, "others": others(request.access, node.curriculum, node.key)}


def comment_marks(request: Any, curriculum: Curriculum) -> Iterator[tuple[UUID, Mark]]:
    """On the draft's tree: comments that wait."""
    for key, number in open_threads(curriculum).items():
        if key:
            words = ngettext("%(number)s open comment", "%(number)s open comments", number) % {"number": number}
            address = f"{url_here(request, 'curriculum-node', curriculum.pk, key)}#comments"
            yield key, Mark("message-square", words, address)


def editing_marks(request: Any, curriculum: Curriculum) -> Iterator[tuple[UUID, Mark]]:
    """On the draft's tree: who is where. Whoever looks at the tree has left their part."""
    leave(request.access, curriculum)
    for one in editing(curriculum):
        yield one.key, Mark("pencil-line", one.words)
