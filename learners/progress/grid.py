"""Learners by activities: the columns of one unit, or of all when they are few."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any
from uuid import UUID

from learners.models import Enrolment
from learners.progress.standing import Activity, Standing

WIDE = 8  # activities shown side by side


@dataclass(frozen=True, kw_only=True)
class Row:
    enrolment: Enrolment
    cells: list[Activity]
    state: str  # ready, working, done or new


@dataclass(frozen=True, kw_only=True)
class Grid:
    outline: list[dict[str, Any]]
    unit: str  # the key of the unit asked for; "" for the first
    standings: list[Standing]

    @cached_property
    def units(self) -> list[tuple[str, str]]:
        """(key, title) to choose from; none when everything fits side by side."""
        if len(self.outline) <= WIDE:
            return []
        return [key for key, _group in groupby(self.outline, key=lambda entry: (entry["unit"], entry["unit_title"]))]

    @cached_property
    def shown_unit(self) -> str | None:
        keys = [key for key, _title in self.units]
        return self.unit if self.unit in keys else keys[0] if keys else None

    @cached_property
    def columns(self) -> list[dict[str, Any]]:
        return [entry for entry in self.outline if self.shown_unit in (None, entry["unit"])]

    @property
    def rows(self) -> list[Row]:
        keys = {entry["key"] for entry in self.columns}
        return [
            Row(
                enrolment=one.enrolment,
                cells=[activity for activity in one.activities if activity.key in keys],
                state=_state(one),
            )
            for one in self.standings
        ]


def columns_of(outline: list[dict[str, Any]], key: UUID) -> list[dict[str, Any]]:
    """The one column of that activity, or none."""
    return [entry for entry in outline if entry["key"] == str(key)]


def line_of(standing: Standing) -> list[Any]:
    """A learner in the export: name, home, and a level for each activity, blank where there is none."""
    one = standing.enrolment
    levels = [activity.level or "" for activity in standing.activities]
    return [one.display_name, one.home.name if one.home else "", *levels]


def _state(standing: Standing) -> str:
    if any(activity.mark and not activity.is_marked for activity in standing.activities):
        return "ready"
    if standing.total and standing.marked >= standing.total:
        return "done"
    return "working" if standing.done else "new"
