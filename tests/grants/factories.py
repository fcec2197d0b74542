"""Grants with what belongs to them, in a community's open scope."""

from datetime import date
from itertools import count

from funding.grants.actions import add_condition, award_grant, expect_instalment, expect_report
from tenancy.keys import uuid7
from tenancy.scope import in_community

_next = count(1)


def a_grant_of(name="", **fields):
    given = {
        "id": uuid7(), "name": name or f"grant {next(_next)}", "purpose": "A greenhouse", "funder": "Rivers Foundation",
        "amount": 10000, "currency": "EUR", "awarded_on": date(2026, 1, 10), **fields,
    }  # fmt: skip
    return award_grant(**given)


def grants_in(north):
    """One with a condition, an instalment and a report that is due, by their paths."""
    with in_community(north.pk):
        grant = a_grant_of(currency=north.currency)
        condition = add_condition(grant, text="Open to neighbours")
        part = expect_instalment(grant, due_on=date(2026, 2, 1), amount=4000)
        due = expect_report(grant, due_on=date(2026, 6, 1), about="Half")
    return {
        "money/awards": {"id": grant.pk},
        "money/awards/conditions": {"id": condition.pk},
        "money/awards/instalments": {"id": part.pk},
        "money/awards/reports": {"id": due.pk},
    }
