"""A fund, how it changes, and a learner's own: in the community and on their own page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from communities.access import MemberRequest, needs
from communities.governance.deciding import decide_effect
from communities.governance.queries import rule_in_force
from funding import actions
from funding.changing import FundChangeForm, changeable
from funding.ending import days_left, ends_soon
from funding.forms.books import LearnerFundForm
from funding.own import own_funds
from funding.privacy import seen_entries, seen_funds
from funding.register import Asked
from funding.statements import fund_standings
from funding.views.answering import done, shown
from learners.guardianship import looking
from tenancy.refusal import Refused
from web.links import redirect_here


@needs("funding.see_books")
def fund(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(seen_funds(request.access), pk=pk)
    more = {
        "fund": found,
        "left": days_left(found),
        "ends_soon": ends_soon(found),
        "purses": fund_standings(found),
        "latest": seen_entries(request.access, Asked(fund=found))[:8],
        "may_post": request.access.can("funding.post"),
        "may_change": found.is_restricted and not found.person_id and request.access.can("communities.manage_people"),
    }
    return shown(request, "funding/fund.html", None, **more)


@needs("communities.manage_people")
def change(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Decided alone where it is entrusted; elsewhere the way leads to a proposal."""
    found = get_object_or_404(changeable(), pk=pk)
    if request.method == "GET" and not rule_in_force("spending").is_entrusted:
        return redirect_here(request, "governance-propose", "change_fund")
    initial: Any = {"fund": found, "purpose": found.purpose, "ends_on": found.ends_on}
    form = FundChangeForm(request.POST or None, community=request.access.community, initial=initial)
    for part in ("title", "holds_from"):
        del form.fields[part]
    if form.is_valid():
        try:
            decide_effect("change_fund", form.payload(), access=request.access, reason=form.cleaned_data["body"])
            return redirect_here(request, "funding-fund", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return shown(request, "funding/change_fund.html", form, fund=found)


@needs("funding.post")
def open_for_learner(request: MemberRequest) -> HttpResponse:
    form = LearnerFundForm(request.POST or None)
    currency = request.access.community.currency

    def act(member: Any, **given: Any) -> Any:
        return actions.open_learner_fund(member, currency=currency, **given)

    opened = done(form, act)
    if opened:
        messages.success(request, _("The fund is open; the learner reads it on their own page."))
        return redirect_here(request, "funding-fund", opened.pk)
    return shown(request, "funding/learner_fund.html", form)


@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    """What a learner has to learn with, in every community's books."""
    return render(request, "funding/own.html", {"own": own_funds()})


@require_GET
def of_child(request: MemberRequest, child: UUID) -> HttpResponse:
    with looking(child, request.access.person, what=gettext_lazy("Your fund")) as guardianship:
        own = own_funds()
    return render(request, "funding/own.html", {"own": own, "child": guardianship})
