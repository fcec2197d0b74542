"""Who asks for a moderation, who looks, and who sees what came of it."""

from typing import Any

from django.core.exceptions import PermissionDenied

from learners.progress.moderation.models import Moderation
from learners.progress.moderation.queries import is_asked_about
from learners.progress.reading import teaches


def is_second(access: Any, moderation: Moderation) -> bool:
    return bool(access.membership and moderation.second_id == access.membership.pk)


def refuse_others(access: Any, moderation: Moderation) -> bool:
    """Everyone but who teaches the offering and who is asked; says whether it is the latter."""
    if is_second(access, moderation):
        return True
    if not teaches(access, moderation.offering_id):
        raise PermissionDenied
    return False


def reads_sampled(access: Any, evidence: Any) -> bool:
    """The file of what one is asked about."""
    return bool(access.membership and is_asked_about(access.person.pk, evidence))
