"""Drawing up a proposal: a setting by its own form and look, what is about people by a short one."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from communities.access import MemberRequest, needs
from communities.governance.effects import EFFECTS
from communities.governance.kinds import in_order
from communities.governance.kinds.forms import number as whole_number
from communities.governance.mandate import matter_of_setting
from communities.governance.models import Proposal
from communities.governance.proposals.effect_forms import FORMS, EffectForm
from communities.governance.proposals.options import add_way
from communities.governance.proposals.proposing import propose
from communities.governance.queries import value_of
from communities.governance.rules import Rule
from communities.models import Membership
from tenancy.refusal import Refused
from web.links import redirect_here, url_here

WORDS = ("title", "body", "holds_from", "label")


@require_GET
@needs("governance.see_decisions")
def choose(request: MemberRequest) -> HttpResponse:
    """What this member may propose here."""
    rules, me = value_of("decision_rules"), request.access.membership
    open_to_me = {
        matter for matter, value in rules.items()
        if not (rule := Rule.read(value)).is_entrusted and rule.may_propose(me)
    }  # fmt: skip
    kinds = [kind for kind in in_order() if matter_of_setting(kind.key) in open_to_me]
    members = [
        (EFFECTS[key].label, url_here(request, "governance-propose", key))
        for key, form in FORMS.items()
        if form.matter in open_to_me and form.fits(request.access.community)
    ]
    return render(request, "governance/choose_proposal.html", {"kinds": kinds, "members": members})


@require_http_methods(["GET", "POST"])
@needs("governance.see_decisions")
def about(request: MemberRequest, effect: str) -> HttpResponse:
    """A proposal with one of the effects that have a short form."""
    community, me = request.access.community, request.access.membership
    if effect not in FORMS or not FORMS[effect].fits(community):
        raise Http404
    draft = draft_for(request)
    form = FORMS[effect](
        request.POST or None, community=community, initial=request.GET.dict(), is_way=draft is not None
    )
    if form.is_valid():
        try:
            made = _made(draft, effect, form, me)
            return redirect_here(request, "governance-proposal", made.number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "label": EFFECTS[effect].label, "draft": draft}
    return render(request, "governance/propose.html", shown, status=422 if form.errors else 200)


def draft_for(request: MemberRequest) -> Proposal | None:
    """The draft that gets another way, where the address names one: `?way_of=12`."""
    if "way_of" not in request.GET:
        return None
    wanted = whole_number(request.GET["way_of"])
    found: Proposal = get_object_or_404(Proposal, number=wanted, state="draft", proposer=request.access.membership)
    return found


def amended_by(request: MemberRequest) -> Proposal | None:
    """The proposal whose change would be another, where the address names one: `?amend=12`."""
    if "amend" not in request.GET:
        return None
    found: Proposal = get_object_or_404(Proposal, number=whole_number(request.GET["amend"]), state="deliberation")
    return found


def _made(draft: Proposal | None, effect: str, form: EffectForm, me: Membership) -> Proposal:
    words: dict[str, Any] = {name: given for name, given in form.cleaned_data.items() if name in WORDS}
    if draft:
        return add_way(draft, payload=form.payload(), by=me, **words)
    return propose(effect=effect, payload=form.payload(), by=me, **words)
