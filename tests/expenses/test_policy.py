"""What the community's spending limits and its funds want of a request."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communities.governance.queries import value_of
from funding.actions import record_expense
from funding.expenses import actions
from funding.models import Fund
from funding.usual import open_accounts
from learners.models import AccessLog
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.expenses.factories import a_draft_of, approved, asked, held, paid, pay, spent, state_of, with_rules
from tests.factories import a_member, a_person
from tests.files.factories import a_picture
from tests.funding.factories import a_grant, the_account
from tests.learners.factories import a_guardianship


def a_fund_with(amount=10_000, **about):
    fund = Fund.objects.create(**{"name": "Library", **about})
    open_accounts(fund, "EUR")
    a_grant(fund, amount=amount)
    return fund


def test_from_the_limit_on_a_receipt_is_needed(here):
    with_rules(here, receipt_from=1_000)
    asked(here, amount=999)
    draft = a_draft_of(here)
    with pytest.raises(Refused, match="needs a receipt"):
        actions.ask_request(draft, by=here.tom.person)
    actions.add_receipt(draft, file=a_picture(), by=here.tom.person)
    actions.ask_request(draft, by=here.tom.person)
    asked(here, kind="advance", spent_on=None)
    assert state_of(draft) == "asked"


def test_one_asks_within_so_many_days(here):
    with_rules(here, days=30)
    today = timezone.localdate()
    asked(here, spent_on=today - timedelta(days=30))
    with pytest.raises(Refused, match="at most 30 days"):
        asked(here, spent_on=today - timedelta(days=31))


def test_never_more_than_the_fund_has_free(here):
    first, second, small = asked(here, amount=60_000), asked(here, amount=40_001), asked(here, amount=40_000)
    actions.approve_request(first, by=here.ann.person)
    with pytest.raises(Refused, match="not enough"):
        actions.approve_request(second, by=here.ann.person)
    assert state_of(second) == "asked"
    actions.approve_request(small, by=here.ann.person)
    assert held() == 100_000
    actions.withdraw_request(first, by=here.tom.person)
    actions.approve_request(second, by=here.ann.person)
    assert held() == 80_001


def test_money_spent_otherwise_is_not_free(here):
    request, materials = asked(here, amount=60_000), the_account("materials")
    told = {"to_whom": "Mill", "on": timezone.localdate(), "id": uuid7(), "by": here.ann.person}
    record_expense(account=materials, amount=50_000, **told)
    with pytest.raises(Refused, match="500.00 free"):
        actions.approve_request(request, by=here.ann.person)


def test_a_restricted_fund_pays_for_its_purpose(here):
    fund = a_fund_with(is_restricted=True, purpose="Books that learners choose")
    with pytest.raises(Refused, match="Say how this serves it"):
        asked(here, fund=fund)
    request = approved(here, fund=fund, serves="Three novels that the older ones chose.")
    pay(here, request)
    assert (spent(fund=fund), spent()) == (1_000, 0)


def test_nothing_is_paid_out_of_a_fund_that_ended(here):
    today = timezone.localdate()
    fund = a_fund_with(is_restricted=True, purpose="Books", ends_on=today)
    request = asked(here, fund=fund, serves="Novels.")
    Fund.objects.filter(pk=fund.pk).update(ends_on=today - timedelta(days=2))
    with pytest.raises(Refused, match="ended on"):
        asked(here, fund=fund, serves="Novels.")
    with pytest.raises(Refused, match="ended on"):
        actions.approve_request(request, by=here.ann.person)
    assert held(fund) == 0


def test_a_learners_own_fund_pays_with_the_learners_word(here):
    lou = a_member(here.community, "lou", "learner")
    a_guardianship(here.community, "gus", "lou")
    fund = a_fund_with(name="Lou’s own", is_restricted=True, purpose="What Lou chooses", person=lou.person)
    request = asked(here, fund=fund)
    with pytest.raises(Refused, match="agree first"):
        actions.approve_request(request, by=here.ann.person)
    for stranger in (here.tom, here.ann, here.mia):
        with pytest.raises(Refused, match="Only the learner"):
            actions.give_word(request, by=stranger.person)
    actions.give_word(request, by=a_person("gus"))
    actions.approve_request(request, by=here.ann.person)
    assert state_of(request) == "approved"
    with as_person(lou.person_id):
        assert "Agreed for you" in str(AccessLog.objects.filter(did=True).latest("at").what)
    own = asked(here, lou, fund=fund)
    actions.approve_request(own, by=here.ann.person)
    assert held(fund) == 2_000


def test_a_learners_own_fund_is_seen_by_few(north):
    lou = a_member(north.community, "lou", "learner")
    a_guardianship(north.community, "gus", "lou")
    from_lou = {"name": "Lou’s own", "is_restricted": True, "purpose": "Lou’s choice", "person": lou.person}
    with in_community(north.community.pk):
        request = asked(north, fund=a_fund_with(**from_lou), title="A used trumpet")
        paid(north, title="Seeds for all")
    page, api = f"/c/north/money/expenses/{request.pk}/", "/api/v1/c/north/expenses/"
    for reader, sees in (
        (lou, True),
        (a_person("gus"), True),
        (north.ann, True),
        (north.tom, True),
        (north.mia, False),
    ):
        assert a_browser(reader).get(page).status_code == (200 if sees else 404)
    assert "I agree" in text_of(a_browser(a_person("gus")).get(page))
    told = an_api(north.mia).get(api).content.decode()
    assert ("Seeds for all" in told, "trumpet" in told) == (True, False)
    assert a_browser(a_person("gus")).post(f"{page}word/").status_code == 302
    with in_community(north.community.pk):
        assert request.steps.filter(what="word").count() == 1


def test_limits_are_read_as_people_write_them(north):
    browser = a_browser(north.founder)
    given = {"look": "", "two_from": "250", "receipt_from": "20", "decide_from": "", "days": "60", "instead_of": "1"}
    look = browser.post("/c/north/settings/spending/change/", given)
    assert [change.after for change in look.context["changes"]] == ["€250.00", "€20.00", "60"]
    with_rules(north, receipt_from=2_000, days=60)
    with in_community(north.community.pk):
        assert value_of("spending") == {"two_from": None, "receipt_from": 2_000, "days": 60, "currency": "EUR"}
    answers = [
        an_api(north.founder).put(
            "/api/v1/c/north/settings/spending/", {"value": {"two_from": None, **value}, "reason": "x"}, "json"
        ).status_code
        for value in ({"days": 0}, {"days": "x"}, {"receipt_from": -1}, {"receipt_from": 2**63}, {"more": 1}, {"days": True})
    ]  # fmt: skip
    assert answers == [400] * 6
