"""What one person asks for bit by bit counts as one: limits look at the sum, so that halves are no way below them."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from funding.expenses.models import Request
from tenancy.statements import ask

WITHIN = timedelta(days=30)  # before and after the request that is looked at
# Of one person, payee, fund and currency; of the account of an advance what goes beyond the advance.
SUMS = """
    SELECT id, sum(amount)::bigint, sum(requests)::int FROM (
        SELECT r.id, coalesce(sum(o.amount) FILTER (WHERE o.kind <> 'settlement'), 0)
            + greatest(coalesce(sum(o.amount) FILTER (WHERE o.kind = 'settlement') - max(a.amount), 0), 0) AS amount,
            count(*) AS requests
        FROM expenses_request r
        JOIN expenses_request o ON o.community_id = %(here)s AND o.person_id = r.person_id AND o.fund_id = r.fund_id
            AND o.currency = r.currency AND (o.id = r.id OR (o.state IN ('asked', 'approved', 'paid')
            AND lower(regexp_replace(o.payee, '\\s', '', 'g')) = lower(regexp_replace(r.payee, '\\s', '', 'g'))
            AND o.asked_at BETWEEN coalesce(r.asked_at, now()) - %(within)s
            AND coalesce(r.asked_at, now()) + %(within)s))
        LEFT JOIN expenses_request a ON a.community_id = %(here)s AND a.id = o.advance_id
        WHERE r.community_id = %(here)s AND r.id = ANY(%(ids)s)
        GROUP BY r.id, coalesce(o.advance_id, o.id)
    ) things GROUP BY id
"""


class Together(NamedTuple):
    amount: int  # minor units, never less than the request's own
    requests: int  # how many these are, itself among them

    def reaches(self, limit: int | None) -> bool:
        return limit is not None and self.amount >= limit


def together(request: Request) -> Together:
    return sums_of([request])[request.pk]


def sums_of(requests: Iterable[Request]) -> dict[UUID, Together]:
    """Of each, with what else the same person asked for; in one query."""
    own = {one.pk: one.amount for one in requests}
    found = ask(SUMS, ids=list(own), within=WITHIN) if own else []
    return {pk: Together(max(int(amount), own[pk]), number) for pk, amount, number in found}
