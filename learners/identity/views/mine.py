"""One me: what is joined, a code to be joined by, and joining another with theirs."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.confirming import confirmed_lately
from api.callers import address
from api.idempotency import never_stored
from communities.access import MemberRequest
from learners.forms import posted
from learners.identity.codes import shown
from learners.identity.entering import look
from learners.identity.forms import CodeForm
from learners.identity.joining import CODE_MINUTES, join_by_code, make_join_code
from learners.identity.models import UNDO_DAYS
from learners.identity.queries import joins, proof_of
from learners.identity.undoing import undo_join
from learners.young.answers import counted, status_of
from learners.young.codes import as_code
from learners.young.sign_in import Tried
from tenancy.refusal import Refused


@require_GET
def one_me(request: MemberRequest) -> HttpResponse:
    return render(request, "identity/me.html", {"joins": list(joins()), "form": CodeForm()})


@never_stored
@never_cache
@require_http_methods(["GET", "POST"])
@confirmed_lately
def own_code(request: MemberRequest) -> HttpResponse:
    """The code is in this one answer and nowhere else."""
    code = shown(make_join_code(request.access.person)) if request.method == "POST" else ""
    return render(request, "identity/own_code.html", {"code": code, "minutes": CODE_MINUTES})


@never_stored
@never_cache
@require_http_methods(["GET", "POST"])
def enter_code(request: MemberRequest) -> HttpResponse:
    form = CodeForm(posted(request))
    if not form.is_valid():
        return _form(request, form, 422 if form.is_bound else 200)
    found = look(form.cleaned_data["code"], proof_of, address=address(request))
    if isinstance(found, Tried):
        return _in_vain(request, form, found)
    return redirect("identity-join-by", as_code(form.cleaned_data["code"]))


@never_stored
@never_cache
@require_http_methods(["GET", "POST"])
@confirmed_lately
def join_by(request: MemberRequest, code: str) -> HttpResponse:
    """Who it is, and what joining them does; what is sent here does it."""
    found = look(code, proof_of, address=address(request))
    if isinstance(found, Tried):
        form = CodeForm({"code": code})
        form.full_clean()
        return _in_vain(request, form, found)
    refusal = ""
    if request.method == "POST":
        try:
            made = join_by_code(request.access.person, code=code)
        except Refused as why:
            refusal = str(why)
        else:
            messages.success(request, _("%(name)s and you are one from now on.") % {"name": made})
            return redirect("identity-me")
    told = {"other": found, "code": shown(code.upper()), "refusal": refusal, "days": UNDO_DAYS}
    return render(request, "identity/join.html", told, status=409 if refusal else 200)


@require_http_methods(["GET", "POST"])
@confirmed_lately
def undo(request: MemberRequest, pk: UUID) -> HttpResponse:
    made, refusal = get_object_or_404(joins(), pk=pk), ""
    if request.method == "POST":
        try:
            undo_join(request.access.person, pk=made.pk, by=request.access.person)
        except Refused as why:
            refusal = str(why)
        else:
            messages.success(request, _("%(name)s and you are two again.") % {"name": made})
            return redirect("identity-me")
    return render(request, "identity/undo.html", {"join": made, "refusal": refusal}, status=409 if refusal else 200)


def _form(request: MemberRequest, form: CodeForm, status: int) -> HttpResponse:
    return render(request, "identity/enter.html", {"form": form}, status=status)


def _in_vain(request: MemberRequest, form: CodeForm, tried: Tried) -> HttpResponse:
    form.add_error(None if tried.wait else "code", tried.why)
    return counted(_form(request, form, status_of(tried)), tried)
