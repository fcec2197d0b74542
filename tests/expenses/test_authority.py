"""Nobody spends alone by a way round: not through a child, not in another currency."""

from decimal import Decimal

import pytest
from django.utils import timezone

from funding.actions import record_expense, record_grant, store_rate
from funding.expenses import actions
from funding.expenses.effect import waiting_for_decision
from funding.models import Transfer
from funding.spending import Rules, spending_rules
from funding.usual import opened_account
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tests.communities.factories import a_browser
from tests.expenses.factories import a_line, approved, asked, pay, state_of, with_rules
from tests.factories import a_member
from tests.learners.factories import a_guardianship

pytestmark = pytest.mark.django_db


def yen(town, money=10_000_000):
    """The general fund has yen too."""
    record_grant(
        fund=town.fund, amount=money, currency="JPY", from_whom="Salt", on=timezone.localdate(), id=uuid7(), memo="Yen"
    )


def a_rate(rate, currency="JPY"):
    store_rate(currency=currency, base="EUR", on=timezone.localdate(), rate=Decimal(rate), source="bank")


@pytest.fixture
def kit(here):
    """Kit learns here; Ann, who approves, looks after them."""
    here.kit = a_member(here.community, "kit", "teacher")
    a_guardianship(here.community, here.ann.person.username, "kit")
    return here


def test_nobody_answers_or_pays_what_their_child_or_their_guardian_asks(kit):
    request = asked(kit, kit.kit)
    for act in (
        lambda: actions.approve_request(request, by=kit.ann.person),
        lambda: actions.refuse_request(request, by=kit.ann.person, why="No"),
        lambda: actions.decide_request(request, by=kit.ann.person, number=1, voted=False),
    ):
        with pytest.raises(Refused, match="their own request, nor"):
            act()
    actions.approve_request(request, by=kit.bea.person)
    with pytest.raises(Refused, match="their own request, nor"):
        actions.pay_request(request, id=uuid7(), on=timezone.localdate(), by=kit.ann.person)
    assert state_of(pay(kit, request)) == "paid"
    of_guardian = asked(kit, kit.ann)
    with pytest.raises(Refused, match="their own request, nor"):
        actions.approve_request(of_guardian, by=kit.kit.person)


def test_the_page_offers_a_guardian_no_answer_to_their_childs_request(kit):
    request = asked(kit, kit.kit)
    page = f"/c/north/money/expenses/{request.pk}/"
    offered = ["Approve" in a_browser(who).get(page).content.decode() for who in (kit.ann, kit.bea)]
    assert offered == [False, True]


def test_a_limit_holds_in_every_currency_at_the_last_rate(here):
    with_rules(here, two_from=10_000, receipt_from=5_000, decide_from=20_000)
    a_rate("150")
    assert spending_rules("EUR") == Rules(10_000, 5_000, 20_000)
    assert spending_rules("JPY") == Rules(15_000, 7_500, 30_000)
    a_rate("0.3333", "KWD")
    assert spending_rules("KWD") == Rules(33_330, 16_665, 66_660)  # three decimal places


def test_a_limit_in_money_without_a_rate_holds_from_the_first_unit_on(here):
    with_rules(here, two_from=10_000, decide_from=20_000)
    assert spending_rules("JPY") == Rules(1, None, 1)


def test_two_approve_what_is_over_the_limit_in_another_currency(here):
    yen(here)
    a_rate("150")
    with_rules(here, two_from=10_000)
    request = asked(here, amount=15_000, currency="JPY")
    actions.approve_request(request, by=here.ann.person)
    assert state_of(request) == "asked"
    actions.approve_request(request, by=here.bea.person)
    assert state_of(request) == "approved"
    assert state_of(approved(here, here.mia, amount=14_999, currency="JPY")) == "approved"


def test_whoever_keeps_the_books_spends_no_other_currency_alone(here):
    yen(here)
    a_rate("150")
    with_rules(here, two_from=10_000)
    account = opened_account(a_line(), fund=here.fund, currency="JPY")
    for amount, state in ((15_000, "held"), (14_999, "posted")):
        told = {"to_whom": "A shop", "on": timezone.localdate(), "id": uuid7(), "by": here.ann.person}
        entry = record_expense(account=account, amount=amount, **told)
        assert Transfer.objects.get(entry=entry).state == state


def test_what_waits_for_a_decision_is_judged_in_its_own_currency(here):
    yen(here)
    a_rate("150")
    with_rules(here, decide_from=20_000)
    small, big = (
        asked(here, by, amount=amount, currency="JPY", title=str(amount))
        for by, amount in ((here.mia, 29_999), (here.tom, 30_000))
    )
    assert waiting_for_decision() == [big]
    assert state_of(actions.approve_request(small, by=here.ann.person)) == "approved"
