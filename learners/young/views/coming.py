"""Come in by a class code; come out of it by a link to credentials of one's own."""

from typing import Any

from allauth.account.forms import AddEmailForm
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.language import remember_language
from accounts.young import sign_in, sign_in_young
from api.callers import address
from api.idempotency import never_stored
from communities.access import AccessRequest
from learners.forms import posted
from learners.young.answers import counted, status_of
from learners.young.codes import as_code, shown
from learners.young.forms import ComeInForm, GrowForm
from learners.young.growing import grow, is_open
from learners.young.queries import learner_behind
from learners.young.secret import PICTURES
from learners.young.sign_in import Tried, try_secret
from tenancy.refusal import Refused


@never_stored
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def come_in(request: AccessRequest, code: str = "") -> HttpResponse:
    form = ComeInForm(posted(request), initial={"code": shown(as_code(code))})
    if not form.is_valid():
        return _form(request, form, 422 if form.is_bound else 200)
    tried = try_secret(**form.tried(), address=address(request))
    if tried.person is None:
        form.add_error(None, tried.why)
        return counted(_form(request, form, status_of(tried)), tried)
    return _let_in(request, tried)


def _let_in(request: AccessRequest, tried: Tried) -> HttpResponse:
    assert tried.person
    sign_in_young(request, tried.person)
    response = redirect("me")
    remember_language(response, tried.person.language)
    return response


def _form(request: AccessRequest, form: ComeInForm, status: int) -> HttpResponse:
    rows = [
        ("picture1", _("First picture")), ("picture2", _("Second picture")), ("picture3", _("Third picture")),
    ]  # fmt: skip
    return render(request, "young/come_in.html", {"form": form, "rows": rows, "pictures": PICTURES}, status=status)


@never_stored
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def own_credentials(request: AccessRequest, token: str) -> HttpResponse:
    learner = learner_behind(token)
    if learner is None:
        raise Http404
    form, opened = GrowForm(posted(request)), is_open(learner)
    if opened and form.is_valid():
        try:
            return _grown(request, token, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown_too = {"form": form, "learner": learner, "is_open": opened}
    return render(request, "young/grow.html", shown_too, status=422 if form.is_bound else 200)


def _grown(request: Any, token: str, given: dict[str, Any]) -> HttpResponse:
    person = grow(token, username=given["username"], password=given["password"])
    logout(request)
    sign_in(request, person)
    if given["email"]:
        ask_to_confirm(request, given["email"])
    messages.success(request, _("From now on you sign in with your own name and password. All that was yours is here."))
    return redirect("me")


def ask_to_confirm(request: Any, email: str) -> None:
    """A letter goes there; the address counts once its link is opened."""
    form = AddEmailForm(data={"email": email}, user=request.user)
    if form.is_valid():
        form.save(request)
