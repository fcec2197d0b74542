"""A guardian invites a child to sign in as themself; the child sees that they did."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import Person
from api.idempotency import never_stored
from communities.access import MemberRequest
from learners.forms import posted
from learners.guardianship import NotGuardian, children_of, looking
from learners.identity.claiming import CLAIM_DAYS, invite_child
from learners.identity.forms import OtherForm
from learners.identity.joining import join_children
from learners.identity.models import UNDO_DAYS, Join
from learners.identity.queries import has_own_sign_in, joins
from learners.identity.undoing import undo_join
from learners.identity.views.here import slip_page
from learners.young.queries import own_way_in
from tenancy.refusal import Refused


@never_stored
@never_cache
@require_http_methods(["GET", "POST"])
def child(request: MemberRequest, child: UUID) -> HttpResponse:
    if request.method == "POST":
        return _invite(request, child)
    with looking(child, request.access.person, what=gettext_lazy("How you sign in")) as guardianship:
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


@require_http_methods(["GET", "POST"])
def same_child(request: MemberRequest, child: UUID) -> HttpResponse:
    """Two children that their guardian knows to be one."""
    with looking(child, request.access.person, what=gettext_lazy("Who you are")) as guardianship:
        joined = [one for one in joins() if one.can_be_undone]
        others = [one for one in children_of(request.access.person) if one.other_id != child]
    if request.POST.get("undo"):
        return _undo(request, child)
    form = OtherForm(posted(request), children=[(str(one.other_id), one.other_name) for one in others])
    if form.is_valid():
        try:
            join_children(child, other=UUID(form.cleaned_data["other"]), guardian=request.access.person)
            messages.success(request, _("The two are one child from now on."))
            return redirect("progress-children")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    told = {"child": guardianship, "others": others, "form": form, "days": UNDO_DAYS, "joined": joined}
    return render(request, "identity/same_child.html", told, status=422 if form.is_bound else 200)


def _undo(request: MemberRequest, child: UUID) -> HttpResponse:
    """Of a child that they look after, as was checked."""
    try:
        undo_join(Person.objects.get(pk=child), pk=UUID(request.POST["undo"]), by=request.access.person)
        messages.success(request, _("The two are two again."))
    except (ValueError, Join.DoesNotExist) as nothing:
        raise Http404 from nothing
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("identity-same-child", child)
