"""The forms that write into the books."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communities.access import MemberRequest, needs
from communities.governance.deciding import decide_effect
from communities.governance.queries import rule_in_force
from funding import actions
from funding.actions.funds import pools_are_decided
from funding.between import is_between, take_back
from funding.forms.books import AccountForm, FundForm, PoolForm
from funding.forms.posting import BetweenForm, ReversalForm
from funding.holds import keeper_of
from funding.queries import partners
from funding.register import entries
from funding.views.answering import done, shown
from funding.views.happenings import HAPPENINGS, WAYS
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from web.links import redirect_here

SUGGESTED = 100  # communities, so that the page stays small


@needs("funding.post")
def choose(request: MemberRequest) -> HttpResponse:
    """What happened?"""
    ways = [(way, label, [one for one in HAPPENINGS.values() if one.way == way]) for way, label in WAYS.items()]
    return render(request, "funding/choose.html", {"ways": ways, "fund": request.GET.get("fund", "")})


@needs("funding.post")
def post(request: MemberRequest, what: str) -> HttpResponse:
    if what not in HAPPENINGS:
        raise Http404
    happening, here = HAPPENINGS[what], request.access.community
    assert here
    form = happening.form(request.POST or None, currency=here.currency, initial={"fund": request.GET.get("fund")})
    if done(form, lambda **given: happening.act(here=here, by=request.access.person, **given) or given):
        messages.success(request, str(happening.done))
        return redirect_here(request, "funding-entry", form.cleaned_data["id"])
    suggested = partners()[:SUGGESTED] if isinstance(form, BetweenForm) else []
    return shown(request, "funding/post.html", form, happening=happening, suggested=suggested)


@needs("funding.post")
def reverse(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Says what will happen, and asks."""
    entry = get_object_or_404(entries(), pk=pk)
    form = ReversalForm(request.POST or None)
    reversal = done(form, lambda **given: take_back(entry, by=request.access.person, **given))
    if reversal:
        messages.success(request, _("The entry is reversed; both stay in the books."))
        return redirect_here(request, "funding-entry", reversal.pk)
    return shown(
        request, "funding/reverse.html", form, entry=entry, is_between=is_between(entry), keeper=keeper_of(entry)
    )


@require_POST
@needs("funding.post")
def confirm(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The second person's word, by which an expense that waits is paid."""
    expense, person = get_object_or_404(entries(), pk=pk), request.access.person
    try:
        paid = actions.confirm_expense(expense, id=uuid7(), on=timezone.localdate(), by=person)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect_here(request, "funding-entry", pk)
    messages.success(request, _("The expense is confirmed and paid."))
    return redirect_here(request, "funding-entry", paid.pk)


@needs("funding.post")
def open_fund(request: MemberRequest) -> HttpResponse:
    if pools_are_decided(request.access.community):
        return _open_pool(request)
    form = FundForm(request.POST or None)
    fund = done(form, lambda **given: actions.open_fund(currency=_currency(request), **given))
    if fund:
        return redirect_here(request, "funding-fund", fund.pk)
    return shown(request, "funding/open_fund.html", form)


def _open_pool(request: MemberRequest) -> HttpResponse:
    """Decided alone where it is entrusted; elsewhere the way leads to a proposal."""
    if request.method == "GET" and not rule_in_force("spending").is_entrusted:
        return redirect_here(request, "governance-propose", "open_pool")
    form = PoolForm(request.POST or None, community=request.access.community)
    for part in ("title", "holds_from"):
        del form.fields[part]
    if form.is_valid():
        try:
            reason = form.cleaned_data["body"]
            decide_effect("open_pool", form.payload(), access=request.access, reason=reason)
            return redirect_here(request, "funding-fund", form.cleaned_data["id"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return shown(request, "funding/open_fund.html", form)


@needs("funding.post")
def open_account(request: MemberRequest) -> HttpResponse:
    initial = {"currency": _currency(request), "fund": request.GET.get("fund")}
    form = AccountForm(request.POST or None, initial=initial)
    account = done(form, actions.open_account)
    if account:
        return redirect_here(request, "funding-account", account.pk)
    return shown(request, "funding/open_account.html", form)


def _currency(request: MemberRequest) -> str:
    return request.access.community.currency
