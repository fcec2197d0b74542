"""Opening balances from a table, as another program's trial balance is saved: number, fund, amount, and currency."""

from typing import Any

from django.utils.translation import gettext as _

from funding.actions.openings import Opening
from funding.models import Account, ChartLine, Fund
from funding.rows import rows_of
from funding.usual import opened_account
from tenancy.refusal import Refused
from web.amounts import read_money

MOST = 1000  # lines
COLUMNS = ("number", "fund", "amount")


def read_openings(text: str, *, currency: str) -> list[Opening]:
    """Every line, or Refused with what is wrong in which; no fund is the first one, no currency the community's."""
    rows = rows_of(text)
    if not rows or [cell.strip().lower() for cell in rows[0][1][:3]] != list(COLUMNS):
        raise Refused(_("The first line names the columns: number, fund, amount, and currency if you like."))
    if len(rows) > MOST:
        raise Refused(_("A table has at most %(most)s lines.") % {"most": MOST})
    known: dict[str, Any] = {
        "lines": {line.number: line for line in ChartLine.objects.all()},
        "funds": {fund.name: fund for fund in Fund.objects.order_by("-is_restricted", "-opened_on", "-pk")},
        "currency": currency,
    }
    found, wrong = [], []
    for number, row in rows[1:]:
        try:
            found.append(_opening(row, **known))
        except Refused as refusal:
            wrong.append(_("Line %(number)s: %(why)s") % {"number": number, "why": refusal})
    if wrong:
        raise Refused(" ".join(wrong[:10]))
    return found


def _opening(row: list[str], *, lines: dict[str, Any], funds: dict[str, Any], currency: str) -> Opening:
    number, fund, amount, code = ([cell.strip() for cell in row] + [""] * 4)[:4]
    if number not in lines:
        raise Refused(_("the chart has no line “%(number)s”.") % {"number": number})
    chosen = funds.get(fund) if fund else list(funds.values())[-1]
    if chosen is None:
        raise Refused(_("there is no fund “%(fund)s”.") % {"fund": fund})
    account = Account.objects.filter(line=lines[number], fund=chosen, currency=code or currency, other=None).first()
    if account is None and code and code != currency:
        raise Refused(_("open an account in %(currency)s on it first.") % {"currency": code})
    account = account or opened_account(lines[number], fund=chosen, currency=currency)
    try:
        return Opening(account, read_money(amount, account.currency))
    except ValueError:
        raise Refused(_("“%(amount)s” is no amount.") % {"amount": amount}) from None
