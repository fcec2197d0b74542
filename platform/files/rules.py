"""Who may read a file."""

from collections.abc import Callable
from typing import Any

from files.models import StoredFile

# Apps above may let more people in: called with the request and a file of the audience `members`.
ALSO_READERS: list[Callable[[Any, StoredFile], bool]] = []


def may_read(request: Any, stored: StoredFile) -> bool:
    """By the file's audience; a private one is served only by the app it belongs to."""
    if stored.audience == StoredFile.Audience.PUBLIC:
        return True
    if stored.audience == StoredFile.Audience.PRIVATE:
        return False
    return request.access.membership is not None or any(admits(request, stored) for admits in ALSO_READERS)
