"""How a child signs in, for their guardian, who is logged."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from api.idempotency import never_stored
from communities.access import MemberRequest
from learners.forms import posted
from learners.guardianship import NotGuardian, looking
from learners.young.actions import reset_for_child
from learners.young.codes import shown
from learners.young.forms import SecretForm
from learners.young.growing import make_link_for_child
from learners.young.queries import is_locked_out, own_way_in
from learners.young.secret import PICTURES
from learners.young.views.classes import link_page
from tenancy.refusal import Refused


@never_stored
@never_cache
@require_http_methods(["GET", "POST"])
def child(request: MemberRequest, child: UUID) -> HttpResponse:
    """What is sent here gives a new secret, which is in this one answer and nowhere else."""
    with looking(child, request.access.person, what=_("How you sign in")) as guardianship:
        learner = own_way_in()
    form = SecretForm(posted(request))
    context: dict[str, Any] = {"child": guardianship, "learner": learner, "form": form}
    if learner:
        context |= {"code": shown(learner.school_class.code), "locked": is_locked_out(learner)}
    if form.is_valid():
        try:
            given = reset_for_child(child, guardian=request.access.person, word=form.cleaned_data["word"])
            context |= {"given": given, "pictures": [(key, PICTURES[key]) for key in given.pictures], "locked": False}
        except Refused as refusal:
            form.add_error("word", str(refusal))
    return render(request, "young/child.html", context, status=422 if form.errors else 200)


@never_stored
@never_cache
@require_POST
def link(request: MemberRequest, child: UUID) -> HttpResponse:
    try:
        token = make_link_for_child(child, guardian=request.access.person)
    except NotGuardian as stranger:
        raise Http404 from stranger
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("young-child", child)
    with looking(child, request.access.person, what=_("How you sign in")):
        learner = own_way_in()
    assert learner
    return link_page(request, token, learner)
