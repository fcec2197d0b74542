"""A proposal's page, and each step of its way."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest, needs
from communities.governance.ballots.forms import BallotForm
from communities.governance.ballots.page import vote_shown
from communities.governance.models import Proposal
from communities.governance.proposals.amendment_page import amendments_shown
from communities.governance.proposals.attaching import attachments_of
from communities.governance.proposals.enacting import retry_enactment
from communities.governance.proposals.forms import AttachForm, CommentForm, HoursForm, ProposalForm, ProposalsFilter
from communities.governance.proposals.journey import journey, seconds_shown
from communities.governance.proposals.proposing import edit_proposal, open_deliberation, open_voting, withdraw_proposal
from communities.governance.proposals.queries import proposals_for, rule_of, thread_of
from communities.governance.proposals.readiness import missing
from communities.governance.proposals.talking import comment, second
from communities.governance.queries import rule_in_force
from communities.governance.rule_words import rule_words
from tenancy.refusal import Refused
from web.links import redirect_here, url_here
from web.paging import page_of as paged

SEE = "governance.see_decisions"
DONE = {
    "open": gettext_lazy("It is open for talk: everyone here can read it now."),
    "vote": gettext_lazy("The voting is open, and those who may vote are told."),
    "withdraw": gettext_lazy("It is withdrawn."),
}


@require_GET
@needs(SEE)
def proposals(request: MemberRequest) -> HttpResponse:
    form = ProposalsFilter(request.GET, auto_id="filter_%s")
    chosen = form.chosen()
    page = paged(request, proposals_for(request.access.membership, **chosen))
    return render(request, "governance/proposals.html", {"form": form, "chosen": chosen, "page": page})


@require_GET
@needs(SEE)
def proposal(request: MemberRequest, number: int) -> HttpResponse:
    return proposal_page(request, found(request, number))


@require_POST
@needs(SEE)
def say(request: MemberRequest, number: int) -> HttpResponse:
    one = found(request, number)

    def act(given: dict[str, Any]) -> None:
        parent = get_object_or_404(one.comments, pk=given["parent"]) if given["parent"] else None
        comment(one, text=given["text"], is_question=given["is_question"], parent=parent, by=request.access.membership)

    return act_on(request, one, CommentForm(request.POST), act, at="#talk")


@require_POST
@needs(SEE)
def step(request: MemberRequest, number: int, name: str) -> HttpResponse:
    one, me = found(request, number), request.access.membership
    steps: dict[str, Callable[[], Any]] = {
        "open": lambda: open_deliberation(one, by=me),
        "second": lambda: second(one, by=me),
        "withdraw": lambda: withdraw_proposal(one, by=me),
        "retry": lambda: retry_enactment(one, by=me, may_decide=request.access.can("governance.decide")),
    }
    if name == "vote":
        form = HoursForm(request.POST)
        return act_on(request, one, form, lambda given: open_voting(one, by=me, **given), done=DONE[name])
    if name not in steps:
        raise Http404
    return act_on(request, one, None, lambda _given: steps[name](), done=DONE.get(name, ""))


@require_http_methods(["GET", "POST"])
@needs(SEE)
def edit(request: MemberRequest, number: int) -> HttpResponse:
    one = found(request, number)
    form = ProposalForm(request.POST or None, initial={part: getattr(one, part) for part in ProposalForm.base_fields})
    if form.is_valid():
        try:
            edit_proposal(one, by=request.access.membership, **form.cleaned_data)
            return redirect_here(request, "governance-proposal", number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "proposal": one}
    return render(request, "governance/edit_proposal.html", shown, status=422 if form.errors else 200)


def act_on(
    request: MemberRequest,
    one: Proposal,
    form: Any,
    act: Callable[[dict[str, Any]], Any],
    *,
    at: str = "",
    done: Any = "",
) -> HttpResponse:
    """Do it and come back to the part `at`, with `done` said; or show the page with why not."""
    if form is None or form.is_valid():
        try:
            act(form.cleaned_data if form else {})
            if done:
                messages.success(request, done)
            return HttpResponseRedirect(url_here(request, "governance-proposal", one.number) + at)
        except Refused as refusal:
            return proposal_page(request, one, refusal=str(refusal), status=422)
    return proposal_page(request, one, refusal=" ".join(str(e) for es in form.errors.values() for e in es), status=422)


def proposal_page(
    request: MemberRequest, one: Proposal, *, refusal: str = "", status: int = 200, paper: BallotForm | None = None
) -> HttpResponse:
    me, rule = request.access.membership, rule_of(one)
    shown = {
        "proposal": one,
        "refusal": refusal,
        "rule_words": rule_words(rule),
        "is_mine": one.proposer_id == me.pk,
        "may_retry": one.state == "unenacted" and (one.proposer_id == me.pk or request.access.can("governance.decide")),
        "journey": journey(one, rule),
        **seconds_shown(one, me, rule),
        "rule_changed": one.state == "deliberation" and rule_in_force(one.matter) != rule,
        "thread": thread_of(one),
        "attachments": attachments_of(one),
        "attach_form": AttachForm(auto_id="attach_%s"),
        **amendments_shown(one, me),
        "lacking": missing(one, rule, timezone.now()) if one.state == "deliberation" else [],
        "comment_form": CommentForm(auto_id="say_%s"),
        "hours_form": HoursForm(initial={"hours": rule.voting_hours}),
        **vote_shown(request, one, me, rule, paper=paper),
    }
    return render(request, "governance/proposal.html", shown, status=status)


def found(request: MemberRequest, number: int) -> Proposal:
    found: Proposal = get_object_or_404(proposals_for(request.access.membership), number=number)
    return found
