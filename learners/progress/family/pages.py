"""One learner's page for their family, put together from what was read. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learners.models import Enrolment
from learners.progress.attendance.patterns import Pattern, pattern_of
from learners.progress.evidence.models import Assessment
from learners.progress.mastery.levels import Mastered, levels_of
from learners.progress.plans.models import Goal
from learners.progress.standing import Activity, Standing
from learners.progress.steps import Step, next_steps

LATELY = 6  # of what was said
ENDED = timedelta(days=60)  # for how long an offering that ended is still told of


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a teacher said of a piece of work."""

    on: date
    title: str
    level: int
    level_name: str
    shade: int
    words: str
    by_name: str
    community: Any


class Consented(NamedTuple):
    """What a community may know by consent."""

    about: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """An offering, and how it goes in it."""

    standing: Standing
    attendance: Pattern | None

    @property
    def enrolment(self) -> Enrolment:
        return self.standing.enrolment

    @property
    def attended(self) -> str:
        """In plain words."""
        return in_words(self.attendance) if self.attendance else ""


@dataclass(frozen=True, kw_only=True)
class Page:
    person: UUID
    name: str
    lessons: list[Lesson]
    skills: list[Mastered]
    said: list[Said]
    steps: list[Step]
    on: date = field(default_factory=timezone.localdate)
    goals: list[Goal] = field(default_factory=list)  # on the learner's and their guardians' pages alone
    consented: list[Consented] = field(default_factory=list)  # on a community's alone

    @property
    def is_empty(self) -> bool:
        return not (self.lessons or self.goals or self.skills)

    @property
    def several(self) -> bool:
        """From more communities than one."""
        shown = {one.community.pk for skill in self.skills for one in skill.shown}
        return len({one.enrolment.card.community_id for one in self.lessons} | shown) > 1


def page_of(
    person: UUID,
    name: str,
    standings: Sequence[Standing],
    *,
    assessments: Sequence[Assessment],
    presences: dict[UUID, list[Any]],
    names: dict[UUID, str],
    goals: Sequence[Goal] = (),
    consented: Sequence[Consented] = (),
) -> Page:
    """`names`: of competencies, in the language of the page."""
    lessons = [
        Lesson(standing=one, attendance=pattern_of(rows) if (rows := presences.get(one.enrolment_id)) else None)
        for one in standings
        if one.enrolment.ended_on is None or timezone.localdate() - one.enrolment.ended_on <= ENDED
    ]
    return Page(
        person=person, name=name, lessons=lessons, skills=_named(levels_of(standings, assessments).values(), names),
        said=_lately(standings, assessments), steps=next_steps(standings, timezone.localdate()), goals=list(goals),
        consented=list(consented),
    )  # fmt: skip


def in_words(pattern: Pattern) -> str:
    told = [
        ngettext(
            "There at %(there)s of %(n)s meeting.", "There at %(there)s of %(n)s meetings.", pattern.of
        ) % {"there": pattern.there, "n": pattern.of}
    ]  # fmt: skip
    if pattern.late:
        told.append(ngettext("Late %(n)s time.", "Late %(n)s times.", pattern.late) % {"n": pattern.late})
    if pattern.reasons:
        why = ", ".join(f"{label} ({n})" for label, n in pattern.reasons)
        told.append(_("Away because: %(why)s.") % {"why": why})
    return " ".join(told)


def _named(found: Iterable[Mastered], names: dict[UUID, str]) -> list[Mastered]:
    rows = list(found)
    for one in rows:
        one.title = names.get(one.key, one.title)
    return sorted(rows, key=lambda one: one.title)


def _lately(standings: Iterable[Standing], assessments: Iterable[Assessment]) -> list[Said]:
    """The latest first; a mark or an assessment, with its words where there are any."""
    marked = [
        _of_mark(one.enrolment, activity) for one in standings for activity in one.activities if activity.is_marked
    ]
    assessed = [
        Said(
            on=timezone.localdate(one.at), title=one.evidence.title, level=one.level, level_name=one.level_name,
            shade=one.shade, words=one.words, by_name=one.by_name, community=one.community,
        )
        for one in assessments
    ]  # fmt: skip
    return sorted([*marked, *assessed], key=lambda one: one.on, reverse=True)[:LATELY]


def _of_mark(enrolment: Enrolment, activity: Activity) -> Said:
    mark: Any = activity.mark
    return Said(
        on=mark.touched_on, title=activity.title, level=activity.level, level_name=activity.level_name,
        shade=activity.shade, words=mark.comment, by_name=mark.marked_by_name, community=enrolment.card.community,
    )  # fmt: skip
