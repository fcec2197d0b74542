"""Who gives to three communities, what came of it; and the fees of a term, of which one family pays less."""

from datetime import date, timedelta
from typing import Any

from django.utils import translation

from accounts.models import Person
from communities.calendar import term_on
from communities.models import Community
from demo.givers import OF, Giving
from demo.planting import Garden, Home
from funding.income.actions import (
    ask_to_pay_less,
    charge_fee,
    grant_request,
    keep_donor,
    keep_fee_kind,
    make_pledge,
    make_receipt,
    pause_pledge,
    record_gift,
    record_payments,
)
from funding.income.fees import who_owes
from funding.income.models import Charge, Donor, Pledge
from funding.income.queries import pledges
from funding.income.schedule import expected_days
from funding.models import Fund
from tenancy.keys import uuid7
from tenancy.scope import in_community
from web.amounts import exponent


def receive(garden: Garden) -> None:
    for slug, said in OF.items():
        home = garden.homes[slug]
        with in_community(home.community.pk), translation.override(home.place.language):
            _give(garden, home, said)
            _charge(garden, home, said)


def _give(garden: Garden, home: Home, said: Giving) -> None:
    unit, fund = 10 ** exponent(home.place.currency) * max(home.place.wages // 200, 1), _fund()
    common: dict[str, Any] = {"fund": fund, "currency": home.place.currency}
    start = (garden.today.replace(day=1) - timedelta(days=150)).replace(day=5)
    known = home.folk["guardian"][0].person if home.folk["guardian"] else None
    monthly = keep_donor(id=uuid7(), name=said.monthly, address=said.address, person=known, wants_reminders=True)
    yearly = keep_donor(id=uuid7(), name=said.yearly, may_be_named=True)
    resting = keep_donor(id=uuid7(), name=said.paused)
    months = make_pledge(monthly, amount=2 * unit, every="month", starts=start, id=uuid7(), **common)
    years = make_pledge(yearly, amount=30 * unit, every="year", starts=start + timedelta(days=40), id=uuid7(), **common)
    rests = make_pledge(resting, amount=unit, every="quarter", starts=start, id=uuid7(), **common)
    _come(garden, home, months, but_last=True)
    _come(garden, home, years)
    pause_pledge(rests, on=start)
    one = record_gift(
        resting, amount=5 * unit, on=start + timedelta(days=3), id=uuid7(), by=home.administrator, **common
    )
    make_receipt(one, by=home.administrator)


def _come(garden: Garden, home: Home, pledge: Pledge, *, but_last: bool = False) -> None:
    """What was expected so far, each with a receipt; but the last, which somebody may ask after."""
    days = list(expected_days(pledges().get(pk=pledge.pk), until=garden.today - timedelta(days=8)))
    for day in days[:-1] if but_last else days:
        gift = record_gift(
            Donor.objects.get(pk=pledge.donor_id), amount=pledge.amount, currency=pledge.currency, fund=pledge.fund,
            on=day + timedelta(days=1), id=uuid7(), pledge=pledge, due_on=day, by=home.administrator,
        )  # fmt: skip
        make_receipt(gift, by=home.administrator)


def _charge(garden: Garden, home: Home, said: Giving) -> None:
    here = Community.objects.get(pk=home.community.pk)
    term = term_on(here, garden.today)
    if term is None:
        return
    amount = max(home.place.wages // 40, 1) * 10 ** exponent(here.currency)
    kind = keep_fee_kind(
        id=uuid7(), title=said.fee, amount=amount, currency=here.currency, per="term", for_whom="everyone", fund=_fund()
    )
    learner, asker = _who_asks(garden, home)
    if learner.pk in who_owes(kind):
        asked = ask_to_pay_less(learner, by=asker, words=said.words)
        days = {"since": term.starts, "until": term.ends}
        grant_request(asked, choice="0", by=home.administrator, answer=said.answer, **days)
    run = charge_fee(
        kind, period=term.key, due_on=min(term.ends, garden.today + timedelta(days=20)), by=home.administrator
    )
    _pay(garden, home, list(Charge.objects.filter(run=run, amount__gt=1).order_by("display_name", "pk")))


def _pay(garden: Garden, home: Home, charges: list[Charge]) -> None:
    """Most in full, some a half, and some nothing yet, by two sheets."""
    first, second = charges[::3], charges[1::3]
    for paid, ago in (({one.pk: one.amount for one in first}, 9), ({one.pk: one.amount // 2 for one in second}, 2)):
        if paid:
            on: date = garden.today - timedelta(days=ago)
            record_payments(paid, on=on, id=uuid7(), by=home.administrator)


def _who_asks(garden: Garden, home: Home) -> tuple[Person, Person]:
    """Sol for the second child, at Alder Bridge; elsewhere a learner for themself."""
    if home.place.slug == "alder-bridge":
        return home.folk["learner"][1].person, garden.people["sol"]
    return (home.folk["learner"][0].person,) * 2


def _fund() -> Fund:
    fund = Fund.objects.filter(is_restricted=False).order_by("opened_on", "pk").first()
    assert fund is not None
    return fund
