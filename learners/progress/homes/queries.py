"""What waits for somebody who teaches, mentors or learns in a community, in one query whatever there is."""

import json
from collections import defaultdict
from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.utils import timezone

from learners.progress.attendance.queries import BACK
from learners.progress.evidence.models import ICONS, Kind
from learners.progress.homes.statement import HOME
from learners.progress.queries import quiet_since
from learners.progress.readiness import A_WHILE
from learners.times.weeks import meetings
from tenancy.statements import ask

FEW = 6
DAYS = ("on", "submitted_on", "seen", "starts_on", "ends_on")  # of what rows say

Row = dict[str, Any]


class Roll(NamedTuple):
    """A meeting that was, without a roll yet; `more`: how many of its group before it."""

    offering: str
    title: str
    on: date
    starts: time
    more: int


def home_of(access: Any, *, few: int = FEW) -> dict[str, list[Row]]:
    """By kind (group, to_mark, attempt, evidence, pupil, taken, mentored, course), each in order; at most one more than
    `few` of what can be many, with how many there are as `number`."""
    today, marks = timezone.localdate(), access.can("progress.mark")
    rows = ask(
        HOME,
        member=access.membership.pk,
        person=access.person.pk,
        marks=marks,
        others=marks and access.has_role("administrator") and access.can("learners.see_enrolments"),
        assessments=marks and access.can("assessments.mark"),
        mentors=access.can("mentors.mentor") and not access.person.young,
        levels=len(access.community.mastery_scale),
        zone=timezone.get_current_timezone_name(),
        stuck=today - A_WHILE,
        quiet=quiet_since(today),
        rolls=today - BACK,
        few=few,
    )
    found: dict[str, list[Row]] = defaultdict(list)
    for kind, _place, body in rows:
        found[kind].append(_read(kind, json.loads(body), access.community.mastery_scale))
    return found


def _read(kind: str, body: Row, scale: Any) -> Row:
    """A row as the database wrote it in JSON, with days that are days."""
    row = body | {name: date.fromisoformat(body[name]) for name in DAYS if body.get(name)}
    if kind == "evidence":
        row["icon"] = ICONS[Kind(row["kind"])]
    if kind == "pupil" and row["level"]:
        row["level_name"] = scale[min(row["level"], len(scale)) - 1]["name"]
    return row


def rolls_of(community: Any, found: dict[str, list[Row]]) -> list[Roll]:
    """The latest meeting of each group that is over and has no roll, of the last two weeks; the oldest first."""
    taken = {(one["offering"], one["on"], time.fromisoformat(one["starts"])) for one in found["taken"]}
    now, rolls = timezone.now(), []
    for group in found["group"]:
        missed = [one for one in _met(community, group, now) if (group["id"], *one) not in taken]
        if missed:
            rolls.append(Roll(group["id"], group["title"], *missed[-1], more=len(missed) - 1))
    return sorted(rolls, key=lambda one: (one.on, one.starts))


def _met(community: Any, group: Row, now: datetime) -> list[tuple[date, time]]:
    if group["state"] == "draft" or not group["times"]:
        return []
    ends = {name: group[name] for name in ("starts_on", "ends_on")}
    card, today = SimpleNamespace(community=community, times=group["times"], **ends), timezone.localdate()
    found = meetings(card, today - BACK, today)
    return [(one.starts.date(), one.starts.time()) for one in found if one.starts <= now]
