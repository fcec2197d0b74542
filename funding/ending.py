"""Funds that end: nothing is spent from them afterwards; what is left shows."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from funding.models import Account, Entry, Fund
from funding.posting import Posting
from tenancy.refusal import Refused
from web.amounts import write_day

SOON = timedelta(days=60)
AFTER_ALL = (Entry.Kind.CAPTURE, Entry.Kind.REVERSAL)  # of what was begun before


def refuse_after_the_end(postings: Iterable[Posting]) -> None:
    """An expense from a fund that ended before it takes effect."""
    spent: dict[UUID, date] = {}
    for posting in postings:
        for move in posting.moves:
            if posting.kind not in AFTER_ALL and move.debit.kind == Account.Kind.EXPENSE and move.state != "freed":
                spent[move.debit.fund_id] = max(posting.effective_on, spent.get(move.debit.fund_id, date.min))
    for fund in Fund.objects.filter(pk__in=spent, ends_on__isnull=False) if spent else ():
        if fund.ends_on and fund.ends_on < spent[fund.pk]:
            told = {"fund": fund.name, "day": write_day(fund.ends_on)}
            raise Refused(_("“%(fund)s” could be spent until %(day)s; nothing can be spent from it later.") % told)


def days_left(fund: Fund) -> int | None:
    """Until its last day, which counts; less than zero once it is over, None where it does not end."""
    return (fund.ends_on - timezone.localdate()).days if fund.ends_on else None


def ends_soon(fund: Fund) -> bool:
    left = days_left(fund)
    return left is not None and 0 <= left <= SOON.days
