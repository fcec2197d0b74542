"""The money page, a fund and an account."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from communities.access import MemberRequest, needs
from files.views import export
from funding.actions import ask_for_proof
from funding.charts import flow_chart
from funding.doors import doors_for
from funding.forms.statements import SpanForm
from funding.privacy import seen_accounts, seen_entries, seen_totals, sees_all
from funding.queries import balance_of, by_fund, head, last_network_proof, last_verification, summed, the_books
from funding.register import AccountRegister
from funding.reports.register import PeriodRegister
from funding.statements import current_term, flows
from funding.waiting import waits_for
from web.links import url_here
from web.paging import page_of


@needs("funding.see_books")
def money(request: MemberRequest) -> HttpResponse:
    community = request.access.community
    term = current_term(community)
    months = flows(term, community.currency, kept=sees_all(request.access))
    funds, end = seen_totals(request.access), head()
    shown = {
        "waits": [(one, one.page(community)) for one in waits_for(request.access)],
        "funds": by_fund(funds),
        "holds": any(fund.held for fund in funds),
        "total": summed(funds, community.currency),
        "term": term,
        "came_in": sum(flow.came_in for flow in months),
        "went_out": sum(flow.went_out for flow in months),
        "chart": flow_chart(months, term, community.currency),
        "latest": seen_entries(request.access)[:8],
        "books": the_books(),
        "head": end,
        "hash": bytes(end.hash).hex() if end else "",
        "verification": last_verification(),
        "doors": doors_for(request.access),
        "network_proof": last_network_proof() if community.is_network else None,
        "may_post": request.access.can("funding.post"),
        "may_close": request.access.can("funding.close_books"),
    }
    return render(request, "funding/money.html", shown)


@needs("funding.see_books")
def account(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(seen_accounts(request.access), pk=pk)
    form = SpanForm(request.GET)
    span = form.span()
    kept = sees_all(request.access)
    narrowed = PeriodRegister(found, span, kept=kept) if span else None
    shown = {
        "account": found,
        "balance": found.sign * balance_of(found.pk).balance,
        "form": form,
        "span": span,
        "course": narrowed.course() if narrowed else None,
        "lines": page_of(request, narrowed or AccountRegister(found, kept=kept)),
        "query": request.GET.urlencode(),
    }
    return render(request, "funding/account.html", shown)


@needs("funding.see_books")
def account_csv(request: MemberRequest, pk: UUID) -> HttpResponseBase:
    get_object_or_404(seen_accounts(request.access), pk=pk)
    kind = "funding.account_kept" if sees_all(request.access) else "funding.account"
    return export(request, kind, {**request.GET.dict(), "account": str(pk)})


@require_POST
@needs("funding.post")
def prove(request: MemberRequest) -> HttpResponse:
    """Prove the books now, by a job; what it found stands on the money page."""
    return redirect("job-progress", ask_for_proof(by=request.access.person, then=url_here(request, "funding-money")))
