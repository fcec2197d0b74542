"""Fees charged and paid, and what the books say of them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from communities.models import Membership
from funding.actions import reverse_entry
from funding.income.actions import change_charge, record_payments, retire_fee_kind, take_back_payments
from funding.income.actions.paying import follow_reversals
from funding.income.models import Charge, ChargeRun, Payment
from funding.income.tasks import tell_who_was_charged
from funding.models import Entry, Fund
from funding.proof import faults
from funding.queries import balance_of
from funding.sealing import seal
from notices.models import Notice
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_keyholder, text_of
from tests.factories import a_community, a_member, a_person
from tests.funding.factories import the_account
from tests.funding.test_races import on_its_own
from tests.income.factories import a_fee, charged
from tests.learners.factories import a_guardianship, an_enrolment, an_offering
from web.amounts import write_money

TODAY = date(2026, 4, 20)


@pytest.fixture
def learners(towns):
    """Kit, Lea and Mo learn in North, and Sam in South."""
    a_member(towns.south, "sam", "learner")
    return {name: a_member(towns.north, name, "learner").person for name in ("kit", "lea", "mo")}


@pytest.fixture
def north(towns, learners):
    with in_community(towns.north.pk):
        yield towns.north


def balance(usual):
    return balance_of(the_account(usual).pk).balance


def of(run, name):
    return Charge.objects.get(run=run, person__username=name)


def test_everyone_is_charged_once_and_the_books_say_the_sum(towns, north):
    kind = a_fee()
    run = charged(kind, towns.ann)
    assert charged(kind, towns.ann) == run
    entry = Entry.objects.get()
    assert (entry.memo, entry.source, run.total, balance("receivable"), balance("fees")) == (
        "Materials", "", 3 * 9847, 3 * 9847, -3 * 9847,
    )  # fmt: skip
    assert list(Charge.objects.order_by("display_name").values_list("display_name", "amount")) == [
        ("kit", 9847), ("lea", 9847), ("mo", 9847),
    ]  # fmt: skip


def test_who_came_meanwhile_is_charged_and_the_entry_is_posted_anew(towns, north):
    kind = a_fee()
    run = charged(kind, towns.ann)
    a_member(towns.north, "nia", "learner")
    again = charged(kind, towns.ann)
    assert (again.pk, again.total, again.charges.count()) == (run.pk, 4 * 9847, 4)
    assert balance("receivable") == 4 * 9847
    assert Entry.objects.get(pk=run.entry_id).reversals.count() == 1


@pytest.mark.parametrize(
    ("about", "names"), [({"for_whom": "role", "role": "guardian"}, {"tom"}), ({"for_whom": "offering"}, {"mo", "uli"})]
)
def test_a_fee_is_for_a_role_or_for_those_of_one_offering(towns, learners, about, names):
    a_member(towns.north, "tom", "guardian")
    offering = an_offering(towns.north)
    for name in ("mo", "uli"):
        an_enrolment(offering, name)
    with in_community(towns.north.pk):
        run = charged(a_fee(**about, **({"offering": offering} if about["for_whom"] == "offering" else {})), towns.ann)
        assert set(run.charges.values_list("person__username", flat=True)) == names


@pytest.mark.parametrize("wrong", [{"for_whom": "role"}, {"for_whom": "offering"}, {"amount": 0}, {"amount": 2**63}])
def test_a_fee_for_nobody_or_of_nothing_is_refused(north, wrong):
    with pytest.raises(Refused):
        a_fee(**{"role": "", **wrong})


def test_a_restricted_fund_takes_no_fee_and_a_retired_one_is_not_charged(towns, north):
    with pytest.raises(Refused):
        a_fee(fund=Fund.objects.create(name="Trips", is_restricted=True, purpose="trips"))
    with pytest.raises(Refused):
        charged(retire_fee_kind(a_fee()), towns.ann)
    with pytest.raises(Refused):
        charged(a_fee("Other"), towns.ann, period="2026-05")


def test_payments_together_are_one_entry_of_their_sum(towns, north):
    run = charged(a_fee(), towns.ann)
    kit, lea, key = of(run, "kit"), of(run, "lea"), uuid7()
    paid = {kit.pk: 9847, lea.pk: 1000}
    entry = record_payments(paid, on=TODAY, id=key, by=towns.ann)
    assert record_payments(paid, on=TODAY, id=key, by=towns.ann) == entry
    assert (entry.memo, entry.source, entry.total.amount) == ("Materials", "", 10847)
    assert (balance("bank"), balance("receivable")) == (10847, 3 * 9847 - 10847)
    assert (of(run, "kit").open, of(run, "lea").open) == (0, 8847)
    with pytest.raises(Refused):
        record_payments({lea.pk: 5}, on=TODAY, id=key, by=towns.ann)


@pytest.mark.parametrize("amount", [0, -1, 9848])
def test_nothing_less_and_more_than_is_open_are_refused(towns, north, amount):
    run = charged(a_fee(), towns.ann)
    with pytest.raises(Refused):
        record_payments({of(run, "kit").pk: amount}, on=TODAY, id=uuid7(), by=towns.ann)
    with pytest.raises(Refused):
        record_payments({uuid7(): 5}, on=TODAY, id=uuid7(), by=towns.ann)
    assert balance("bank") == 0


def test_what_is_taken_back_is_open_again_also_when_the_books_reversed_it(towns, north):
    run = charged(a_fee(), towns.ann)
    for back in ("here", "books"):
        entry = record_payments({of(run, "kit").pk: 9847}, on=TODAY, id=uuid7(), by=towns.ann)
        if back == "here":
            take_back_payments(entry, id=uuid7(), on=TODAY, by=towns.ann)
        else:
            reverse_entry(entry, id=uuid7(), on=TODAY)
            assert (follow_reversals(), follow_reversals()) == (1, 0)
        assert of(run, "kit").open == 9847
        with pytest.raises(Refused):
            take_back_payments(entry, id=uuid7(), on=TODAY, by=towns.ann)


def test_a_charge_is_put_right_down_to_what_was_paid(towns, north):
    run = charged(a_fee(), towns.ann)
    record_payments({of(run, "kit").pk: 500}, on=TODAY, id=uuid7(), by=towns.ann)
    with pytest.raises(Refused):
        change_charge(of(run, "kit"), amount=499, by=towns.ann)
    change_charge(of(run, "mo"), amount=0, by=towns.ann)
    assert (balance("receivable"), ChargeRun.objects.get().total) == (2 * 9847 - 500, 2 * 9847)
    seal()
    assert list(faults()) == []


def test_learners_and_their_guardians_are_told_without_a_sum(towns, learners):
    a_guardianship(towns.north, "gus", "kit")
    with in_community(towns.north.pk):
        run = charged(a_fee(), towns.ann)
    tell_who_was_charged(towns.north.pk, run.pk)
    tell_who_was_charged(towns.north.pk, run.pk)
    for name, kinds in [("kit", ["income.charged"]), ("gus", ["income.child_charged"]), ("ann", [])]:
        with as_person(a_person(name).pk):
            told = list(Notice.objects.filter(kind__startswith="income."))
            assert [one.kind for one in told] == kinds
            assert not any("98" in str(one.params) for one in told)


def test_five_hundred_are_charged_with_as_many_statements_as_three(towns, north):
    def statements(title):
        kind = a_fee(title)
        with CaptureQueriesContext(connection) as captured:
            charged(kind, towns.ann)
        return len(captured)

    statements("Warm")
    few = statements("Few")
    people = Person.objects.bulk_create(Person(username=f"p{number}", name=f"P {number}") for number in range(500))
    Membership.objects.bulk_create(Membership(person=one, display_name=one.name, roles=["learner"]) for one in people)
    assert statements("Many") <= few + 2  # rows are written in batches
    assert ChargeRun.objects.get(title="Many").charges.count() == 503


@pytest.mark.django_db(transaction=True)
def test_charging_and_paying_at_once_happens_once():
    north = a_community("north")
    by = a_keyholder(north).person
    for number in range(5):
        a_member(north, f"p{number}", "learner")
    with in_community(north.pk):
        kind = a_fee()
    together = Barrier(4)

    def charge(_number):
        together.wait()
        with in_community(north.pk):
            return charged(kind, by).pk

    def pay(number):
        together.wait()
        try:
            with in_community(north.pk):
                record_payments({Charge.objects.order_by("pk").first().pk: 9847}, on=TODAY, id=uuid7(), by=by)
                return 1
        except Refused:
            return 0

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(lambda n: on_its_own(charge, n), range(4)))) == 1
        assert sum(threads.map(lambda n: on_its_own(pay, n), range(4))) == 1
    with in_community(north.pk):
        assert (Charge.objects.count(), Payment.objects.count(), ChargeRun.objects.get().total) == (5, 1, 5 * 9847)
        assert (balance("bank"), balance("receivable")) == (9847, 4 * 9847)


def test_the_page_says_how_many_are_charged_now_and_what_came_of_it(client, towns, north):
    kind = a_fee()
    page = text_of(client.get(f"/c/north/money/fees/kinds/{kind.pk}/charge/"))
    assert "It is for 3 people now" in page
    run = charged(kind, towns.ann)
    record_payments({of(run, "kit").pk: 1_000}, on=TODAY, id=uuid7(), by=towns.ann)
    charges = Charge.objects.filter(run=run)
    total = write_money(sum(one.amount for one in charges), "EUR")
    left = write_money(sum(one.open for one in charges), "EUR")
    page = text_of(client.get(f"/c/north/money/fees/runs/{run.pk}/"))
    assert f"Charged {total} Came €10.00 Still open {left}" in page
