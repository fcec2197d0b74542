"""Receipts: what they say, their numbers, and that they stay."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction

from communities.governance.actions import decide_setting
from communities.models import Community
from funding.actions import reverse_entry
from funding.income.actions import (
    cancel_receipt,
    change_donor,
    make_receipt,
    make_receipt_of_year,
    take_back_gift,
)
from funding.income.models import Receipt, ReceiptSeries
from funding.income.queries import own_receipts, receipts, without_receipt
from funding.income.tax_words import BY_COUNTRY, words_for
from funding.models import Entry
from notices.models import Notice
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_keyholder
from tests.factories import a_community, a_member, a_person
from tests.funding.test_races import on_its_own
from tests.income.factories import a_donor, a_gift


def registered(community, **said):
    value = {"registration": "", "signed_by": "", "title": "", "words": "", **said}
    with in_community(community.pk):
        decide_setting("receipts", value, by=a_person("ann"), reason="So.")


@pytest.fixture
def north(towns):
    with in_community(towns.north.pk):
        yield towns.north


def test_without_a_registration_it_makes_no_tax_statement(towns, north):
    Community.objects.filter(pk=north.pk).update(country="US")
    receipt = make_receipt(a_gift(amount=30000, currency="USD"), by=towns.ann)
    assert receipt.content["paragraphs"] == [
        "This receipt confirms what was given. It makes no statement for tax purposes."
    ]


@pytest.mark.parametrize(
    ("country", "amount", "currency", "says"),
    [
        ("US", 25000, "USD", "No goods or services were provided"),
        ("US", 24999, "USD", "makes no statement for tax purposes"),
        ("GB", 500, "GBP", "Gift Aid"),
        ("IE", 500, "EUR", "approved body"),
        ("DE", 500, "EUR", "haftet"),
        ("FR", 500, "EUR", "sans contrepartie"),
        ("ES", 500, "EUR", "Ley 49/2002"),
        ("KE", 500, "KES", "not to be repaid"),
        ("", 500, "EUR", "makes no statement for tax purposes"),
        ("XX", 500, "EUR", "makes no statement for tax purposes"),
    ],
)
def test_a_registered_community_gives_its_countrys_words(towns, north, country, amount, currency, says):
    registered(north, registration="RC 1234")
    Community.objects.filter(pk=north.pk).update(country=country)
    content = make_receipt(a_gift(amount=amount, currency=currency), by=towns.ann).content
    assert says in " ".join(content["paragraphs"])
    assert ("RC 1234" in " ".join(content["paragraphs"])) == bool(content["source"])


@pytest.mark.parametrize("country", BY_COUNTRY)
def test_every_countrys_words_can_be_filled_in_and_name_their_law(country):
    found = words_for(country.lower(), amount=10**9, currency=BY_COUNTRY[country].currency or "EUR")
    told = found.words.format(registration="R1", community="North", name="Ida")
    assert "R1" in told
    assert "North" in told
    assert found.source


def test_the_communitys_own_words_take_their_place(towns, north):
    registered(north, registration="RC 1234", title="Thank you", words="We thank you.\n\nCome by.")
    content = make_receipt(a_gift(), by=towns.ann).content
    assert (content["title"], content["paragraphs"]) == ("Thank you", ["We thank you.", "Come by."])


def test_a_gift_has_one_receipt_until_that_is_cancelled_once(towns, north):
    gift = a_gift()
    first = make_receipt(gift, by=towns.ann)
    with pytest.raises(Refused):
        make_receipt(gift, by=towns.ann)
    cancelling = cancel_receipt(first, by=towns.ann)
    for receipt in (first, cancelling):
        with pytest.raises(Refused):
            cancel_receipt(receipt, by=towns.ann)
    assert [str(one)[-4:] for one in (first, cancelling, make_receipt(gift, by=towns.ann))] == ["0001", "0002", "0003"]
    assert [one.cancelled for one in receipts()] == [False, False, True]


def test_a_gift_that_was_taken_back_has_none(towns, north):
    here, there = a_gift(), a_gift(a_donor("Ida"))
    take_back_gift(here, id=uuid7(), on=date(2026, 2, 1))
    reverse_entry(Entry.objects.get(pk=there.entry_id), id=uuid7(), on=date(2026, 2, 1))
    for gift in (here, there):
        with pytest.raises(Refused):
            make_receipt(gift, by=towns.ann)
    assert Receipt.objects.count() == 0
    assert not ReceiptSeries.objects.exists()


def test_a_years_receipt_holds_each_gift_without_one_by_currency(towns, north):
    donor = a_donor()
    make_receipt(a_gift(donor, amount=1), by=towns.ann)
    a_gift(donor, amount=20)
    a_gift(donor, amount=300, on=date(2026, 12, 31))
    a_gift(donor, amount=4000, currency="USD")
    a_gift(donor, amount=9, on=date(2025, 12, 31))
    made = make_receipt_of_year(donor, year=2026, by=towns.ann)
    assert [(one.amount, one.currency) for one in made] == [(20 + 300, "EUR"), (4000, "USD")]
    assert [one.amount for one in without_receipt(donor)] == [9]
    with pytest.raises(Refused):
        make_receipt_of_year(donor, year=2026, by=towns.ann)


def test_a_year_that_no_receipt_can_hold_is_refused_and_leaves_no_gap(towns, north):
    donor = a_donor()
    first, _second = (a_gift(donor, amount=2**63 - 1) for _ in range(2))
    with pytest.raises(Refused, match="out of range"):
        make_receipt_of_year(donor, year=2026, by=towns.ann)
    assert make_receipt(first, by=towns.ann).number == 1


def test_it_stays_as_it_was_printed(towns, north):
    donor = a_donor("Olive Grove", address="3 Well Lane")
    receipt = make_receipt(a_gift(donor), by=towns.ann)
    change_donor(donor, name="Olive Marsh", address="")
    assert Receipt.objects.get(pk=receipt.pk).content["address"] == "3 Well Lane"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE income_receipt SET amount = 1")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM income_receipt")  # row security finds none
    assert Receipt.objects.count() == 1


def test_a_donor_with_an_account_is_told_and_reads_it_wherever_they_are(towns, client):
    kit = a_member(towns.north, "kit").person
    with in_community(towns.north.pk):
        mine = make_receipt(a_gift(a_donor("Kit", person=kit)), by=towns.ann)
        other = make_receipt(a_gift(), by=towns.ann)
    with as_person(kit.pk):
        assert list(own_receipts()) == [mine]
        assert Notice.objects.get().kind == "income.receipt"
    client.force_login(kit)
    page = client.get(f"/me/receipts/{mine.pk}/").content.decode()
    assert str(mine) in page
    assert client.get(f"/me/receipts/{other.pk}/").status_code == 404
    assert client.get("/api/v1/me/receipts/").json()["results"][0]["number"] == str(mine)


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_and_a_gift_one_receipt_whoever_makes_them_at_once():
    north = a_community("north")
    south = a_community("south")
    with in_community(south.pk):
        make_receipt(a_gift(), by=a_person("ann"))
    with in_community(north.pk):
        by, donors = a_keyholder(north).person, [a_donor(f"Donor {n}") for n in range(6)]
        gifts = [a_gift(donor) for donor in donors for _ in range(3)]
    together = Barrier(6)

    def make(number):
        made = 0
        together.wait()
        for gift in gifts:  # everyone tries each gift; and some transactions fail after they took a number
            try:
                with in_community(north.pk):
                    make_receipt(gift, by=by)
                    if number == 0:
                        raise Refused("gone again")
                made += 1
            except Refused:
                continue
        return made

    with ThreadPoolExecutor(6) as threads:
        made = sum(threads.map(lambda number: on_its_own(make, number), range(6)))
    with in_community(north.pk):
        assert made == len(gifts)
        assert sorted(Receipt.objects.values_list("number", flat=True)) == list(range(1, len(gifts) + 1))
        assert not any(without_receipt(donor).exists() for donor in donors)
