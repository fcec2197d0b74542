"""Donors, pledges, gifts, fees and requests to test with."""

from datetime import date

from accounts.models import Person
from funding.income.actions import (
    ask_to_pay_less,
    charge_fee,
    grant_request,
    keep_donor,
    keep_fee_kind,
    make_pledge,
    record_gift,
)
from funding.income.models import ChargeRun, Donor, FeeKind, Gift, HardshipRequest, Pledge
from funding.models import Fund
from tenancy.keys import uuid7

FEBRUARY = date(2026, 2, 1)


def the_fund() -> Fund:
    return Fund.objects.order_by("opened_on", "id").first()


def a_donor(name: str = "Olive Grove", **about: object) -> Donor:
    return keep_donor(id=uuid7(), name=name, **about)


def a_pledge(donor: Donor | None = None, **about: object) -> Pledge:
    said = {"fund": the_fund(), "amount": 2000, "currency": "EUR", "every": "month", "starts": FEBRUARY}
    return make_pledge(donor or a_donor(), id=uuid7(), **{**said, **about})


def a_gift(donor: Donor | None = None, **about: object) -> Gift:
    said = {"fund": the_fund(), "amount": 2000, "currency": "EUR", "on": FEBRUARY, "id": uuid7()}
    return record_gift(donor or a_donor(), **{**said, **about})


def a_fee(title: str = "Materials", **about: object) -> FeeKind:
    """For everyone who learns here, once, of 98.47, unless something else is said."""
    said = {"amount": 9847, "currency": "EUR", "per": "once", "for_whom": "everyone", "role": "", "fund": the_fund()}
    return keep_fee_kind(id=uuid7(), title=title, **{**said, **about})


def charged(kind: FeeKind, by: Person, **about: object) -> ChargeRun:
    return charge_fee(kind, by=by, **{"period": "once", "due_on": date(2026, 5, 1), **about})


def less(learner: Person, *, by: Person, asker: Person | None = None, **about: object) -> HardshipRequest:
    """A request that was granted: a free place for the year 2026 unless another choice is given."""
    asked = ask_to_pay_less(learner, by=asker or learner, words="Our shop burned down.")
    said = {"choice": "free", "since": date(2026, 1, 1), "until": date(2026, 12, 31)}
    return grant_request(asked, by=by, **{**said, **about})
