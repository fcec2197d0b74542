"""Come to a sign-in of one's own by an invitation."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.young import sign_in
from api.callers import address
from api.idempotency import never_stored
from communities.access import AccessRequest
from learners.forms import posted
from learners.identity.claiming import claim
from learners.identity.codes import shown
from learners.identity.entering import enter
from learners.identity.forms import CodeForm
from learners.identity.models import Claim
from learners.young.answers import counted, status_of
from learners.young.codes import as_code
from learners.young.forms import GrowForm
from learners.young.sign_in import Tried
from learners.young.views.coming import ask_to_confirm
from tenancy.refusal import Refused


@never_stored
@never_cache
@require_http_methods(["GET", "POST"])
def enter_code(request: AccessRequest) -> HttpResponse:
    form = CodeForm(posted(request))
    if not form.is_valid():
        return render(request, "identity/code.html", {"form": form}, status=422 if form.is_bound else 200)
    found = enter(form.cleaned_data["code"], address=address(request))
    if isinstance(found, Tried):
        return _in_vain(request, form, found)
    return redirect("identity-claim-by", as_code(form.cleaned_data["code"]))


@never_stored
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def by_code(request: AccessRequest, code: str) -> HttpResponse:
    """Who it is for, and a name and a password to choose."""
    found = enter(code, address=address(request))
    if isinstance(found, Tried):
        return _in_vain(request, _given(code), found)
    form = GrowForm(posted(request))
    if form.is_valid():
        try:
            return _claimed(request, code, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, found, form, code)


def _page(request: AccessRequest, found: Claim, form: Any, code: str) -> HttpResponse:
    told = {"form": form, "claim": found, "code": shown(code)}
    return render(request, "identity/claim.html", told, status=422 if form.is_bound else 200)


def _claimed(request: Any, code: str, given: dict[str, Any]) -> HttpResponse:
    person = claim(code, username=given["username"], password=given["password"], signed_in=request.access.person)
    logout(request)
    sign_in(request, person)
    if given["email"]:
        ask_to_confirm(request, given["email"])
    messages.success(request, _("From now on you sign in with your own name and password. All that was yours is here."))
    return redirect("me")


def _given(code: str) -> CodeForm:
    form = CodeForm({"code": code})
    form.full_clean()
    return form


def _in_vain(request: AccessRequest, form: CodeForm, tried: Tried) -> HttpResponse:
    form.add_error(None if tried.wait else "code", tried.why)
    return counted(render(request, "identity/code.html", {"form": form}, status=status_of(tried)), tried)
