"""Money itself: what was in each bank and box, what came and went, and what for."""

from django.utils.translation import gettext as _

from funding.models import Account
from funding.reports.figures import Amount, Column, Figures, lines, summed
from funding.reports.grid import Behind, Cell, Grid, Row, Statement, heading, total
from funding.reports.statements import MONEY, TITLES, Told, of_kind

Kind = Account.Kind


def cash(asked: Told) -> Statement:
    """Each account of money from its opening to its closing balance, then what the change comes from.

    What moved nothing but other accounts (an expense that is owed, say) stands in two lines that cancel out."""
    span, before = asked.span, asked.span.year_before
    figures = Figures([span.eve, span.last, *([before.eve, before.last] if asked.compare else [])], kept=asked.kept)
    grids = []
    for currency in figures.currencies(asked.own):
        found = figures.within(currency)
        headings = {account.line.heading for account in found if account.line.usual in MONEY} - {""}
        money = [account for account in found if _is_money(account, headings)]
        grids.append(_by_account(figures, money, currency, asked))
        columns = [Column(heading=str(span), amount=_gain(figures, 0, 1), since=span.first, until=span.last)]
        if asked.compare:
            gain = _gain(figures, 2, 3)
            columns.append(Column(heading=str(before), amount=gain, since=before.first, until=before.last))
        rest = [account for account in found if account not in money]
        grids.append(_by_reason(figures, money, rest, columns, currency))
    return Statement(key="cash", title=TITLES["cash"], told=asked.said(str(span)), grids=grids)


def _is_money(account: Account, headings: set[str]) -> bool:
    """A bank, a cash box, or a line of the community's own that stands under their heading."""
    own = not account.line.usual and account.kind == Kind.ASSET
    return account.line.usual in MONEY or (own and account.line.heading in headings)


def _by_account(figures: Figures, money: list[Account], currency: str, asked: Told) -> Grid:
    rows, sums = [], []
    for account in money:
        start, end = figures.of(account, 0), figures.of(account, 1)
        amounts = [start.balance, end.debits - start.debits, end.credits - start.credits, end.balance]
        if not any(amounts):
            continue
        sums.append((account, amounts))
    public = [(account, amounts) for account, amounts in sums if not account.fund.person_id]
    for account, amounts in public:
        behind = Behind(account=account.pk, since=asked.span.first, until=asked.span.last)
        cells = [Cell(amount, behind if amount else None) for amount in amounts]
        rows.append(Row(label=f"{account.name}, {account.fund.name}", number=account.line.number, cells=cells))
    if learners := [amounts for account, amounts in sums if account.fund.person_id]:
        cells = [Cell(sum(column)) for column in zip(*learners, strict=True)]
        rows.append(Row(label=_("Funds of learners"), cells=cells))
    every = [sum(column) for column in zip(*(amounts for _account, amounts in sums), strict=True)] or [0, 0, 0, 0]
    rows.append(total(_("All of it"), list(every)))
    columns = [_("At the start"), _("In"), _("Out"), _("At the end")]
    return Grid(currency=currency, columns=columns, rows=rows, part=_("Where the money is"))


def _by_reason(
    figures: Figures, money: list[Account], rest: list[Account], columns: list[Column], currency: str
) -> Grid:
    """What every other account gained is what the money lost."""
    starts = [_held(figures, money, 2 * number) for number in range(len(columns))]
    ends = [_held(figures, money, 2 * number + 1) for number in range(len(columns))]
    rows: list[Row] = [total(_("At the start"), list(starts))]
    parts = (
        (_("Came in"), (Kind.INCOME,)),
        (_("Went out"), (Kind.EXPENSE,)),
        (_("Lent, owed and paid back"), (Kind.ASSET, Kind.LIABILITY)),
        (_("Opened with, moved between funds or exchanged"), (Kind.EQUITY,)),
    )
    for label, kinds in parts:
        mine = of_kind(rest, *kinds)
        if told := list(lines(mine, columns)):
            rows += [heading(label), *told, total(_("Together"), list(summed(mine, columns)))]
    rows.append(total(_("At the end"), list(ends)))
    assert [a + b for a, b in zip(starts, summed(rest, columns), strict=True)] == ends
    return Grid(currency=currency, columns=[one.heading for one in columns], rows=rows, part=_("What moved it"))


def _gain(figures: Figures, start: int, end: int) -> Amount:
    return lambda account: figures.of(account, start).balance - figures.of(account, end).balance


def _held(figures: Figures, money: list[Account], number: int) -> int:
    return sum(figures.of(account, number).balance for account in money)
