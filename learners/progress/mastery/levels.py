"""The level of each competency in each community, on its own scale, with what says so. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from curriculum.crosswalks.models import Match
from learners.progress.evidence.models import Assessment
from learners.progress.standing import Standing


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The latest that a teacher of one community said of a competency."""

    community: Any
    level: int
    scale: tuple[str, ...]  # the names of its levels, the lowest first
    on: date
    title: str  # of the evidence or the activity

    @property
    def level_name(self) -> str:
        return self.scale[self.level - 1]

    @property
    def shade(self) -> int:
        """On the four shades of any scale."""
        return -(-4 * self.level // len(self.scale))


@dataclass(frozen=True, kw_only=True)
class Joined:
    """What a crosswalk in force in `by` says this competency is to another, and the levels of that one."""

    match: Match
    title: str
    crosswalk: str
    by: Any  # the community
    shown: tuple[Shown, ...]


@dataclass(kw_only=True)
class Mastered:
    key: UUID
    title: str
    shown: list[Shown] = field(default_factory=list)  # a community each, by name
    joined: list[Joined] = field(default_factory=list)


def levels_of(standings: Iterable[Standing], assessments: Iterable[Assessment]) -> dict[UUID, Mastered]:
    """By competency, in the order of their words; marks of activities that teach it, and assessments of evidence."""
    found: dict[UUID, Mastered] = {}
    latest: dict[tuple[UUID, UUID], Shown] = {}
    for key, title, shown in [*_from_marks(standings), *_from_evidence(assessments)]:
        found.setdefault(key, Mastered(key=key, title=title))
        pair = (key, shown.community.pk)
        if pair not in latest or shown.on >= latest[pair].on:
            latest[pair] = shown
    for (key, _community), shown in latest.items():
        found[key].shown.append(shown)
    for one in found.values():
        one.shown.sort(key=lambda shown: shown.community.name)
    return dict(sorted(found.items(), key=lambda pair: pair[1].title))


def _from_marks(standings: Iterable[Standing]) -> Iterable[tuple[UUID, str, Shown]]:
    for standing in standings:
        card = standing.enrolment.card
        for activity in standing.activities:
            if activity.mark is None or not activity.level_name:
                continue
            shown = Shown(
                community=card.community, level=activity.level, scale=activity.scale, on=activity.mark.touched_on,
                title=activity.title,
            )  # fmt: skip
            for key in activity.teaches:
                yield UUID(key), card.named.get(key, ""), shown


def _from_evidence(assessments: Iterable[Assessment]) -> Iterable[tuple[UUID, str, Shown]]:
    for one in assessments:
        shown = Shown(
            community=one.community, level=one.level, scale=tuple(one.scale), on=timezone.localdate(one.at),
            title=one.evidence.title,
        )  # fmt: skip
        for ref in one.competencies:
            yield ref.key, ref.title, shown
