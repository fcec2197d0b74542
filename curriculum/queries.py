"""Read curricula and their versions."""

from datetime import datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.db.models import F, Q, QuerySet

from curriculum.comparing import Change, compare
from curriculum.models import Curriculum, CurriculumUserPermission, Version
from curriculum.nodes import Branch, data_of, tree
from tenancy.statements import ask

WRITTEN = """
    SELECT id, title, number, edited_at FROM curriculum_curriculum
    WHERE community_id = %(here)s AND archived_at IS NULL AND (number IS NULL OR edited_at > published_at)
    ORDER BY edited_at DESC, id DESC LIMIT %(number)s
"""


class Written(NamedTuple):
    id: UUID
    title: str
    number: int | None  # of the latest version
    edited_at: datetime


def curricula(*, drafts: bool) -> QuerySet[Curriculum]:
    """Those here, lately written first; without `drafts` only published ones."""
    found = Curriculum.objects.order_by("-edited_at", "-id").prefetch_related("origins")
    return found if drafts else found.filter(number__isnull=False)


def listed(*, drafts: bool, text: str = "", subject: str = "", show: str = "") -> QuerySet[Curriculum]:
    """The list's rows: `show` is "" for what is in use, `drafts` for what has something unpublished, or `archived`."""
    found = curricula(drafts=drafts).filter(archived_at__isnull=show != "archived")
    if show == "drafts":
        found = found.filter(Q(number__isnull=True) | Q(edited_at__gt=F("published_at")))
    if subject:
        found = found.filter(subject=subject)
    return found.filter(Q(title__icontains=text) | Q(summary__icontains=text)) if text else found


def lately_written(number: int) -> list[Written]:
    """What the list shows under `drafts`, the first so many."""
    return [Written(*row) for row in ask(WRITTEN, number=number)]


def subjects() -> list[str]:
    found = Curriculum.objects.exclude(subject="").order_by("subject").values_list("subject", flat=True)
    return list(found.distinct()[:200])


def versions_of(curriculum: Curriculum) -> QuerySet[Version]:
    """The newest first."""
    found: QuerySet[Version] = Version.objects.filter(curriculum=curriculum).order_by("-number")
    return found


def draft_tree(curriculum: Curriculum) -> list[Branch]:
    """One query."""
    return tree(data_of(node) for node in curriculum.nodes.all())


def version_tree(version: Version) -> list[Branch]:
    """One query."""
    return tree(data_of(node) for node in version.nodes.all())


class Nodes(Protocol):
    """Whatever has parts: a draft, a version, a draft handed in."""

    nodes: Any


def changes_between(old: Nodes | None, new: Nodes) -> list[Change]:
    """Node by node, from one state (or nothing) to another."""
    before = [data_of(node) for node in old.nodes.all()] if old else []
    return compare(before, [data_of(node) for node in new.nodes.all()])


def own_grants() -> QuerySet[CurriculumUserPermission]:
    """In a person's scope: the curricula of others that they write along on."""
    return CurriculumUserPermission.objects.select_related("community").order_by("title")
