"""Budgets at each stage of their way, in a community's open scope or in the one that is given."""

from datetime import date
from itertools import count

from funding.actions import record_expense
from funding.budgets.actions import Row, adopt_version, open_budget, propose_draft, start_draft, write_lines
from funding.models import ChartLine, Fund
from funding.posting import Move, post
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.communities.factories import a_keyholder
from tests.funding.factories import a_posting, the_account

STARTS, ENDS = date(2026, 1, 1), date(2026, 12, 31)
_next = count(1)


def the_line(usual="people"):
    return ChartLine.objects.get(usual=usual)


def a_budget(fund=None, **fields):
    given = {"name": f"budget {next(_next)}", "currency": "EUR", "starts": STARTS, "ends": ENDS, **fields}
    return open_budget(fund=fund, **given)


def a_draft(budget, scenario="sketch", by=None, **amounts):
    """With these amounts on the usual lines: `people=1200`."""
    by = by or a_keyholder(budget.community)
    draft = start_draft(budget, scenario=scenario, by=by)
    return write_lines(draft, [Row(the_line(usual), amount) for usual, amount in amounts.items()])


def a_version(budget, scenario="careful", by=None, **amounts):
    return propose_draft(a_draft(budget, scenario, by, **(amounts or {"people": 1200})))


def an_adopted(budget=None, **amounts):
    """A version in force."""
    version = a_version(budget or a_budget(), **amounts)
    adopt_version(version, by=a_keyholder(version.community).person, reason="We agreed.")
    return version


def spent(amount, on=date(2026, 3, 1), usual="people", fund=None):
    return record_expense(account=the_account(usual, fund), amount=amount, to_whom="Pia", on=on, id=uuid7())


def promised(amount, usual="people", fund=None, on=date(2026, 3, 1)):
    """Held for a payment to come."""
    return post(a_posting(Move(the_account(usual, fund), the_account("bank", fund), amount, "held"), on=on))


def the_fund():
    return Fund.objects.order_by("id").first()


def budgets_in(north, by):
    """One that is in force, a version that could be, and a scenario of it that is being prepared, by their paths."""
    with in_community(north.pk):
        budget = a_budget(currency=north.currency)
        an_adopted(budget, people=500)
        version = a_version(budget, "hoped for", by, people=700)
        draft = a_draft(budget, "careful", by, people=600)
    return {
        "money/budgets": {"id": budget.pk},
        "money/budgets/scenarios": {"id": draft.pk},
        "money/budgets/versions": {"id": version.pk},
    }
