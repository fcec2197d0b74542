"""Requests as a table to take away: what everyone who reads the books reads, and nothing private."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from communities.models import Community
from files.exports import Asked, register_export
from funding.expenses.models import Request, RequestLine, State
from tenancy.scope import current_community
from web.amounts import as_decimal
from web.exports import Table


def register() -> None:
    register_export("expenses.requests", permission="funding.see_books", table=requests_table)


def requests_table(_asked: Asked) -> Table:
    """A line for each line of a request, but of learners' own funds and of drafts."""
    heading = [
        _("Asked for"), _("Kind"), _("State"), _("What for"), _("Fund"), _("Kind of expense"), _("Amount"),
        _("Currency"), _("Id"),
    ]  # fmt: skip
    title = _("Expenses: %(community)s") % {"community": Community.objects.get(pk=current_community()).name}
    found = Request.objects.exclude(state=State.DRAFT).filter(fund__person=None).order_by("-asked_at", "-pk")
    rows = found.prefetch_related(Prefetch("lines", RequestLine.objects.order_by("pk")))
    return Table(
        name="expenses.csv", heading=heading, lines=_lines(rows), count=found.count(), paper=range(8), title=title
    )


def _lines(found: Any) -> Iterator[list[Any]]:
    for one in found.iterator(chunk_size=1000):
        for part in one.lines.all():
            yield [
                one.asked_at.isoformat(timespec="seconds"), one.get_kind_display(), one.get_state_display(), one.title,
                one.fund_name, part.name, as_decimal(part.amount, one.currency), one.currency, str(one.pk),
            ]  # fmt: skip
