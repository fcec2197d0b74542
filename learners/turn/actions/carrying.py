"""Carry a plan on after a term ended, and take that back: by the learner alone, in their own scope."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from learners.models import OfferingCard
from learners.progress.plans.actions import change_goal, change_step
from learners.progress.plans.models import Goal
from learners.turn.carrying import what_goes_on
from learners.turn.models import CarryOn, TurnedPlace
from learners.turn.pace import Carried
from tenancy.refusal import Refused, refusing


@transaction.atomic
def carry_on(place: TurnedPlace, *, today: date | None = None) -> CarryOn:
    """Steps that were the offering that ended become its copy, where there is one, with new days; again, the same."""
    found = CarryOn.objects.filter(place=place.pk, undone_at__isnull=True).first()
    if found:
        return found
    if place.undone:
        raise Refused(_("The end of this term was taken back: nothing has ended."))
    goals = list(Goal.objects.select_for_update(of=["self"]).filter(state=Goal.State.OPEN).order_by("pk"))
    going_on = what_goes_on(place, goals, today=today or timezone.localdate())
    if not going_on:
        raise Refused(_("Nothing in your plan is about it."))
    steps = [one.carried for one in going_on]
    with refusing({"carried_on_once": _("It is carried on already.")}):
        made: CarryOn = CarryOn.objects.create(place=place.pk, title=place.card.title, steps=steps)
    for one in going_on:
        _set(one.goal, one.carried.step, one.carried.now_offering, one.carried.now_target_on)
    return made


@transaction.atomic
def take_back(carried: CarryOn) -> CarryOn:
    """As it was before; what the learner has changed since, or dropped, stays as they left it. Again, nothing."""
    carried = CarryOn.objects.select_for_update().get(pk=carried.pk)
    if carried.undone_at:
        return carried
    goals = {str(one.pk): one for one in Goal.objects.filter(pk__in=[UUID(one.goal) for one in carried.steps])}
    for one in carried.steps:
        goal = goals.get(one.goal)
        if goal and _stands(goal, one):
            _set(goal, one.step, one.offering, one.target_on)
    carried.undone_at = timezone.now()
    carried.save(update_fields=["undone_at"])
    return carried


def _stands(goal: Goal, one: Carried) -> bool:
    """It is still as it was carried on."""
    if one.step:
        step = goal.step(UUID(one.step))
        return step is not None and (step.offering, step.target_on) == (one.now_offering, one.now_target_on)
    target = goal.target_on.isoformat() if goal.target_on else ""
    return goal.is_open and target == one.now_target_on


def _set(goal: Goal, step: str, offering: str, target_on: str) -> None:
    day = date.fromisoformat(target_on) if target_on else None
    if step:
        change_step(goal, key=UUID(step), offering=offering, target_on=day)
    else:
        change_goal(goal, card=OfferingCard.objects.filter(pk=offering).first(), target_on=day)
