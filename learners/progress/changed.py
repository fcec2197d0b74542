"""What rooms above do when a teacher's level of a learner has changed, in the same transaction."""

from collections.abc import Callable
from uuid import UUID

ON_LEVEL: list[Callable[[UUID], None]] = []


def level_changed(learner: UUID) -> None:
    for then in ON_LEVEL:
        then(learner)
