"""Casting a ballot, answering one, deciding after advice; the ways to choose among."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from api.idempotency import never_stored
from communities.access import MemberRequest, needs
from communities.governance.ballots.answering import answer_advice, decide_after_advice, settle_objection
from communities.governance.ballots.delegated import cast_for
from communities.governance.ballots.forms import AnswerForm, SettleForm, VerdictForm, paper_for
from communities.governance.ballots.page import whom_for
from communities.governance.ballots.reading import ballot_words
from communities.governance.models import Ballot
from communities.governance.proposals.options import drop_way, options_of
from communities.governance.proposals.queries import published_of, rule_of
from communities.governance.views.proposals import SEE, act_on, found, proposal_page
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of


@never_stored
@require_POST
@never_cache
@needs(SEE)
def ballot(request: MemberRequest, number: int) -> HttpResponse:
    one = found(request, number)
    rule, me = rule_of(one), request.access.membership
    paper = paper_for(rule)(request.POST, rule=rule, options=options_of(one), whom=whom_for(one, rule, me))
    if paper.is_valid():
        reason, whom = paper.cleaned_data.get("reason", ""), paper.cleaned_data.get("whom", [str(me.pk)])
        try:
            made = cast_for(one, [UUID(pk) for pk in whom], content=paper.content(), reason=reason, by=me)
        except Refused as refusal:
            return proposal_page(request, one, refusal=str(refusal), status=422)
        if rule.is_secret:  # shown here and now: a redirect would have to keep it somewhere
            return render(request, "governance/receipt.html", {"proposal": one, "ballots": made})
        messages.success(request, _("Your advice is given.") if rule.is_advice else _("Your vote is cast."))
        return redirect_here(request, "governance-proposal", number)
    return proposal_page(request, one, status=422, paper=paper)


@require_POST
@needs(SEE)
def settle(request: MemberRequest, number: int, pk: UUID) -> HttpResponse:
    objection, may = _ballot(request, number, pk), request.access.can("governance.decide")
    me = request.access.membership
    form = SettleForm(request.POST)
    return act_on(
        request, objection.proposal, form,
        lambda given: settle_objection(objection, by=me, may_decide=may, **given), at="#ballots",
    )  # fmt: skip


@require_POST
@needs(SEE)
def answer(request: MemberRequest, number: int, pk: UUID) -> HttpResponse:
    advice, me = _ballot(request, number, pk), request.access.membership
    form = AnswerForm(request.POST)
    return act_on(request, advice.proposal, form, lambda given: answer_advice(advice, by=me, **given), at="#ballots")


@require_POST
@needs(SEE)
def verdict(request: MemberRequest, number: int) -> HttpResponse:
    one, me = found(request, number), request.access.membership
    return act_on(request, one, VerdictForm(request.POST), lambda given: decide_after_advice(one, by=me, **given))


@require_POST
@needs(SEE)
def drop(request: MemberRequest, number: int, way: int) -> HttpResponse:
    one, me = found(request, number), request.access.membership
    return act_on(request, one, None, lambda _given: drop_way(one, way=way, by=me))


def _ballot(request: MemberRequest, number: int, pk: UUID) -> Ballot:
    one: Any = get_object_or_404(found(request, number).ballots.select_related("proposal__proposer"), pk=pk)
    ballot: Ballot = one
    return ballot


@require_GET
@needs(SEE)
def published(request: MemberRequest, number: int) -> HttpResponse:
    """The ballots of a secret vote, each under its receipt; where one finds one's own."""
    one = found(request, number)
    wanted = request.GET.get("receipt", "").strip().upper()
    rule, options = rule_of(one), options_of(one)
    ballots = page_of(request, published_of(one, wanted))
    rows = [(row.receipt, ballot_words(row.content, rule, options)) for row in ballots.rows]
    shown = {"proposal": one, "page": ballots, "rows": rows, "wanted": wanted}
    return render(request, "governance/published.html", shown)
