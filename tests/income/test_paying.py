"""A sheet of what came: who paid in full is ticked, who paid a part writes it, and the day is said once."""

import pytest

from funding.income.actions import record_payments
from funding.income.models import Charge, Payment
from funding.models import Entry
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.communities.factories import queries, text_of
from tests.factories import a_member
from tests.income.factories import a_fee, charged
from tests.income.test_fees import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def owing(towns):
    """Kit, Lea and Mo owe 98.47 each, and Lea paid 10 of it; Sam owes as much in South."""
    a_member(towns.south, "sam", "learner")
    with in_community(towns.south.pk):
        charged(a_fee(), towns.ann)
        towns.sam = Charge.objects.get()
    for name in ("kit", "lea", "mo"):
        a_member(towns.north, name, "learner")
    with in_community(towns.north.pk):
        towns.run = charged(a_fee(), towns.ann)
        towns.charges = {one.display_name: one for one in Charge.objects.filter(run=towns.run)}
        record_payments({towns.charges["lea"].pk: 1000}, on=TODAY, id=uuid7(), by=towns.ann)
    towns.page = f"/c/north/money/fees/runs/{towns.run.pk}/pay/"
    return towns


def sheet(towns, **said):
    """As a browser sends it: each amount, also an empty one; of the boxes those that are ticked, with their value."""
    sent = {"id": uuid7(), "on": TODAY.isoformat(), **{str(one.pk): "" for one in towns.charges.values()}}
    for name, value in said.items():
        key = towns.charges[name].pk
        sent[str(key) if isinstance(value, str) else f"full-{key}"] = value
    return sent


def paid_in(towns):
    with in_community(towns.north.pk):
        return dict(Charge.objects.values_list("display_name", "paid"))


def test_the_page_offers_to_say_that_each_paid_in_full(client, owing):
    page = client.get(owing.page)
    assert "Paid in full: €88.47 (lea)" in text_of(page)
    assert f'name="full-{owing.charges["lea"].pk}" value="8847"' in page.content.decode()
    assert "sam" not in text_of(page)


def test_who_is_ticked_paid_what_is_open_together_with_parts_in_one_entry_of_one_day(client, owing):
    answer = client.post(owing.page, sheet(owing, lea=8847, kit=9847, mo="5.00"))
    assert answer.status_code == 302
    assert paid_in(owing) == {"kit": 9847, "lea": 9847, "mo": 500}
    with in_community(owing.north.pk):
        entry = Entry.objects.exclude(pk=owing.run.entry_id).latest("recorded_at")
        assert (entry.effective_on, {one.on for one in Payment.objects.filter(entry=entry)}) == (TODAY, {TODAY})
        assert sum(one.amount for one in Payment.objects.filter(entry=entry)) == 8847 + 9847 + 500


def test_a_box_and_the_same_amount_agree_and_another_amount_is_asked_about(client, owing):
    answer = client.post(owing.page, {**sheet(owing, kit=9847), str(owing.charges["kit"].pk): "50.00"})
    assert answer.status_code == 422
    assert "Either in full, or an amount." in text_of(answer)
    assert paid_in(owing)["kit"] == 0
    assert client.post(owing.page, {**sheet(owing, kit=9847), str(owing.charges["kit"].pk): "98.47"}).status_code == 302
    assert paid_in(owing)["kit"] == 9847


@pytest.mark.parametrize("came", [2000, 9847])
def test_what_came_while_the_sheet_was_filled_in_is_said_and_nothing_recorded(client, owing, came):
    sent = sheet(owing, kit=9847, mo="5.00")
    with in_community(owing.north.pk):
        record_payments({owing.charges["kit"].pk: came}, on=TODAY, id=uuid7(), by=owing.ann)
    answer = client.post(owing.page, sent)
    assert answer.status_code == 422
    assert "Something came meanwhile" in text_of(answer)
    assert paid_in(owing) == {"kit": came, "lea": 1000, "mo": 0}


def test_an_amount_for_who_has_settled_meanwhile_is_not_lost_without_a_word(client, owing):
    sent = sheet(owing, kit="98.47", mo="5.00")
    with in_community(owing.north.pk):
        record_payments({owing.charges["kit"].pk: 9847}, on=TODAY, id=uuid7(), by=owing.ann)
    answer = client.post(owing.page, sent)
    assert answer.status_code == 422
    assert "That is more than is open." in text_of(answer)
    assert paid_in(owing)["mo"] == 0


def test_nobody_ticked_and_a_charge_of_elsewhere_record_nothing(client, owing):
    for sent in (sheet(owing), {**sheet(owing), f"full-{owing.sam.pk}": "9847", str(owing.sam.pk): ""}):
        answer = client.post(owing.page, sent)
        assert answer.status_code == 422
        assert "Say beside at least one name what was paid." in text_of(answer)
    with in_community(owing.south.pk):
        assert Charge.objects.get().paid == 0


def test_thirty_rows_take_as_many_statements_as_three(client, owing):
    few = queries(client, owing.page)
    for number in range(27):
        a_member(owing.north, f"p{number}", "learner")
    with in_community(owing.north.pk):
        charged(owing.run.kind, owing.ann)
    assert queries(client, owing.page) == few
