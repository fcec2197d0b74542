"""Who may write on a curriculum."""

from typing import Any

from curriculum.models import Curriculum, CurriculumUserPermission


def may_write(access: Any, curriculum: Curriculum) -> bool:
    """Whoever writes here, and who was given this one curriculum to write along on, member or not."""
    return access.can("curriculum.write") or may_write_along(access, curriculum)


def may_write_along(access: Any, curriculum: Curriculum) -> bool:
    """By a grant on this very curriculum."""
    if access.person is None:
        return False
    grants = CurriculumUserPermission.objects.filter(user=access.person, permission__codename="write_curriculum")
    return bool(grants.filter(content_object=curriculum).exists())
