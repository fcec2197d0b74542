"""What anyone may read of open books: sums by fund and month, and entries without whoever gave or was paid."""

from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Community
from funding.models import Account, BooksHead, Entry, Transfer
from funding.privacy import public_entries
from funding.reports.grid import Cell, Grid, Row, Statement
from funding.reports.periods import Span
from funding.reports.statements import Told, activities
from funding.statements import Flow, Period
from tenancy.statements import ask

Kind = Account.Kind
MONTHS = 12
BY_MONTH = """
    SELECT p.month, a.kind, sum(p.balance) FROM (
        SELECT m.account, m.month, m.debits - m.credits AS balance
        FROM funding_monthtotal m WHERE m.community_id = %(here)s AND m.month BETWEEN %(first)s AND %(last)s
        UNION ALL
        SELECT f.account_id, date_trunc('month', e.effective_on)::date, f.balance
        FROM funding_unsealed u
        JOIN funding_entry e ON (e.community_id, e.id) = (u.community_id, u.id)
        JOIN funding_effect f ON (f.community_id, f.entry_id) = (u.community_id, u.id)
        WHERE u.community_id = %(here)s AND e.community_id = %(here)s AND f.community_id = %(here)s
            AND date_trunc('month', e.effective_on)::date BETWEEN %(first)s AND %(last)s) p
    JOIN funding_account a ON a.community_id = %(here)s AND a.id = p.account
    JOIN funding_fund o ON o.community_id = %(here)s AND o.id = a.fund_id AND o.person_id IS NULL
    WHERE a.currency = %(currency)s AND a.kind IN ('income', 'expense') GROUP BY 1, 2
"""


class PublicLine(NamedTuple):
    """An entry as anyone may read it; `amount` is in minor units, less than nothing where money went out."""

    number: int | None
    on: date
    what_for: str
    line: str
    fund: str
    amount: int
    currency: str


def last_months() -> Span:
    """This one up to today, and those before it."""
    today = timezone.localdate()
    months = today.year * 12 + today.month - MONTHS
    return Span(date(months // 12, months % 12 + 1, 1), today)


def public_figures(community: Community, span: Span) -> Statement:
    """In and out by fund, without a way to what stands behind a figure, and without learners' own funds."""
    told = activities(Told(own=community.currency, span=span, compare=False))
    return Statement(key=told.key, title=told.title, told=told.told, grids=[_shut(grid) for grid in told.grids])


def flows_by_month(span: Span, currency: str) -> list[Flow]:
    """Whole months, from sealed sums and the unsealed tail; without learners' own funds."""
    first = span.first.replace(day=1)
    found: dict[date, dict[str, int]] = defaultdict(dict)
    for month, kind, balance in ask(BY_MONTH, first=first, last=span.last.replace(day=1), currency=currency):
        found[month][kind] = int(balance)
    months = [_month_after(first, number) for number in range(MONTHS)]
    return [Flow(month, -found[month].get(Kind.INCOME, 0), found[month].get(Kind.EXPENSE, 0)) for month in months]


def as_period(span: Span) -> Period:
    return Period(_("The last twelve months"), span.first, span.last)


def public_head(community: Community) -> BooksHead | None:
    """The end of the chain as it was last published."""
    return BooksHead.objects.filter(community=community).order_by("-seq").first()


def public_register() -> Any:
    """Newest first; without what only waits, and without what moved a learner's own fund."""
    return public_entries().filter(Exists(Transfer.objects.filter(entry=OuterRef("pk"), state="posted")))


def public_line(entry: Any) -> PublicLine:
    """Neither who gave or was paid nor who recorded it. `entry` is one of `public_register`."""
    transfers = list(entry.transfers.all())
    first = next((one for one in transfers if _told_by(one)), transfers[0])
    account = _told_by(first) or first.debit
    total = entry.total
    memo = entry.memo or Entry.Kind(entry.kind).label
    line = "" if account.other_id else account.name
    return PublicLine(entry.number, entry.effective_on, str(memo), line, first.fund.name, total.amount, total.currency)


def _told_by(transfer: Any) -> Account | None:
    """The account that says where it came from or what it was for."""
    sides: tuple[Account, Account] = (transfer.debit, transfer.credit)
    return next((one for one in sides if one.kind in (Kind.INCOME, Kind.EXPENSE)), None)


def _shut(grid: Grid) -> Grid:
    rows = [
        Row(label=row.label, number=row.number, weight=row.weight, cells=[Cell(cell.amount) for cell in row.cells])
        for row in grid.rows
    ]
    return Grid(currency=grid.currency, columns=grid.columns, rows=rows, part=grid.part)


def _month_after(first: date, number: int) -> date:
    months = first.year * 12 + first.month - 1 + number
    return date(months // 12, months % 12 + 1, 1)
