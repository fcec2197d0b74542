"""Curricula of the open scope's community, and what was published of them."""

from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from curriculum.models import Curriculum, CurriculumUserPermission, Node, Version
from curriculum.nodes import Branch, data_of, tree


def curricula(*, text: str = "", state: str = "", drafts: bool = True) -> QuerySet[Curriculum]:
    """By title, each with `number`, its latest version's (None: never published); readers see the published alone."""
    found = Curriculum.objects.annotate(number=Max("versions__number")).order_by("title", "pk")
    if state == "archived":
        return found.filter(archived_at__isnull=False)
    found = found.filter(archived_at__isnull=True)
    if text:
        found = found.filter(Q(title__icontains=text) | Q(summary__icontains=text) | Q(subject__icontains=text))
    if state == "draft":
        found = found.filter(number__isnull=True)
    if state == "published" or not drafts:
        found = found.filter(number__isnull=False)
    return found


def outline_of(curriculum: Curriculum) -> list[Branch]:
    """The draft as a tree, in one query."""
    return tree(data_of(node) for node in Node.objects.filter(curriculum=curriculum))


def versions_of(curriculum: Curriculum) -> QuerySet[Version]:
    """The newest first."""
    found: QuerySet[Version] = Version.objects.filter(curriculum=curriculum).order_by("-number")
    return found


def grants_of(person: Any) -> QuerySet[CurriculumUserPermission]:
    """In the person's own scope: what they write along on, wherever."""
    found = CurriculumUserPermission.objects.filter(user=person).select_related("community")
    return found.order_by("title", "pk")


def drafts_touched(limit: int) -> list[Curriculum]:
    """What was written on last."""
    found = Curriculum.objects.filter(archived_at__isnull=True).annotate(
        number=Max("versions__number"), parts=Count("nodes", distinct=True)
    )
    return list(found.order_by("-edited_at")[:limit])
