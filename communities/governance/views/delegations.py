"""Who votes for one, and for whom one votes."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.access import MemberRequest, needs
from communities.governance.ballots.delegating import (
    delegate,
    delegations_of,
    delegations_to,
    matters_to_delegate,
    take_back,
)
from communities.governance.models import Delegation
from communities.governance.rules import MATTERS
from communities.governance.views.proposals import SEE
from communities.models import Membership
from tenancy.refusal import Refused
from web.links import redirect_here


class DelegationForm(forms.Form):
    to: Any = forms.ModelChoiceField(queryset=None, empty_label=None)
    matter = forms.ChoiceField(required=False)

    def __init__(self, data: Any = None, *, me: Membership, matters: list[str]) -> None:
        super().__init__(data)
        to: Any = self.fields["to"]
        to.label, to.queryset = _("Who votes for you"), Membership.objects.filter(until=None).exclude(pk=me.pk)
        to.queryset = to.queryset.order_by("display_name")
        matter: Any = self.fields["matter"]
        matter.label = _("In which matter")
        matter.choices = [("", _("In all matters")), *((one, MATTERS[one]) for one in matters)]


@require_http_methods(["GET", "POST"])
@needs(SEE)
def delegations(request: MemberRequest) -> HttpResponse:
    me, matters = request.access.membership, matters_to_delegate()
    form = DelegationForm(request.POST or None, me=me, matters=matters)
    if form.is_valid():
        try:
            delegate(by=me, to=form.cleaned_data["to"], matter=form.cleaned_data["matter"])
            return redirect_here(request, "governance-delegations")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {
        "form": form if matters else None,
        "given": [(one, _matter(one)) for one in delegations_of(me)],
        "received": [(one, _matter(one)) for one in delegations_to(me)],
    }
    return render(request, "governance/delegations.html", shown, status=422 if form.errors else 200)


@require_POST
@needs(SEE)
def end(request: MemberRequest, pk: UUID) -> HttpResponse:
    me = request.access.membership
    take_back(get_object_or_404(delegations_of(me), pk=pk), by=me)
    return redirect_here(request, "governance-delegations")


def _matter(one: Delegation) -> Any:
    return MATTERS.get(one.matter, _("In all matters"))
