"""What a transfer means to somebody who keeps no books."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.models import Account, Transfer
from web.amounts import as_decimal, write_money, write_number

Kind = Account.Kind
MORE = {
    Kind.ASSET: gettext_lazy("“%(account)s” has %(sum)s more."),
    Kind.LIABILITY: gettext_lazy("“%(account)s” grows by %(sum)s: so much more is owed."),
    Kind.EQUITY: gettext_lazy("“%(account)s” says where it came from: %(sum)s more."),
    Kind.INCOME: gettext_lazy("“%(account)s” says where it came from: %(sum)s more."),
    Kind.EXPENSE: gettext_lazy("“%(account)s” says what it was used for: %(sum)s more."),
}
LESS = {
    Kind.ASSET: gettext_lazy("“%(account)s” has %(sum)s less."),
    Kind.LIABILITY: gettext_lazy("“%(account)s” falls by %(sum)s: so much less is owed."),
    Kind.EQUITY: gettext_lazy("“%(account)s” says where it went: %(sum)s less."),
    Kind.INCOME: gettext_lazy("“%(account)s” takes back %(sum)s that had come in."),
    Kind.EXPENSE: gettext_lazy("“%(account)s” takes back %(sum)s that had been used."),
}


def in_words(transfers: Iterable[Transfer]) -> list[str]:
    """What each transfer of an entry means, after the name of its fund where there are several."""
    told = [(transfer.fund.name, _told(transfer)) for transfer in transfers]
    if len({fund for fund, _words in told}) == 1:
        return [words for _fund, words in told]
    return [f"{fund}: {words}" for fund, words in told]


def rate_used(transfers: Iterable[Transfer]) -> str:
    """Of an exchange: what one unit of the currency that went out bought."""
    out, into = list(transfers)[:2]
    gave, got = as_decimal(out.amount, out.currency), as_decimal(into.amount, into.currency)
    told = {"one": out.currency, "rate": write_number((got / gave).quantize(Decimal("1e-6"))), "other": into.currency}
    return _("The rate was 1 %(one)s = %(rate)s %(other)s, to six places.") % told


def _told(transfer: Transfer) -> str:
    """One sentence for each of its accounts, or what is held of it."""
    told = {
        "sum": write_money(transfer.amount, transfer.currency),
        "debit": transfer.debit.name,
        "credit": transfer.credit.name,
    }
    if transfer.state == Transfer.State.HELD:
        return _("%(sum)s of “%(credit)s” is held for “%(debit)s”; it has not moved yet.") % told
    if transfer.state == Transfer.State.FREED:
        return _("%(sum)s of “%(credit)s” is no longer held for “%(debit)s”.") % told
    return f"{_side(transfer, transfer.debit, 1)} {_side(transfer, transfer.credit, -1)}"


def _side(transfer: Transfer, account: Account, direction: int) -> str:
    words = MORE if account.sign == direction else LESS
    sentence = words[Kind(account.kind)]
    return str(sentence) % {"account": account.name, "sum": write_money(transfer.amount, transfer.currency)}
