"""A grant with its fund, what it asks for, and what comes of it."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from accounts.models import Person
from funding.actions import open_fund, record_grant
from funding.grants.models import Condition, Grant, Instalment
from funding.grants.queries import came, instalments
from funding.models import Entry
from funding.money import MOST
from funding.posting import REASONS
from tenancy.refusal import Refused


@transaction.atomic
def award_grant(
    *, id: UUID, name: str, purpose: str, funder: str, amount: int, currency: str, awarded_on: date,
    may_be_named: bool = False,
) -> Grant:  # fmt: skip
    """What a funder promised, with a restricted fund of its own; both have this id, so that a repeat finds them."""
    if not 0 < amount <= MOST:
        raise Refused(_("An amount is out of range."))
    fund = open_fund(id=id, name=name, purpose=purpose, is_restricted=True, currency=currency)
    told = {
        "funder": funder, "amount": amount, "currency": currency, "awarded_on": awarded_on, "may_be_named": may_be_named
    }  # fmt: skip
    grant, is_new = Grant.objects.get_or_create(pk=id, fund=fund, defaults=told)
    if not is_new and any(getattr(grant, name) != value for name, value in told.items()):
        raise Refused(str(REASONS["same_request"]))
    return grant


@transaction.atomic
def add_condition(grant: Grant, *, text: str) -> Condition:
    return Condition.objects.create(grant=grant, text=text)


@transaction.atomic
def say_of(condition: Condition, *, met_on: date | None, evidence: str = "", by: Person) -> Condition:
    """That it is met, with what shows it; or, without a day, that it is not."""
    if met_on and not evidence.strip():
        raise Refused(_("Say what shows that it is met."))
    condition.met_on, condition.evidence = met_on, evidence.strip() if met_on else ""
    condition.said_by_name = str(by)
    condition.save(update_fields=["met_on", "evidence", "said_by_name"])
    return condition


@transaction.atomic
def expect_instalment(grant: Grant, *, due_on: date, amount: int) -> Instalment:
    """All of them together are no more than what was promised."""
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    expected = grant.instalments.aggregate(sum=Sum("amount"))["sum"] or 0
    if not 0 < amount <= MOST:
        raise Refused(_("An amount is out of range."))
    if expected + amount > grant.amount:
        raise Refused(_("The instalments would be more than the grant."))
    return Instalment.objects.create(grant=grant, due_on=due_on, amount=amount)


@transaction.atomic
def receive_instalment(instalment: Instalment, *, id: UUID, on: date, by: Person | None = None) -> Entry:
    """It came: one entry in the grant's fund. Once, unless that entry was reversed."""
    Instalment.objects.select_for_update().get(pk=instalment.pk)
    one = instalments().get(pk=instalment.pk)
    if came(one) and one.entry_id != id:
        raise Refused(_("This instalment came already."))
    grant = one.grant
    entry = record_grant(
        fund=grant.fund, amount=one.amount, currency=grant.currency, from_whom=grant.funder, on=on, id=id,
        memo=grant.fund.name, by=by,
    )  # fmt: skip
    one.entry = entry
    one.save(update_fields=["entry"])
    return entry
