"""A proposal's page, and each step of its way."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import CommunityRequest, needs
from communities.governance.effects import effect_of
from communities.governance.models import Proposal
from communities.governance.proposal_forms import BallotForm, CommentForm, HoursForm, ProposalForm, SettleForm
from communities.governance.proposal_queries import ballots_of, is_counting, own_ballot, proposals_for, thread_of
from communities.governance.proposing import (
    comment,
    edit_proposal,
    open_deliberation,
    open_voting,
    second,
    withdraw_proposal,
)
from communities.governance.queries import rule_in_force
from communities.governance.results import result_shown
from communities.governance.rule_words import rule_words
from communities.governance.rules import Rule
from communities.governance.voting import cast_ballot, retry_enactment, settle_objection
from communities.models import Membership
from tenancy.refusal import Refused
from web.links import redirect_here

SEE = "governance.see_decisions"


@require_GET
@needs(SEE)
def proposal(request: CommunityRequest, number: int) -> HttpResponse:
    return _page(request, _found(request, number))


@require_POST
@needs(SEE)
def ballot(request: CommunityRequest, number: int) -> HttpResponse:
    one = _found(request, number)
    form = BallotForm(request.POST, choices=_rule(one).choices)
    return _act(request, one, form, lambda given: cast_ballot(one, by=_me(request), **given))


@require_POST
@needs(SEE)
def say(request: CommunityRequest, number: int) -> HttpResponse:
    one = _found(request, number)

    def act(given: dict[str, Any]) -> None:
        parent = get_object_or_404(one.comments, pk=given["parent"]) if given["parent"] else None
        comment(one, text=given["text"], parent=parent, by=_me(request))

    return _act(request, one, CommentForm(request.POST), act)


@require_POST
@needs(SEE)
def settle(request: CommunityRequest, number: int, pk: UUID) -> HttpResponse:
    one = _found(request, number)
    objection = get_object_or_404(one.ballots.select_related("proposal"), pk=pk)
    may = request.access.can("governance.decide")
    form = SettleForm(request.POST)
    me = _me(request)
    return _act(request, one, form, lambda given: settle_objection(objection, by=me, may_decide=may, **given))


@require_POST
@needs(SEE)
def step(request: CommunityRequest, number: int, name: str) -> HttpResponse:
    one, me = _found(request, number), _me(request)
    steps: dict[str, Callable[[], Any]] = {
        "open": lambda: open_deliberation(one, by=me),
        "second": lambda: second(one, by=me),
        "withdraw": lambda: withdraw_proposal(one, by=me),
        "retry": lambda: retry_enactment(one, by=me.person),
    }
    if name == "vote":
        form = HoursForm(request.POST)
        return _act(request, one, form, lambda given: open_voting(one, by=me, **given))
    if name not in steps:
        raise Http404
    return _act(request, one, None, lambda _given: steps[name]())


@require_http_methods(["GET", "POST"])
@needs(SEE)
def edit(request: CommunityRequest, number: int) -> HttpResponse:
    one = _found(request, number)
    form = ProposalForm(request.POST or None, initial={"title": one.title, "body": one.body})
    if form.is_valid():
        try:
            edit_proposal(one, by=_me(request), **form.cleaned_data)
            return redirect_here(request, "governance-proposal", number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "proposal": one}
    return render(request, "governance/edit_proposal.html", shown, status=422 if form.errors else 200)


def _act(request: CommunityRequest, one: Proposal, form: Any, act: Callable[[dict[str, Any]], Any]) -> HttpResponse:
    """Do it and come back, or show the page with why not."""
    if form is None or form.is_valid():
        try:
            act(form.cleaned_data if form else {})
            return redirect_here(request, "governance-proposal", one.number)
        except Refused as refusal:
            return _page(request, one, refusal=str(refusal), status=422)
    return _page(request, one, refusal=" ".join(str(e) for es in form.errors.values() for e in es), status=422)


def _page(request: CommunityRequest, one: Proposal, *, refusal: str = "", status: int = 200) -> HttpResponse:
    me, rule = _me(request), _rule(one)
    mine = own_ballot(one, me) if one.voting_at else None
    is_mine = one.proposer_id == me.pk
    may_settle = {"proposer": is_mine, "entrusted": request.access.can("governance.decide")}
    initial = {"choice": mine.choice, "reason": mine.reason} if mine else {}
    shown = {
        "proposal": one,
        "refusal": refusal,
        "rule_words": rule_words(rule),
        "preview": effect_of(one.effect).preview(one.payload),
        "mine": mine,
        "is_mine": is_mine,
        "may_vote": one.takes_ballots and one.voters.filter(member=me).exists(),
        "may_settle": one.takes_ballots and may_settle.get(rule.objections, False),
        "counting": is_counting(one),
        "ballots": list(ballots_of(one)) if one.voting_at else [],
        "voters": one.voters.count() if one.voting_at else 0,
        "seconds": list(one.seconds.select_related("member").order_by("at")),
        "needed_seconds": rule.seconds,
        "rule_changed": one.state == "deliberation" and rule_in_force(one.matter) != rule,
        "thread": thread_of(one),
        "result": result_shown(one),
        "ballot_form": BallotForm(choices=rule.choices, initial=initial),
        "comment_form": CommentForm(auto_id="say_%s"),
        "hours_form": HoursForm(initial={"hours": rule.voting_hours}),
        "settle_form": SettleForm(auto_id=False),
    }
    return render(request, "governance/proposal.html", shown, status=status)


def _rule(one: Proposal) -> Rule:
    return Rule.read(one.rule) if one.rule else rule_in_force(one.matter)


def _found(request: CommunityRequest, number: int) -> Proposal:
    found: Proposal = get_object_or_404(proposals_for(_me(request)), number=number)
    return found


def _me(request: CommunityRequest) -> Membership:
    assert request.access.membership
    return request.access.membership
