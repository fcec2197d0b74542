"""From the community's own limit on, an expense waits for a second person."""

import pytest

from communities.governance.actions import decide_setting
from communities.governance.founding import found_community
from communities.governance.queries import value_of
from communities.models import Community
from funding.actions import (
    approve_draft,
    capture_hold,
    confirm_expense,
    draft_entry,
    exchange_money,
    post_entry,
    record_expense,
    reverse_entry,
)
from funding.models import Entry
from funding.posting import Move
from funding.queries import balance_of
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, text_of
from tests.factories import a_community, a_member, a_person
from tests.funding.factories import TODAY, a_grant, a_posting, the_account
from web.amounts import write_money

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    """Two who write into the books, and a limit of 100.00; in the south there is none."""
    a_community("south")
    north = a_community("north")
    with in_community(north.pk):
        a_grant(amount=100_000)
        value = {"two_from": 10_000, "currency": "EUR"}
        decide_setting("spending", value, by=a_keyholder(north).person, reason="Four eyes.")
    return north


def an_expense(amount, by):
    return record_expense(
        account=the_account("materials"), amount=amount, to_whom="Mill", on=TODAY, id=uuid7(), memo="Boards", by=by
    )


def spent():
    return balance_of(the_account("materials").pk).balance


def test_below_the_limit_one_person_spends(north):
    founder = a_keyholder(north).person
    with in_community(north.pk):
        an_expense(9_999, founder)
        assert spent() == 9_999


def test_from_the_limit_on_it_is_held_until_somebody_else_confirms(north):
    founder, ann = a_keyholder(north).person, a_member(north, "ann", "administrator").person
    with in_community(north.pk):
        expense = an_expense(10_000, founder)
        assert spent() == 0
        with pytest.raises(Refused, match="somebody else confirms it"):
            confirm_expense(expense, id=uuid7(), on=TODAY, by=founder)
        confirm_expense(expense, id=uuid7(), on=TODAY, by=ann)
        assert spent() == 10_000
        with pytest.raises(Refused):
            confirm_expense(expense, id=uuid7(), on=TODAY, by=ann)
    south = a_community("west")
    with in_community(south.pk):
        an_expense(10_000, a_keyholder(south).person)
        assert spent() == 10_000


def test_an_entry_of_ones_own_making_is_no_way_round(north):
    founder = a_keyholder(north)
    with in_community(north.pk):
        bank, materials = the_account("bank"), the_account("materials")
        for moves in ([Move(materials, bank, 10_000)], [Move(materials, bank, 5_000)] * 2):
            with pytest.raises(Refused, match="two people spend together"):
                post_entry(a_posting(*moves), by=founder.person)
        assert spent() == 0
    given = {
        "id": str(uuid7()), "effective_on": "2026-03-01", "kind": "other", "memo": "x",
        "transfers": [{"debit": str(materials.pk), "credit": str(bank.pk), "amount": 10_000}],
    }  # fmt: skip
    assert an_api(founder).post("/api/v1/c/north/money/entries/", given, "json").status_code in (400, 409)


def test_page_and_api_ask_for_the_second_person(north):
    founder, ann, bo = a_keyholder(north), a_member(north, "ann", "administrator"), a_member(north, "bo", "teacher")
    with in_community(north.pk):
        expense, other = an_expense(20_000, founder.person), an_expense(30_000, founder.person)
    address = f"/c/north/money/entries/{expense.pk}/"
    assert "It waits for a second person" in text_of(a_browser(founder).get(address))
    assert "Confirm the expense" not in text_of(a_browser(founder).get(address))
    assert "Confirm the expense" in text_of(a_browser(ann).get(address))
    assert a_browser(bo).post(f"{address}confirm/").status_code == 403
    a_browser(founder).post(f"{address}confirm/")
    with in_community(north.pk):
        assert Entry.objects.filter(kind="capture").count() == 0
    assert a_browser(ann).post(f"{address}confirm/").status_code == 302
    api = f"/api/v1/c/north/money/entries/{other.pk}/confirmation/"
    given = {"id": str(uuid7()), "on": "2026-03-01"}
    assert an_api(founder).post(api, given, "json").status_code == 409
    assert an_api(ann).post(api, given, "json").status_code == 201
    with in_community(north.pk):
        assert spent() == 50_000


def test_its_limit_is_of_the_communitys_own_currency(north):
    founder = a_keyholder(north)
    given = {"value": {"two_from": 100, "currency": "JPY"}, "reason": "x"}
    assert an_api(founder).put("/api/v1/c/north/settings/spending/", given, "json").status_code == 400
    look = a_browser(founder).post(
        "/c/north/settings/spending/change/", {"look": "", "two_from": "250", "instead_of": "2"}
    )
    assert look.context["changes"][0].after == write_money(25_000, "EUR")


def test_what_is_no_expense_of_a_second_person_is_not_confirmed(north):
    founder, ann = a_keyholder(north).person, a_member(north, "ann", "administrator").person
    with in_community(north.pk):
        grant = Entry.objects.get(kind="grant")
        with pytest.raises(Refused, match="does not wait"):
            confirm_expense(grant, id=uuid7(), on=TODAY, by=ann)
        with pytest.raises(Refused):
            capture_hold(grant, id=uuid7(), on=TODAY, by=founder)


def test_a_community_of_another_currency_is_founded_without_a_limit():
    peso = found_community(a_person("bo"), slug="peso", choices={"money": {"currency": "COP"}})
    with in_community(peso.pk):
        assert value_of("spending") == {"two_from": None}


@pytest.mark.parametrize("usual", ["payable", "receivable", "opening", "grants"])
def test_money_leaves_by_no_other_line_either(north, usual):
    """What is owed, what is to come, an opening, what was given: whoever pays it out alone has spent it alone."""
    founder, ann = a_keyholder(north).person, a_member(north, "ann", "administrator").person
    with in_community(north.pk):
        bank, cash, other = the_account("bank"), the_account("cash"), the_account(usual)

    def posted(debit, *amounts, **more):
        lines = [{"debit": str(debit.pk), "credit": str(bank.pk), "amount": one} for one in amounts]
        given = {"id": str(uuid7()), "effective_on": str(TODAY), "memo": "Out", "transfers": lines, **more}
        return an_api(founder).post("/api/v1/c/north/money/entries/", given, "json")

    for answer in (posted(other, 10_000), posted(other, 6_000, 4_000), posted(other, 10_000, kind="opening")):
        assert answer.status_code == 409
        assert "somebody else approves it" in answer.json()["detail"]
    assert [posted(other, 9_999).status_code, posted(cash, 20_000).status_code] == [201, 201]
    with in_community(north.pk):
        back = post_entry(a_posting(Move(bank, other, 30_000)), by=founder)[0]
        reverse_entry(back, id=uuid7(), on=TODAY, by=founder)
        moves = [Move(other, bank, 10_000)]
        draft = draft_entry(id=uuid7(), moves=moves, effective_on=TODAY, memo="Out", by=founder)
        approve_draft(draft, by=ann)
        exchange_money(
            fund=bank.fund, amount=10_000, currency="EUR", into="USD", amount_into=11_000, on=TODAY, id=uuid7()
        )
    with in_community(Community.objects.get(slug="south").pk):
        post_entry(a_posting(Move(the_account("payable"), the_account("bank"), 10_000)), by=founder)
