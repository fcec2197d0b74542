"""Drafts as they are listed and read."""

from typing import Any

from django.db.models import Case, QuerySet, When

from funding.models import Draft, DraftLine, Transfer
from funding.privacy import sees_all


def seen_drafts(access: Any) -> QuerySet[Draft]:
    """All for who keeps the books, their own for others; those that wait first, then the latest."""
    first = Case(When(state=Draft.State.WAITING, then=0), default=1)
    found = Draft.objects.order_by(first, "-drafted_at", "-pk")
    return found if sees_all(access) else found.filter(drafted_by=access.person)


def transfers_of(draft: Draft) -> list[Transfer]:
    """As they would be posted; none is saved."""
    lines: QuerySet[DraftLine] = draft.lines.select_related("debit", "credit", "fund").order_by("line")
    return [
        Transfer(
            debit=one.debit, credit=one.credit, fund=one.fund, currency=one.currency, amount=one.amount, state="posted"
        )
        for one in lines
    ]
