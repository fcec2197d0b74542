"""Casting a ballot, answering one, deciding after advice; the ways to choose among."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from communities.access import CommunityRequest, needs
from communities.governance.answering import answer_advice, decide_after_advice, settle_objection
from communities.governance.ballot_forms import AnswerForm, SettleForm, VerdictForm, paper_for
from communities.governance.models import Ballot
from communities.governance.options import drop_way, options_of
from communities.governance.proposal_queries import rule_of
from communities.governance.views.proposals import SEE, act_on, found, me_in, page_of
from communities.governance.voting import cast_ballot
from tenancy.refusal import Refused
from web.links import redirect_here


@require_POST
@needs(SEE)
def ballot(request: CommunityRequest, number: int) -> HttpResponse:
    one = found(request, number)
    rule = rule_of(one)
    paper = paper_for(rule)(request.POST, rule=rule, options=options_of(one))
    if paper.is_valid():
        try:
            cast_ballot(one, content=paper.content(), reason=paper.cleaned_data["reason"], by=me_in(request))
            return redirect_here(request, "governance-proposal", number)
        except Refused as refusal:
            return page_of(request, one, refusal=str(refusal), status=422)
    return page_of(request, one, status=422, paper=paper)


@require_POST
@needs(SEE)
def settle(request: CommunityRequest, number: int, pk: UUID) -> HttpResponse:
    objection, may = _ballot(request, number, pk), request.access.can("governance.decide")
    me = me_in(request)
    form = SettleForm(request.POST)
    return act_on(
        request, objection.proposal, form, lambda given: settle_objection(objection, by=me, may_decide=may, **given)
    )


@require_POST
@needs(SEE)
def answer(request: CommunityRequest, number: int, pk: UUID) -> HttpResponse:
    advice, me = _ballot(request, number, pk), me_in(request)
    form = AnswerForm(request.POST)
    return act_on(request, advice.proposal, form, lambda given: answer_advice(advice, by=me, **given))


@require_POST
@needs(SEE)
def verdict(request: CommunityRequest, number: int) -> HttpResponse:
    one, me = found(request, number), me_in(request)
    return act_on(request, one, VerdictForm(request.POST), lambda given: decide_after_advice(one, by=me, **given))


@require_POST
@needs(SEE)
def drop(request: CommunityRequest, number: int, way: int) -> HttpResponse:
    one, me = found(request, number), me_in(request)
    return act_on(request, one, None, lambda _given: drop_way(one, way=way, by=me))


def _ballot(request: CommunityRequest, number: int, pk: UUID) -> Ballot:
    one: Any = get_object_or_404(found(request, number).ballots.select_related("proposal__proposer"), pk=pk)
    ballot: Ballot = one
    return ballot
