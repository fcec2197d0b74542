"""What a learner's plan says of a term that has ended."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from learners.progress.plans.models import Goal
from learners.turn.carrying import GoesOn, reason, what_goes_on
from learners.turn.models import CarryOn, TurnedPlace
from learners.turn.queries import carried_on, own_places


@dataclass(frozen=True, kw_only=True)
class Row:
    """A place that ended: what could be carried on in the plan, or what was."""

    place: TurnedPlace
    steps: list[GoesOn]
    why: str
    carried: CarryOn | None


def own_rows() -> list[Row]:
    """In a learner's scope, in three queries, one where no term of theirs ended; what was taken back stays only while
    the plan still goes by it."""
    today, ended = timezone.localdate(), list(own_places())
    carried = carried_on() if ended else {}
    places = [one for one in ended if not one.undone or one.pk in carried]
    goals = list(Goal.objects.filter(state=Goal.State.OPEN)) if places else []
    return [
        Row(
            place=one, steps=[] if one.pk in carried else what_goes_on(one, goals, today=today),
            why=reason(one, today=today), carried=carried.get(one.pk),
        )
        for one in places
    ]  # fmt: skip


def on_plan(request: Any) -> dict[str, Any] | None:
    """What can be carried on now."""
    rows = [one for one in own_rows() if one.steps or (one.carried and one.place.undone)]
    return {"rows": rows} if rows else None
