"""Whose consents are looked at or changed, and by whom: the learner, or a guardian in the child's scope."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from accounts.models import Person
from learners.guardianship import as_guardian, looking
from learners.models import Guardianship
from tenancy.scope import as_person
from web.sentences import Wording


@dataclass(frozen=True)
class Acting:
    """Only `acting` makes one, with the learner's scope open."""

    learner: UUID
    by: Person
    child: Guardianship | None  # the guardian's side; None: for oneself

    def url(self, name: str, *args: Any, room: str = "consents") -> str:
        """Of a page about the learner, as this person opens it."""
        if self.child:
            return reverse(f"{room}-child-{name}", args=[self.learner, *args])
        return reverse(f"{room}-{name}", args=args)

    def log(self, what: Wording) -> None:
        """Write down where the child sees it what a guardian does, who must be one still. Raises NotGuardian."""
        if self.child:
            with as_guardian(self.learner, self.by, what=what, did=True):
                pass


@contextmanager
def for_oneself(by: Person) -> Iterator[Acting]:
    with as_person(by.pk):
        yield Acting(by.pk, by, None)


@contextmanager
def acting(by: Person, child: UUID | None, *, what: Wording) -> Iterator[Acting]:
    """Open the scope of the person themself, or of a child of theirs, who sees that they looked at `what`; else 404."""
    if child is None:
        with for_oneself(by) as oneself:
            yield oneself
        return
    with looking(child, by, what=what) as guardianship:
        yield Acting(child, by, guardianship)
