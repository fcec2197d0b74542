"""Names of accounts that both beancount and hledger take: kind, fund, and line of the chart, each once."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.text import slugify

from funding.models import Account

ROOTS = {
    Account.Kind.ASSET: "Assets",
    Account.Kind.LIABILITY: "Liabilities",
    Account.Kind.EQUITY: "Equity",
    Account.Kind.INCOME: "Income",
    Account.Kind.EXPENSE: "Expenses",
}


def named(accounts: Iterable[Account]) -> dict[UUID, tuple[str, str]]:
    """Name and currency by id; accounts that differ in their currency alone share a name."""
    found: dict[UUID, tuple[str, str]] = {}
    taken: dict[str, object] = {}
    for account in accounts:
        what = (account.line_id, account.fund_id, account.other_id)
        line = f"{_part(account.line.number, str(account.line_id))}-{_part(account.name, '', first=False)}".rstrip("-")
        name = ":".join((ROOTS[Account.Kind(account.kind)], _part(account.fund.name, str(account.fund_id)), line))
        if taken.setdefault(name, what) != what:
            name = f"{name}-{account.pk.hex[-12:]}"
            taken[name] = what
        found[account.pk] = (name, account.currency)
    return found


def _part(text: str, otherwise: str, *, first: bool = True) -> str:
    """Letters of ASCII, digits and hyphens; begins with a capital or a digit."""
    kept = slugify(text) or slugify(otherwise)
    return kept[:1].upper() + kept[1:] if first else kept.capitalize()
