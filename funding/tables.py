"""The register, and an account, as tables to take away."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communities.models import Community
from files.exports import Asked, register_export
from funding.forms.books import RegisterForm
from funding.forms.statements import SpanForm
from funding.models import Account, Entry
from funding.privacy import public_entries, told_accounts
from funding.register import AccountRegister, entries
from funding.reports.register import PeriodRegister
from tenancy.scope import current_community
from web.amounts import as_decimal
from web.exports import Table


def register() -> None:
    register_export("funding.entries", permission="funding.see_books", table=entries_table)
    register_export("funding.account", permission="funding.see_books", table=account_table)
    register_export("funding.entries_kept", permission="funding.post", table=all_entries_table)
    register_export("funding.account_kept", permission="funding.post", table=any_account_table)


def entries_table(asked: Asked) -> Table:
    """`asked` is the query of the register's page; without what moved a learner's own fund."""
    return _entries(public_entries(RegisterForm(asked).asked()), asked)


def all_entries_table(asked: Asked) -> Table:
    """For who keeps the books."""
    return _entries(entries(RegisterForm(asked).asked()), asked)


def _entries(found: QuerySet[Entry], asked: Asked) -> Table:
    heading = [
        _("Number"), _("Date"), _("Kind"), _("What for"), _("Who"), _("Fund"), _("Debit"), _("Credit"), _("Amount"),
        _("Currency"), _("State"), _("Recorded at"), _("Id"),
    ]  # fmt: skip
    lines = _entry_lines(found.iterator(chunk_size=1000))
    return Table(
        name="entries.csv", heading=heading, lines=lines, count=found.count(), paper=range(11),
        title=_("Entries: %(community)s") % {"community": Community.objects.get(pk=current_community()).name},
        told=str(narrowed) if (narrowed := SpanForm(asked).span()) else "",
    )  # fmt: skip


def account_table(asked: Asked) -> Table | None:
    """`asked["account"]` is its id; `since` and `until` narrow it; not of a learner's own fund."""
    return _account(asked, told_accounts(kept=False), kept=False)


def any_account_table(asked: Asked) -> Table | None:
    """For who keeps the books."""
    return _account(asked, told_accounts(kept=True), kept=True)


def _account(asked: Asked, among: QuerySet[Account], *, kept: bool) -> Table | None:
    try:
        found = among.select_related("fund").filter(pk=UUID(asked.get("account", ""))).first()
    except ValueError:
        return None
    if found is None:
        return None
    heading = [_("Number"), _("Date"), _("What for"), _("Who"), _("Other account"), _("In"), _("Out"), _("Balance")]
    span = SpanForm(asked).span()
    register = PeriodRegister(found, span, kept=kept) if span else AccountRegister(found, kept=kept)
    lines = _account_lines(register, found)
    return Table(
        name="account.csv", heading=[*heading, _("Currency")], lines=lines, count=register.count(),
        title=f"{found.name}, {found.fund.name}", told=str(span or ""),
    )  # fmt: skip


def _entry_lines(found: Iterator[Any]) -> Iterator[list[Any]]:
    """A line for each transfer."""
    for one in found:
        for t in one.transfers.all():
            yield [
                one.number, one.effective_on, one.get_kind_display(), one.memo, one.source, t.fund.name, t.debit.name,
                t.credit.name, as_decimal(t.amount, t.currency), t.currency, t.get_state_display(),
                one.recorded_at.isoformat(timespec="seconds"), str(one.pk),
            ]  # fmt: skip


def _account_lines(register: AccountRegister, account: Account) -> Iterator[list[Any]]:
    for line in register:
        said = [line.number, line.entry.effective_on, line.entry.memo, line.entry.source, line.other.name]
        sums = [as_decimal(amount, account.currency) for amount in (line.came_in, line.went_out, line.balance)]
        yield [*said, *sums, account.currency]
