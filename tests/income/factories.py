"""Donors, pledges, gifts, fees and requests to test with."""

from datetime import date

from funding.income.actions import keep_donor, make_pledge, record_gift
from funding.income.models import Donor, Gift, Pledge
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
