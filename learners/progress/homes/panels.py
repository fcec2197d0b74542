"""What the home of a community shows a teacher, a mentor and a learner of it; all of it read once a page."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from learners.models import AccessLog
from learners.progress.homes.queries import FEW, Row, home_of, rolls_of
from web.amounts import write_day

CHANGED = {  # of a plan, as learners.progress.mentors.digest says it
    "made": _("%(day)s, a new goal: “%(goal)s”"),
    "said": _("%(day)s, said of “%(goal)s”"),
    "done": _("%(day)s, a step done towards “%(goal)s”"),
    "agreed": _("%(day)s, agreed on “%(goal)s”"),
    "reached": _("%(day)s, reached: “%(goal)s”"),
    "aside": _("%(day)s, put aside: “%(goal)s”"),
}


def _found(request: Any) -> dict[str, list[Row]]:
    if not hasattr(request, "learning_home"):
        request.learning_home = home_of(request.access)
    found: dict[str, list[Row]] = request.learning_home
    return found


def to_mark(request: Any) -> dict[str, Any] | None:
    """One's own groups with what waits in them; attempts at assessments; for administrators also others' groups."""
    if not request.access.can("progress.mark"):
        return None
    found = _found(request)
    counts = {one["offering_id"]: one["in_group"] for one in found["to_mark"]}
    own = {group["id"]: counts.get(group["id"], 0) for group in found["group"]}
    needy = {one["offering_id"]: one for one in found["to_mark"] if one["offering_id"] not in own}
    evidence, attempts = found["evidence"], found["attempt"]
    if not (own or needy or attempts or evidence):
        return None
    pieces = evidence[0]["number"] if evidence else 0
    return {
        "attempts": attempts[:FEW],
        "more_attempts": len(attempts) > FEW,
        "groups": [(group, own[group["id"]]) for group in found["group"]],
        "oldest": [one for one in found["to_mark"] if one["offering_id"] in own][:FEW],
        "evidence": evidence,
        "pieces": pieces,
        "to_mark": sum(own.values()),
        "waiting": sum(own.values()) + pieces,
        "needy": sorted(needy.values(), key=lambda one: -one["in_group"])[:FEW],
        "more_needy": len(needy) > FEW,
        **_pupils(request),
    }


def _pupils(request: Any) -> dict[str, Any]:
    found = _found(request)
    rolls, pupils = rolls_of(request.access.community, found), found["pupil"]
    return {
        "rolls": rolls[:FEW],
        "more_rolls": len(rolls) > FEW,
        "pupils": pupils,
        "more_pupils": (pupils[0]["number"] if pupils else 0) - len(pupils),
    }


def mentored(request: Any) -> dict[str, Any] | None:
    """Whom one mentors: what changed in the plan of each, what is agreed; who asks is counted as waiting. Each whose
    plan it tells of sees that it was read."""
    if not request.access.can("mentors.mentor"):
        return None
    rows = _found(request)["mentored"]
    _note(request.access, [UUID(one["person"]) for one in rows[:FEW] if one["plan"] and one["state"] == "on"])
    asking = sum(one["state"] == "asked" for one in rows)
    return {"rows": [_of_plan(one) for one in rows[:FEW]], "more": len(rows) > FEW, "waiting": asking} if rows else None


def _note(access: Any, learners: list[UUID]) -> None:
    if learners:
        what, name = _("What changed in your plan, and its next step"), str(access.membership)
        AccessLog.note_here(learners, who=access.person, what=what, name=name, role=AccessLog.Role.MENTOR)


def _of_plan(row: Row) -> Row:
    """With what its copy says: the last change, and the next step with its day."""
    plan = row["plan"] or {}
    changed, goal = plan.get("changed") or {}, plan.get("goal")
    if changed.get("on") and changed["what"] in CHANGED:
        told = {"day": write_day(date.fromisoformat(changed["on"])), "goal": changed["goal"]}
        row["changed"] = CHANGED[changed["what"]] % told
    if goal:
        row["goal"] = {**goal, "day": date.fromisoformat(goal["day"]) if goal["day"] else None}
    return row


def learning_here(request: Any) -> dict[str, Any] | None:
    """For those who learn here."""
    courses = [{**one, "enrolment_id": one["id"]} for one in _found(request)["course"]]
    return {"courses": courses} if courses else None
