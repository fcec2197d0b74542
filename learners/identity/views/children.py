"""A guardian invites a child to sign in as themself; the child sees that they did."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from api.idempotency import never_stored
from communities.access import MemberRequest
from learners.guardianship import NotGuardian, looking
from learners.identity.claiming import CLAIM_DAYS, invite_child
from learners.identity.queries import has_own_sign_in
from learners.identity.views.here import slip_page
from learners.young.queries import own_way_in
from tenancy.refusal import Refused


@never_stored
@never_cache
@require_http_methods(["GET", "POST"])
def child(request: MemberRequest, child: UUID) -> HttpResponse:
    if request.method == "POST":
        return _invite(request, child)
    with looking(child, request.access.person, what=_("How you sign in")) as guardianship:
        told = {"child": guardianship, "young": own_way_in(), "has_own": has_own_sign_in(child), "days": CLAIM_DAYS}
    return render(request, "identity/child.html", told)


def _invite(request: MemberRequest, child: UUID) -> HttpResponse:
    try:
        made, code = invite_child(child, guardian=request.access.person)
    except NotGuardian as stranger:
        raise Http404 from stranger
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("identity-child", child)
    return slip_page(request, made, code)
