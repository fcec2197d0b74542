"""Learners whose term ended before they were through are told that it goes on."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from learners.turn.models import TermTurn, TurnedPlace
from notices.actions import notify


def _goes_on(told: Mapping[str, Any]) -> str:
    return _("“%(term)s” has ended. What you are not through with goes on.") % told


KINDS = [("goes_on", _goes_on, "sprout")]


def tell_who_goes_on(turn: TermTurn) -> None:
    people = {one.person_id for one in TurnedPlace.objects.filter(turn=turn) if one.goes_on}
    path, params = reverse("turn-own"), {"term": turn.term_name}
    notify(sorted(people), "turn.goes_on", key=str(turn.pk), path=path, params=params)
