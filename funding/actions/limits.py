"""Accounts that may not leave their bounds."""

from django.db import transaction

from funding.actions.books import wait_for_who_is_posting
from funding.models import Account, Limit, LimitTerms
from funding.posting import REASONS
from funding.queries import balance_of
from tenancy.refusal import refusing


@transaction.atomic
def set_limit(account: Account, *, floor: int | None, ceiling: int | None) -> None:
    """Keep an account's balance (debits less credits, minor units) within bounds from now on; None is no bound.

    Refused where it, with what is held, is out of them already. Nobody posts meanwhile."""
    wait_for_who_is_posting()
    terms = {"floor": floor, "ceiling": ceiling}
    now = balance_of(account.pk)
    reasons = {name: REASONS[name] for name in ("not_below_floor", "not_above_ceiling")}
    with refusing(reasons):
        Limit.objects.update_or_create(pk=account.pk, defaults={**terms, **now._asdict()})
    LimitTerms.objects.create(account=account, **terms)
