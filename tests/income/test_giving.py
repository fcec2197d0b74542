"""Pledges, and what comes of them, in the books and out of them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from funding.actions import reverse_entry
from funding.income.actions import (
    change_donor,
    end_pledge,
    keep_donor,
    make_pledge,
    pause_pledge,
    record_gift,
    resume_pledge,
    take_back_gift,
)
from funding.income.models import Donor, Gift, Pledge
from funding.income.queries import by_month, expected, pledges
from funding.models import Entry, Fund
from funding.queries import balance_of
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.factories import a_person
from tests.funding.factories import the_account
from tests.income.factories import FEBRUARY, a_donor, a_gift, a_pledge, the_fund


@pytest.fixture
def north(towns):
    with in_community(towns.north.pk):
        yield towns.north


def test_a_gift_is_one_entry_that_names_nobody_unasked(north):
    gift = a_gift(a_donor("Olive Grove"), amount=2500)
    entry = Entry.objects.get()
    assert (gift.entry_id, entry.kind, entry.source, entry.memo) == (entry.pk, "donation", "", "")
    assert "Olive" not in str(entry)
    assert balance_of(the_account("bank").pk).balance == 2500


def test_who_agreed_to_it_is_named_in_the_books(north):
    a_gift(a_donor("Olive Grove", may_be_named=True))
    assert Entry.objects.get().source == "Olive Grove"


def test_sent_twice_it_comes_once_and_with_other_words_it_is_refused(north):
    donor, key = a_donor(), uuid7()
    assert a_gift(donor, id=key) == a_gift(donor, id=key)
    with pytest.raises(Refused):
        a_gift(donor, id=key, amount=1)
    assert (Gift.objects.count(), Entry.objects.count()) == (1, 1)


def test_what_was_expected_for_a_day_comes_once(north):
    pledge = a_pledge()
    gift = a_gift(pledge.donor, pledge=pledge, due_on=FEBRUARY)
    with pytest.raises(Refused):
        a_gift(pledge.donor, pledge=pledge, due_on=FEBRUARY)
    take_back_gift(gift, id=uuid7(), on=FEBRUARY)
    again = a_gift(pledge.donor, pledge=pledge, due_on=FEBRUARY)
    assert balance_of(the_account("bank").pk).balance == again.amount


def test_what_was_reversed_in_the_books_is_expected_again(north):
    pledge = a_pledge()
    gift = a_gift(pledge.donor, pledge=pledge, due_on=FEBRUARY)
    today = FEBRUARY + timedelta(days=3)
    assert FEBRUARY not in {one.due_on for one in expected(pledges(), today=today)}
    reverse_entry(Entry.objects.get(pk=gift.entry_id), id=uuid7(), on=FEBRUARY)
    assert FEBRUARY in {one.due_on for one in expected(pledges(), today=today)}
    assert a_gift(pledge.donor, pledge=pledge, due_on=FEBRUARY).pk != gift.pk


@pytest.mark.parametrize("wrong", ["day", "donor"])
def test_a_day_without_expectation_and_another_donors_pledge_are_refused(north, wrong):
    pledge = a_pledge()
    donor = a_donor("Ida") if wrong == "donor" else pledge.donor
    with pytest.raises(Refused):
        a_gift(donor, pledge=pledge, due_on=FEBRUARY + timedelta(days=wrong == "day"))


def test_a_gift_counts_as_missed_a_week_after_its_day(north):
    a_pledge(ends=FEBRUARY)
    for after, missed in [(0, False), (7, False), (8, True)]:
        (row,) = expected(pledges(), today=FEBRUARY + timedelta(days=after))
        assert row.is_missed == missed, after


def test_nothing_is_missed_in_a_pause_nor_after_the_end(north):
    pledge = pause_pledge(a_pledge(starts=date(2026, 1, 5)), on=date(2026, 2, 1))
    assert expected(pledges(), today=date(2026, 3, 20)) == []
    pledge = resume_pledge(pledge, on=date(2026, 3, 1))
    due = [one.due_on for one in expected(pledges(), today=date(2026, 3, 6))]
    assert due == [date(2026, 1, 5), date(2026, 3, 5), date(2026, 4, 5)]
    end_pledge(pledge)
    assert expected(pledges(), today=date(2026, 3, 6)) == []


def test_a_pause_of_what_is_not_under_way_is_refused(north):
    pledge = end_pledge(a_pledge())
    for act in (pause_pledge, resume_pledge):
        with pytest.raises(Refused):
            act(pledge, on=FEBRUARY)
    paused = pause_pledge(a_pledge(), on=FEBRUARY)
    with pytest.raises(Refused):
        resume_pledge(paused, on=FEBRUARY - timedelta(days=1))


@pytest.mark.parametrize(
    "wrong", [{"amount": 0}, {"amount": -5}, {"amount": 2**63}, {"ends": FEBRUARY - timedelta(days=1)}]
)
def test_the_database_refuses_a_pledge_of_nothing_or_one_that_ends_before_it_begins(north, wrong):
    with pytest.raises(Refused):
        a_pledge(**wrong)
    assert Pledge.objects.count() == 0


def test_a_learners_own_fund_takes_neither_pledge_nor_gift(north):
    own = Fund.objects.create(name="Mine", is_restricted=True, purpose="mine", person=a_person("kit"))
    with pytest.raises(Refused):
        a_pledge(fund=own)
    with pytest.raises(Refused):
        a_gift(fund=own)


def test_a_member_is_one_donor(north):
    kit = a_person("kit")
    a_donor("Kit", person=kit)
    with pytest.raises(Refused):
        a_donor("Kit again", person=kit)
    with pytest.raises(Refused):
        change_donor(a_donor("Ida"), person=kit)


def test_a_donor_kept_twice_with_one_key_is_one(north):
    key = uuid7()
    assert keep_donor(id=key, name="Ida") == keep_donor(id=key, name="Ida")
    with pytest.raises(Refused):
        keep_donor(id=key, name="Otto")
    pledge_key, donor = uuid7(), a_donor("Otto")
    said = {"fund": the_fund(), "amount": 5, "currency": "EUR", "every": "once", "starts": FEBRUARY, "id": pledge_key}
    assert make_pledge(donor, **said) == make_pledge(donor, **said)
    with pytest.raises(Refused):
        make_pledge(donor, **{**said, "amount": 6})


def test_the_sums_of_months_count_what_stands_and_nothing_of_others(north):
    donor = a_donor()
    a_gift(donor, amount=100, on=date(2026, 2, 1))
    a_gift(donor, amount=50, on=date(2026, 2, 27))
    take_back_gift(a_gift(donor, amount=7, on=date(2026, 2, 27)), id=uuid7(), on=date(2026, 2, 27))
    a_gift(donor, amount=30, on=date(2026, 3, 1))
    assert [(one.month, one.amount) for one in by_month(since=date(2026, 1, 1))] == [
        (date(2026, 3, 1), 30), (date(2026, 2, 1), 150),
    ]  # fmt: skip


def test_another_communitys_pledge_takes_no_gift_here(towns):
    with in_community(towns.north.pk), pytest.raises(Refused):
        record_gift(
            a_donor(), amount=5, currency="EUR", fund=the_fund(), on=timezone.localdate(), id=uuid7(),
            pledge=towns.their_pledge, due_on=FEBRUARY,
        )  # fmt: skip
    with in_community(towns.south.pk):
        assert Donor.objects.count() == 1
