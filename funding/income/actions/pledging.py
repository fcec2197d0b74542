"""Write down what somebody means to give; pause it, take it up again, end it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from funding.income.models import Donor, Pledge, PledgePause, PledgeState
from funding.models import Fund
from funding.posting import FORMS, REASONS
from tenancy.refusal import Refused, refusing


@transaction.atomic
def make_pledge(
    donor: Donor,
    *,
    fund: Fund,
    amount: int,
    currency: str,
    every: str,
    starts: date,
    ends: date | None = None,
    id: UUID,
) -> Pledge:
    """Nothing enters the books before it comes."""
    asked: dict[str, Any] = {
        "donor": donor, "fund": fund, "amount": amount, "currency": currency, "every": every, "starts": starts,
        "ends": ends,
    }  # fmt: skip
    if fund.person_id:
        raise Refused(_("A learner’s own fund takes no pledges."))
    reasons = {
        "pledge_is_positive": REASONS["amount_is_positive"],
        "out of range": FORMS["22003"],
        "pledge_ends_later": _("A pledge ends on or after its first day."),
    }
    with refusing(reasons):
        pledge, is_new = Pledge.objects.get_or_create(pk=id, defaults=asked)
    if not is_new and any(getattr(pledge, field) != value for field, value in asked.items()):
        raise Refused(str(REASONS["same_request"]))
    return pledge


@transaction.atomic
def pause_pledge(pledge: Pledge, *, on: date) -> Pledge:
    """From that day on nothing is expected, until it is taken up again."""
    pledge = _locked(pledge)
    if pledge.state != PledgeState.ACTIVE:
        raise Refused(_("Only a pledge under way is paused."))
    PledgePause.objects.create(pledge=pledge, since=on)
    return _now(pledge, PledgeState.PAUSED)


@transaction.atomic
def resume_pledge(pledge: Pledge, *, on: date) -> Pledge:
    """From that day on gifts are expected again; what fell into the pause is not."""
    pledge = _locked(pledge)
    if pledge.state != PledgeState.PAUSED:
        raise Refused(_("It is not paused."))
    with refusing({"pause_ends_later": _("It is taken up again on or after the day it was paused.")}):
        PledgePause.objects.filter(pledge=pledge, until__isnull=True).update(until=on)
    return _now(pledge, PledgeState.ACTIVE)


@transaction.atomic
def end_pledge(pledge: Pledge) -> Pledge:
    """Nothing more is expected; what came stays. Ended twice is ended."""
    return _now(_locked(pledge), PledgeState.ENDED)


def _locked(pledge: Pledge) -> Pledge:
    locked: Pledge = Pledge.objects.select_for_update().get(pk=pledge.pk)
    return locked


def _now(pledge: Pledge, state: str) -> Pledge:
    pledge.state = state
    pledge.save(update_fields=["state"])
    return pledge
