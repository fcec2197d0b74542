"""The money page, a fund and an account."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from communities.access import CommunityRequest, needs
from funding.charts import flow_chart
from funding.models import Account, Fund
from funding.queries import balance_of, fund_totals, head, last_verification, the_books
from funding.register import AccountRegister, Asked, entries
from funding.statements import current_term, flows, fund_standings
from web.amounts import as_decimal
from web.exports import csv_file
from web.paging import page_of


@needs("funding.see_books")
def money(request: CommunityRequest) -> HttpResponse:
    community = request.access.community
    assert community
    term = current_term(community)
    months = flows(term, community.currency)
    funds, end = fund_totals(), head()
    shown = {
        "funds": funds,
        "holds": any(fund.held for fund in funds),
        "total": sum(fund.amount for fund in funds if fund.currency == community.currency),
        "term": term,
        "came_in": sum(flow.came_in for flow in months),
        "went_out": sum(flow.went_out for flow in months),
        "chart": flow_chart(months, term, community.currency),
        "latest": entries()[:8],
        "books": the_books(),
        "head": end,
        "hash": bytes(end.hash).hex() if end else "",
        "verification": last_verification(),
        "may_post": request.access.can("funding.post"),
        "may_close": request.access.can("funding.close_books"),
    }
    return render(request, "funding/money.html", shown)


@needs("funding.see_books")
def fund(request: CommunityRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Fund, pk=pk)
    shown = {
        "fund": found,
        "purses": fund_standings(found),
        "latest": entries(Asked(fund=found))[:8],
        "may_post": request.access.can("funding.post"),
    }
    return render(request, "funding/fund.html", shown)


@needs("funding.see_books")
def account(request: CommunityRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Account.objects.select_related("fund"), pk=pk)
    shown = {
        "account": found,
        "balance": found.sign * balance_of(found.pk).balance,
        "lines": page_of(request, AccountRegister(found)),
    }
    return render(request, "funding/account.html", shown)


@needs("funding.see_books")
def account_csv(request: CommunityRequest, pk: UUID) -> FileResponse:
    found = get_object_or_404(Account, pk=pk)
    heading = [_("Number"), _("Date"), _("What for"), _("Who"), _("Other account"), _("In"), _("Out"), _("Balance")]
    return csv_file("account.csv", [*heading, _("Currency")], _as_cells(found))


def _as_cells(account: Account) -> Iterator[list[Any]]:
    for line in AccountRegister(account)[:]:
        said = [line.number, line.entry.effective_on, line.entry.memo, line.entry.source, line.other.name]
        sums = [as_decimal(amount, account.currency) for amount in (line.came_in, line.went_out, line.balance)]
        yield [*said, *sums, account.currency]
