"""Who else reads the files of a community's members."""

from typing import Any

from curriculum.models import CurriculumUserPermission
from files.models import StoredFile


def writes_here(request: Any, _stored: StoredFile) -> bool:
    """A guest who writes along on a curriculum sees the pictures it may name."""
    person = request.access.person
    return person is not None and not person.young and CurriculumUserPermission.objects.filter(user=person).exists()
