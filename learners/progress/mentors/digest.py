"""What a mentor's home says of a plan without opening it: a copy in the community, which goes with the consent."""

from datetime import datetime
from typing import Any

from learners.consents.sharing import copies_changed
from learners.progress.mentors.queries import PLAN
from learners.progress.plans.models import Goal
from learners.progress.plans.queries import goals

MOST = 60  # goals that are looked at
KINDS = ("made", "said", "agreed", "done", Goal.State.REACHED, Goal.State.ASIDE)  # of one day, the later tells more


def digest() -> dict[str, Any]:
    """In the learner's scope: the open goal that comes first, and what changed last, of which goal, on which day."""
    found = list(goals()[:MOST])
    first = next((one for one in found if one.is_open), None)
    changes = [change for one in found for change in _changes(one)]
    on, kind, words = max(changes, default=("", 0, ""))
    return {"goal": _told(first) if first else None, "changed": {"on": on, "what": KINDS[kind], "goal": words}}


def keep_current() -> None:
    """In the learner's scope, after a goal changed."""
    copies_changed(PLAN)


def _told(goal: Goal) -> dict[str, Any]:
    step = goal.next
    return {
        "words": goal.words,
        "next": step.title if step else "",
        "day": (step and step.target_on) or (goal.target_on.isoformat() if goal.target_on else ""),
        "agreed": goal.agreed_on is not None,
    }


def _changes(goal: Goal) -> list[tuple[str, int, str]]:
    """(day, kind by its number, words of the goal)."""
    said = [(datetime.fromisoformat(one.at).date().isoformat(), "said") for one in goal.notes]
    done = [(one.done_on, "done") for one in goal.steps if one.done_on]
    agreed = [(goal.agreed_on.isoformat(), "agreed")] if goal.agreed_on else []
    ended = [(goal.ended_on.isoformat(), goal.state)] if goal.ended_on else []
    made = [(goal.made_at.date().isoformat(), "made")]
    return [(on, KINDS.index(what), goal.words) for on, what in (*made, *said, *done, *agreed, *ended)]
