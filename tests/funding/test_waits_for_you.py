"""What the money page says waits for its reader: only what they may do, each with the way to it, in as many queries for
30 as for 1."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communities.models import Membership
from funding.actions import confirm_expense, draft_entry, open_learner_fund, record_expense
from funding.budgets.actions import tell_of_lines
from funding.expenses.actions import give_word
from funding.grants.actions import expect_instalment, expect_report
from funding.income.actions import ask_to_pay_less
from funding.posting import Move
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.budgets.factories import a_budget, an_adopted
from tests.communities.factories import a_browser, an_api, text_of
from tests.expenses.factories import a_draft_of, a_town, approved, asked, paid, with_rules
from tests.factories import a_member
from tests.funding.factories import a_grant, the_account
from tests.grants.factories import a_grant_of
from tests.income.factories import a_donor, a_gift, a_pledge
from tests.learners.factories import a_guardianship

pytestmark = pytest.mark.django_db
PAGE, API = "/c/north/money/", "/api/v1/c/north/money/waits/"
TODAY = timezone.localdate()


def of_everything(town):
    """One more thing of each kind, of which Ann answers all but her own."""
    with in_community(town.community.pk):
        asked(town, amount=100)  # a little: what one person asks for counts together
        approved(town, amount=100)
        a_draft_of(town, town.ann)
        paid(town, amount=100, kind="advance")
        record_expense(
            account=the_account("food"), amount=90_000, to_whom="Mill", on=TODAY, id=uuid7(), by=town.bea.person
        )
        for by in (town.tom, town.ann):
            move = Move(the_account("cash"), the_account("bank"), 100)
            draft_entry(id=uuid7(), moves=[move], effective_on=TODAY, memo="Small change", by=by.person)
        grant = a_grant_of()
        expect_instalment(grant, due_on=TODAY - timedelta(days=1), amount=4_000)
        expect_report(grant, due_on=TODAY + timedelta(days=3), about="Half")
        expect_report(grant, due_on=TODAY + timedelta(days=90), about="Whole")
        a_pledge(a_donor(f"donor {uuid7()}"), starts=TODAY)
        a_gift(a_donor(f"giver {uuid7()}"), on=TODAY)
        learner = a_member(town.community, f"kit{uuid7()}", "learner")
        ask_to_pay_less(learner.person, by=learner.person, words="Our shop burned down.")


@pytest.fixture
def north(db):
    """Two towns in which the same waits, and whoever keeps the books of one keeps nothing of the other's."""
    south, north = a_town("south", money=10_000_000), a_town(money=10_000_000)
    for town in (south, north):
        with_rules(town, two_from=50_000)
    for _ in range(2):
        of_everything(south)
    return north


def waiting(member):
    """Key and number, as the API tells them, after seeing that the page leads to the same places."""
    found, page = an_api(member).get(API).json(), a_browser(member).get(PAGE).content.decode()
    said = page.partition('id="waits"')[2].partition("</section>")[0]
    for one in found:
        assert one["words"] in said
        assert f'href="{one["page"]}"' in said
        assert a_browser(member).get(one["page"].partition("#")[0]).status_code == 200, one
    assert said.count("<li>") == len(found)
    return {one["key"]: one["count"] for one in found}


def test_who_keeps_the_books_sees_all_that_is_theirs_to_do(north):
    of_everything(north)
    assert waiting(north.ann) == {
        "approve": 1, "pay": 1, "confirm": 1, "hardship": 1, "drafts": 1, "instalment": 1, "report": 1,
        "gifts": 1, "receipts": 1, "draft": 1,
    }  # fmt: skip
    assert waiting(north.bea) == {
        "approve": 1, "pay": 1, "hardship": 1, "drafts": 2, "instalment": 1, "report": 1, "gifts": 1, "receipts": 1,
    }  # fmt: skip
    assert "Waits for you" in text_of(a_browser(north.ann).get(PAGE))


def test_others_see_their_own_and_nothing_that_is_not_theirs_to_do(north):
    of_everything(north)
    with in_community(north.community.pk):
        a_draft_of(north, north.mia)
        pia = a_member(north.community, "pia", "member")
    assert waiting(north.mia) == {"draft": 1}
    assert waiting(north.tom) == {"account": 1}
    assert waiting(pia) == {}
    assert 'id="waits"' not in a_browser(pia).get(PAGE).content.decode()


def test_where_nothing_waits_the_page_says_so(north):
    assert waiting(north.ann) == {}
    assert "all that is yours to do here is done" in text_of(a_browser(north.ann).get(PAGE))


def test_what_is_done_waits_no_longer(north):
    with in_community(north.community.pk):
        bill = record_expense(
            account=the_account("food"), amount=90_000, to_whom="Mill", on=TODAY, id=uuid7(), by=north.bea.person
        )
    assert waiting(north.ann) == {"confirm": 1}
    with in_community(north.community.pk):
        confirm_expense(bill, id=uuid7(), on=TODAY, by=north.ann.person)
    assert waiting(north.ann) == {}


def test_a_childs_request_waits_for_others_and_a_childs_fund_for_the_family(north):
    a_guardianship(north.community, "ann-north", "kim")
    with in_community(north.community.pk):
        guardian, child = north.ann, Membership.objects.get(person__username="kim")
        fund = open_learner_fund(child, name="Boats", currency="EUR", purpose="What they choose", id=uuid7())
        a_grant(fund, amount=5_000)
        asked(north, child, amount=100)
        out_of = asked(north, fund=fund)
    assert waiting(guardian) == {"agree": 1}
    assert waiting(north.bea) == {"approve": 1}
    with in_community(north.community.pk):
        give_word(out_of, by=guardian.person)
    assert waiting(guardian) == {"approve": 1}
    assert waiting(north.bea) == {"approve": 2}


def test_a_line_that_is_used_up_waits_for_who_prepares_budgets(north):
    with in_community(north.community.pk):
        year = {"starts": TODAY.replace(month=1, day=1), "ends": TODAY.replace(month=12, day=31)}
        budget = a_budget(**year)
        an_adopted(budget, materials=1_000, food=1_000)
        paid(north)
        tell_of_lines(today=TODAY)
    assert waiting(north.bea) == {"budgets": 1}
    assert waiting(north.mia) == {}
    [found] = an_api(north.bea).get(API).json()
    assert found["page"] == f"/c/north/money/budgets/{budget.pk}/"


def test_the_page_and_the_api_ask_as_little_for_thirty_as_for_one(north):
    counts = []
    of_everything(north)
    for more in (0, 29):
        for _ in range(more):
            of_everything(north)
        for client, address in ((a_browser(north.bea), PAGE), (an_api(north.bea), API)):
            client.get(address)
            with CaptureQueriesContext(connection) as found:
                client.get(address)
            counts.append(len(found))
    assert counts[:2] == counts[2:]
    assert waiting(north.bea)["approve"] == 30
