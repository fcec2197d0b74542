"""What closing a term would do. Pure."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from communities.calendar import Term
from communities.models import Membership
from curriculum.models import Version
from learners.models import Enrolment, Offering


@dataclass(frozen=True, kw_only=True)
class Stood:
    """Somebody in an offering; so many of its activities handed in or marked."""

    enrolment: Enrolment
    done: int
    total: int
    may_keep: bool  # a place in the copy may be kept for them

    @property
    def goes_on(self) -> bool:
        return self.done < self.total and self.enrolment.state != Enrolment.State.WAITING


@dataclass(frozen=True, kw_only=True)
class Ending:
    """An offering of the term, and what would be copied of it."""

    offering: Offering
    stood: list[Stood]
    unmarked: int  # activities handed in
    unassessed: int  # pieces of evidence
    applications: int  # that are not drawn
    teachers: list[Membership]  # who are still
    gone: list[Membership]  # who taught it, and are teachers here no more
    newer: Version | None  # that is used here now
    days: tuple[date, date] | None  # of the copy; None: there is no next term
    by_application: bool  # are its places given

    def _in(self, state: str) -> list[Stood]:
        return [one for one in self.stood if one.enrolment.state == state]

    @property
    def enrolled(self) -> list[Stood]:
        return self._in(Enrolment.State.ENROLLED)

    @property
    def paused(self) -> list[Stood]:
        return self._in(Enrolment.State.PAUSED)

    @property
    def waiting(self) -> list[Stood]:
        return [one for one in self._in(Enrolment.State.WAITING) if one.enrolment.offered_until is None]

    @property
    def unanswered(self) -> list[Stood]:
        """For whom a place is kept, and who have not said whether they take it."""
        return [one for one in self.stood if one.enrolment.offered_until]

    @property
    def going_on(self) -> list[Stood]:
        return [one for one in self.stood if one.goes_on]

    @property
    def to_keep(self) -> list[Stood]:
        return [one for one in self.going_on if one.may_keep]


@dataclass(frozen=True, kw_only=True)
class Preview:
    term: Term
    into: Term | None
    endings: list[Ending] = field(default_factory=list)

    @property
    def seal(self) -> str:
        """Another once somebody comes, leaves or is otherwise enrolled."""
        seen = [
            (
                str(ending.offering.pk),
                ending.offering.state,
                sorted(f"{one.enrolment.pk} {one.enrolment.state}" for one in ending.stood),
            )
            for ending in self.endings
        ]
        return sha256(repr(sorted(seen)).encode()).hexdigest()[:32]

    @property
    def counts(self) -> dict[str, int]:
        names = ("enrolled", "going_on", "paused", "waiting", "unanswered")
        people = {name: sum(len(getattr(one, name)) for one in self.endings) for name in names}
        things = {
            name: sum(getattr(one, name) for one in self.endings) for name in ("unmarked", "unassessed", "applications")
        }
        return {"offerings": len(self.endings), **people, **things}
