"""Invite someone, see who is invited, and come in by a link."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from api.idempotency import never_stored
from communities.access import AccessRequest, MemberRequest, needs
from communities.actions import accept_invitation, invite, withdraw_invitation
from communities.forms import DisplayNameForm, InvitationForm
from communities.models import Invitation
from communities.queries import invitation_behind, open_invitations
from communities.roles import ROLES
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of


@require_GET
@needs("communities.manage_people")
def invitations(request: MemberRequest) -> HttpResponse:
    return render(request, "communities/invitations.html", {"page": page_of(request, open_invitations())})


@never_stored
@never_cache
@require_http_methods(["GET", "POST"])
@needs("communities.manage_people")
@sensitive_variables("token")
def new_invitation(request: MemberRequest) -> HttpResponse:
    """The link is in this one answer and nowhere else."""
    community, own = request.access.community, request.access.membership
    assert own
    form = InvitationForm(request.POST or None, community=community)
    if not form.is_valid():
        return render(request, "communities/invite.html", {"form": form}, status=422 if form.errors else 200)
    invitation, token = invite(by=own, **form.cleaned_data)
    link = request.build_absolute_uri(reverse("communities-invitation", args=[token]))
    return render(
        request, "communities/invited.html", {"invitation": invitation, "link": link, "role": ROLES[invitation.role]}
    )


@require_POST
@needs("communities.manage_people")
def withdraw(request: MemberRequest, pk: UUID) -> HttpResponse:
    invitation: Invitation = get_object_or_404(Invitation, pk=pk)
    try:
        withdraw_invitation(invitation)
        messages.success(request, _("The link lets nobody in any more."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_here(request, "communities-invitations")


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: AccessRequest, token: str) -> HttpResponse:
    """What one is invited to, and by whom; whoever is signed in may come in."""
    found = invitation_behind(token)
    if found is None:
        raise Http404
    given, community = found
    person: Any = request.user
    signed_in = person.is_authenticated
    form = DisplayNameForm(request.POST or None, initial={"display_name": str(person) if signed_in else ""})
    refusal = given.why_closed
    if signed_in and form.is_valid():
        try:
            accept_invitation(token, person=person, **form.cleaned_data)
            messages.success(request, _("Welcome to %(community)s.") % {"community": community})
            return HttpResponseRedirect(community.get_absolute_url())
        except Refused as said:
            refusal = str(said)
    shown = {
        "invitation": given, "community": community, "role": ROLES[given.role], "form": form, "refusal": refusal,
        "is_member": any(one.community == community for one in request.access.memberships),
    }  # fmt: skip
    return render(request, "communities/invitation.html", shown, status=422 if request.method == "POST" else 200)
