"""Requests for money to test with, in whatever state."""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from communities.governance.actions import decide_setting
from communities.models import Membership
from funding.expenses import actions
from funding.expenses.actions import Draft
from funding.expenses.models import Request
from funding.models import ChartLine, Fund
from funding.queries import balance_of
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.communities.factories import a_keyholder
from tests.factories import a_community, a_member
from tests.files.factories import a_picture
from tests.funding.factories import a_grant, the_account


def a_town(slug="north", money=100_000):
    """A school with money: Ann, Bea and the founder approve and pay, Tom teaches, Mia reads the books."""
    town = a_community(slug)
    with in_community(town.pk):
        a_grant(amount=money)
        return SimpleNamespace(
            community=town,
            fund=Fund.objects.get(),
            founder=a_keyholder(town),
            ann=a_member(town, f"ann-{slug}", "administrator"),
            bea=a_member(town, f"bea-{slug}", "administrator"),
            tom=a_member(town, f"tom-{slug}", "teacher"),
            mia=a_member(town, f"mia-{slug}", "member"),
        )


def with_rules(town, **rules):
    with in_community(town.community.pk):
        value = {"two_from": None, **rules, "currency": "EUR"}
        decide_setting("spending", value, by=town.founder.person, reason="So that we all know.")


def a_line(usual="materials"):
    return ChartLine.objects.get(usual=usual)


def a_draft_of(town, by: Membership | None = None, amount=1_000, **about) -> Request:
    """Seeds that Tom paid himself, unless it is said otherwise."""
    by = by or town.tom
    said = {
        "kind": "reimbursement",
        "title": "Seeds and pots",
        "words": "For the window garden.",
        "fund": town.fund,
        "currency": "EUR",
        "lines": [(a_line(), amount)],
        "spent_on": timezone.localdate() - timedelta(days=1),
    }
    draft = Draft(**{**said, **about})
    return actions.write_request(draft, id=uuid7(), by=by.person, by_name=by.display_name)


def asked(town, by: Membership | None = None, amount=1_000, *, receipt=False, **about) -> Request:
    by = by or town.tom
    made = a_draft_of(town, by, amount, **about)
    if receipt:
        actions.add_receipt(made, file=a_picture(), by=by.person)
    return actions.ask_request(made, by=by.person)


def approved(town, by: Membership | None = None, amount=1_000, **about) -> Request:
    return actions.approve_request(asked(town, by, amount, **about), by=town.ann.person)


def paid(town, by: Membership | None = None, amount=1_000, **about) -> Request:
    return pay(town, approved(town, by, amount, **about))


def pay(town, request) -> Request:
    return actions.pay_request(request, id=uuid7(), on=timezone.localdate(), by=town.bea.person)


def state_of(request):
    return Request.objects.get(pk=request.pk).state


def spent(usual="materials", fund=None):
    return balance_of(the_account(usual, fund).pk).balance


def held(fund=None):
    return balance_of(the_account("bank", fund).pk).held_out
