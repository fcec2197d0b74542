"""Fees and gifts with real connections against one another: what comes twice happens once, and nothing is missed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from threading import Barrier, Event

import pytest
from django.db import connection, transaction
from django.utils import timezone

from funding.actions import reverse_entry
from funding.income.actions import (
    ask_to_pay_less,
    change_charge,
    confirm_request,
    decline_request,
    grant_request,
    record_gift,
    record_payments,
    take_back_payments,
)
from funding.income.models import Charge, ChargeRun, Gift, HardshipRequest, Payment
from funding.income.tasks import daily
from funding.models import Entry
from funding.proof import faults
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_keyholder
from tests.factories import a_community, a_member
from tests.income.factories import FEBRUARY, a_donor, a_fee, a_pledge, charged, the_fund

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 5, 2)


def at_once(here, *acts):
    """Each in a connection and a scope of its own, all at the same moment: "done", or why not."""
    gate = Barrier(len(acts))

    def run(act):
        try:
            gate.wait(20)
            with in_community(here):
                act()
            return "done"
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def a_school(number=6):
    north = a_community("north")
    learners = [a_member(north, f"p{n}", "learner") for n in range(number)]
    return north.pk, a_keyholder(north).person, learners


def test_one_payment_sent_again_and_again_is_written_once():
    here, by, _learners = a_school()
    with in_community(here):
        charged(a_fee(), by)
        part = {one.pk: 1000 for one in Charge.objects.all()}
    id = uuid7()
    answers = at_once(here, *[partial(record_payments, part, on=TODAY, id=id, by=by)] * 6)
    assert answers == ["done"] * 6
    with in_community(here):
        assert (Payment.objects.count(), Charge.objects.filter(paid=1000).count()) == (6, 6)
        assert Entry.objects.filter(pk=id).count() == 1


def test_paying_and_taking_back_and_the_morning_never_wait_for_one_another_in_a_circle():
    here, by, _learners = a_school(8)
    with in_community(here):
        charged(a_fee(), by)
        keys = list(Charge.objects.order_by("pk").values_list("pk", flat=True))
    for round in range(6):
        with in_community(here):
            # recorded in another order than that of the charges
            entries = [
                record_payments({key: 10}, on=TODAY, id=uuid7(), by=by)
                for key in (reversed(keys) if round % 2 else keys)
            ]
            taken = record_payments(dict.fromkeys(keys, 5), on=TODAY, id=uuid7(), by=by)
            for entry in entries:  # in the books alone: who comes first follows it
                reverse_entry(entry, id=uuid7(), on=TODAY, by=by)
        answers = at_once(
            here,
            partial(record_payments, dict.fromkeys(keys, 7), on=TODAY, id=uuid7(), by=by),
            partial(take_back_payments, taken, id=uuid7(), on=TODAY, by=by),
            partial(record_payments, dict.fromkeys(reversed(keys), 3), on=TODAY, id=uuid7(), by=by),
            partial(daily, here),
        )
        assert answers == ["done"] * 4
    with in_community(here):
        for one in Charge.objects.all():
            assert one.paid == sum(one.payments.filter(taken_back=False).values_list("amount", flat=True))


def test_a_fee_charged_while_it_is_lowered_is_lowered():
    """Whichever comes first, nobody is charged in full who was granted less."""
    here, by, [kit, *_others] = a_school()
    with in_community(here):
        kind = a_fee()
        asked = ask_to_pay_less(kit.person, by=kit.person, words="Our shop burned down.")
    has_charged, goes_on = Event(), Event()

    def charge():
        with transaction.atomic(), in_community(here):
            charged(kind, by)
            has_charged.set()
            goes_on.wait(3)  # a grant that waits for it will not say so
        connection.close()

    def grant():
        has_charged.wait(20)
        with in_community(here):
            grant_request(asked, choice="free", since=date(2026, 1, 1), until=date(2026, 12, 31), by=by)
        goes_on.set()
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        for one in [pool.submit(charge), pool.submit(grant)]:
            one.result()
    with in_community(here):
        assert Charge.objects.get(person=kit.person).amount == 0
        run = ChargeRun.objects.get()
        assert run.total == sum(Charge.objects.values_list("amount", flat=True)) == 5 * 9847
        assert list(faults()) == []


def test_of_granting_and_declining_at_once_one_happens():
    here, by, [kit, *_others] = a_school()
    with in_community(here):
        charged(a_fee(), by)
        asked = ask_to_pay_less(kit.person, by=kit.person, words="Our shop burned down.")
    year = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}
    answers = at_once(
        here,
        partial(grant_request, asked, choice="free", by=by, **year),
        partial(decline_request, asked, by=by, answer="No"),
        partial(grant_request, asked, choice="free", by=by, **year),
        partial(confirm_request, asked, by=by),
    )
    assert answers.count("done") == 1
    with in_community(here):
        is_granted = HardshipRequest.objects.get().state == "granted"
        assert (Charge.objects.get(person=kit.person).amount == 0) == is_granted


def test_a_charge_is_never_less_than_what_was_paid_however_close_the_race():
    here, by, _learners = a_school()
    with in_community(here):
        charged(a_fee(), by)
        charges = list(Charge.objects.all())
    for one in charges:
        at_once(
            here,
            partial(record_payments, {one.pk: 9000}, on=TODAY, id=uuid7(), by=by),
            partial(change_charge, one, amount=500, by=by),
        )
    with in_community(here):
        for one in Charge.objects.all():
            assert (one.amount, one.paid) in ((9847, 9000), (500, 0))
        run = ChargeRun.objects.get()
        assert run.total == sum(Charge.objects.values_list("amount", flat=True))


def test_a_gift_sent_often_comes_once_and_a_day_is_kept_once():
    here, by, _learners = a_school(1)
    with in_community(here):
        donor = a_donor()
        pledge, fund = a_pledge(donor), the_fund()
    said = {"amount": 2000, "currency": "EUR", "fund": fund, "on": FEBRUARY, "pledge": pledge, "by": by}
    id = uuid7()
    assert at_once(here, *[partial(record_gift, donor, id=id, due_on=FEBRUARY, **said)] * 5) == ["done"] * 5
    march = date(2026, 3, 1)
    answers = at_once(here, *[partial(record_gift, donor, id=uuid7(), due_on=march, **said) for _ in range(5)])
    assert answers.count("done") == 1
    with in_community(here):
        assert (Gift.objects.count(), Entry.objects.filter(kind="donation").count()) == (2, 2)
        assert timezone.localdate() >= FEBRUARY
