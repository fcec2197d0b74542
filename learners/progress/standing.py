"""Where a learner stands in an offering: its activities in order, each with what was handed in and marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any
from uuid import UUID

from learners.models import Enrolment
from learners.progress.models import Mark

SHOWN = 3  # of the four shades of any scale: its upper half


@dataclass(frozen=True, kw_only=True)
class Activity:
    key: str
    title: str
    number: str = ""  # such as "2.1"
    unit: str
    unit_title: str
    minutes: int | None = None
    teaches: Sequence[str] = ()  # competencies, by their keys
    mark: Mark | None = None
    scale: tuple[str, ...] = ()  # the names of the community's levels, the lowest first

    @property
    def is_marked(self) -> bool:
        return self.mark is not None and self.mark.is_marked

    @property
    def is_done(self) -> bool:
        """Nothing more to do for the learner: handed in or marked."""
        return self.mark is not None

    @property
    def level(self) -> int:
        """0 while there is none."""
        return (self.mark and self.mark.level) or 0

    @property
    def shade(self) -> int:
        return shade_of(self.level, len(self.scale))

    @property
    def is_shown(self) -> bool:
        """That the learner can do it."""
        return self.shade >= SHOWN

    @property
    def level_name(self) -> str:
        return self.scale[self.level - 1] if 0 < self.level <= len(self.scale) else ""


@dataclass(frozen=True, kw_only=True)
class Unit:
    key: str
    title: str
    activities: tuple[Activity, ...]

    @property
    def done(self) -> int:
        return sum(activity.is_done for activity in self.activities)

    @property
    def is_shown(self) -> bool:
        return all(activity.is_shown for activity in self.activities)

    @property
    def total(self) -> int:
        return len(self.activities)


@dataclass(frozen=True, kw_only=True)
class Place:
    """An activity between its neighbours."""

    before: Activity | None
    now: Activity
    after: Activity | None


@dataclass(frozen=True, kw_only=True)
class Standing:
    enrolment: Enrolment
    activities: tuple[Activity, ...]

    @property
    def enrolment_id(self) -> UUID:
        return UUID(str(self.enrolment.pk))

    @property
    def offering_id(self) -> UUID:
        return UUID(str(self.enrolment.card_id))

    @property
    def title(self) -> str:
        return str(self.enrolment.card.title)

    @cached_property
    def units(self) -> list[Unit]:
        """The same unit twice, with another between, stays two."""
        groups = groupby(self.activities, key=lambda activity: (activity.unit, activity.unit_title))
        return [Unit(key=key, title=title, activities=tuple(group)) for (key, title), group in groups]

    @cached_property
    def next(self) -> Activity | None:
        """The first activity that is neither handed in nor marked."""
        return next((activity for activity in self.activities if not activity.is_done), None)

    @cached_property
    def latest(self) -> Activity | None:
        """What was handed in or marked last."""
        done = [activity for activity in self.activities if activity.mark]
        return max(done, key=lambda activity: activity.mark.touched_on, default=None)  # type: ignore[union-attr]

    def place_of(self, key: UUID) -> Place | None:
        """An activity with its neighbours, if there is one of that key."""
        for number, activity in enumerate(self.activities):
            if activity.key == str(key):
                before = self.activities[number - 1] if number else None
                after = self.activities[number + 1] if number + 1 < self.total else None
                return Place(before=before, now=activity, after=after)
        return None

    @property
    def done(self) -> int:
        return sum(activity.is_done for activity in self.activities)

    @property
    def marked(self) -> int:
        return sum(activity.is_marked for activity in self.activities)

    @property
    def total(self) -> int:
        return len(self.activities)

    @property
    def left(self) -> int:
        return self.total - self.done

    @property
    def per_cent(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0


def shade_of(level: int, of: int) -> int:
    """A level of a scale of so many on the four shades a cell can have, however long the scale; 0 for none."""
    return -(-4 * min(level, of) // of) if of else 0


def standing_of(
    enrolment: Enrolment,
    marks: Iterable[Mark],
    *,
    outline: list[dict[str, Any]],
    scale: list[dict[str, Any]],
    others: bool = True,
) -> Standing:
    """`outline` as on the offering's card; `others`: marks of activities that it no longer names come last."""
    names = tuple(step["name"] for step in scale)
    by_key = {str(mark.activity_key): mark for mark in marks}
    known = [Activity(**{**entry, "mark": by_key.pop(entry["key"], None), "scale": names}) for entry in outline]
    more = _others(by_key.values(), names) if others else ()
    return Standing(enrolment=enrolment, activities=(*known, *more))


def _others(marks: Iterable[Mark], scale: tuple[str, ...]) -> Iterator[Activity]:
    for mark in marks:
        key, title = str(mark.activity_key), mark.activity_title
        yield Activity(key=key, title=title, unit="", unit_title="", mark=mark, scale=scale)
