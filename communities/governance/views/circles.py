"""The circles a community belongs to, or the communities that belong to a circle; and what is decided about them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from communities.access import MemberRequest, needs
from communities.governance.circles.forms import CIRCLE_FORMS
from communities.governance.deciding import decide_effect
from communities.governance.effects import EFFECTS
from communities.governance.people.queries import places_in_circles
from communities.governance.queries import rule_in_force
from communities.governance.rules import Rule
from communities.models import Community
from tenancy.refusal import Refused
from web.links import redirect_here, url_here


@require_GET
@needs("governance.see_decisions")
def circles(request: MemberRequest) -> HttpResponse:
    community = request.access.community
    rules = {form.matter: rule_in_force(form.matter) for form in CIRCLE_FORMS.values() if form.fits(community)}
    acts = [
        (EFFECTS[key].label, url_here(request, "governance-circle-act", key))
        for key, form in CIRCLE_FORMS.items()
        if form.fits(community) and _may(request, rules[form.matter])
    ]
    is_circle = community.kind == Community.Kind.CIRCLE
    shown = {"is_circle": is_circle, "belongings": list(places_in_circles()), "acts": acts}
    return render(request, "governance/circles.html", shown)


@require_http_methods(["GET", "POST"])
@needs("governance.see_decisions")
def act(request: MemberRequest, effect: str) -> HttpResponse:
    """Decided alone where it is entrusted; elsewhere the way leads to a proposal."""
    community = request.access.community
    if effect not in CIRCLE_FORMS or not CIRCLE_FORMS[effect].fits(community):
        raise Http404
    if request.method == "GET" and not rule_in_force(CIRCLE_FORMS[effect].matter).is_entrusted:
        return redirect(f"{url_here(request, 'governance-propose', effect)}?{request.GET.urlencode()}")
    form = CIRCLE_FORMS[effect](request.POST or None, community=community, initial=request.GET.dict())
    del form.fields["title"]
    if form.is_valid():
        try:
            made = decide_effect(effect, form.payload(), access=request.access, reason=form.cleaned_data["body"])
            messages.success(request, _("Decision %(number)s is in force.") % {"number": made.number})
            return redirect_here(request, "governance-circles")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "label": EFFECTS[effect].label}
    return render(request, "governance/circle_act.html", shown, status=422 if form.errors else 200)


def _may(request: MemberRequest, rule: Rule) -> bool:
    me = request.access.membership
    return request.access.can("communities.manage_people") if rule.is_entrusted else rule.may_propose(me)
