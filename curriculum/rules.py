"""Who may write on a curriculum and read its draft, and who decides about curricula."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from communities.governance.queries import rule_in_force
from curriculum.models import Curriculum, CurriculumUserPermission


def writes_along(access: Any, curriculum: Curriculum) -> bool:
    """By the permission, or by a grant on this one curriculum."""
    if access.can("curriculum.write"):
        return True
    if access.person is None or access.person.young:
        return False
    return CurriculumUserPermission.objects.filter(content_object=curriculum, user=access.person).exists()


def writable(access: Any, pk: UUID) -> Curriculum:
    """The curriculum, for who may write on it; a member without the right is refused, a stranger finds nothing."""
    curriculum: Curriculum = get_object_or_404(Curriculum.objects.select_related("community"), pk=pk)
    if writes_along(access, curriculum):
        return curriculum
    raise PermissionDenied if access.membership else Http404()


def readable(access: Any, pk: UUID) -> tuple[Curriculum, bool]:
    """The curriculum and whether the reader may write on it. A draft that was never published is its writers' own."""
    curriculum: Curriculum = get_object_or_404(Curriculum.objects.select_related("community"), pk=pk)
    if writes_along(access, curriculum):
        return curriculum, True
    if access.membership is None or not curriculum.versions.exists():
        raise Http404
    if not access.can("curriculum.read"):
        raise PermissionDenied
    return curriculum, False


def may_decide(access: Any) -> bool:
    """The version in use, crosswalks: who may publish does, where it is entrusted; elsewhere who may propose it."""
    rule = rule_in_force("curriculum")
    return access.can("curriculum.publish") if rule.is_entrusted else rule.may_propose(access.membership)
