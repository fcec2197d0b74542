"""One's own account: what is known, and what can be changed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.actions import change_details, close_account, end_session, end_sessions
from accounts.confirming import confirmed_lately
from accounts.forms import DetailsForm
from accounts.language import remember_language
from accounts.queries import open_sessions
from accounts.rows import rows_of
from accounts.rules import is_language
from tenancy.refusal import Refused


def me(request: Any) -> HttpResponse:
    if request.user.young:
        return render(request, "accounts/young.html")
    return render(request, "accounts/me.html", {"rows": rows_of(request.user)})


def details(request: Any) -> HttpResponse:
    form = DetailsForm(request.POST or None, person=request.user)
    if not form.is_valid():
        return render(request, "accounts/details.html", {"form": form}, status=422 if form.is_bound else 200)
    person = change_details(request.user, **form.cleaned_data)
    response = redirect("accounts-me")
    remember_language(response, person.language)
    with translation.override(person.language):
        messages.success(request, _("Your details are changed."))
    return response


def sessions(request: Any) -> HttpResponse:
    shown = open_sessions(request.user, current=request.session.session_key)
    return render(
        request, "accounts/sessions.html", {"sessions": shown, "others": [s for s in shown if not s.is_current]}
    )


@require_POST
def session_end(request: Any, pk: int) -> HttpResponse:
    if not end_session(request.user, pk):
        raise Http404
    messages.success(request, _("That device is signed out."))
    return redirect("accounts-sessions")


@require_POST
def sessions_end(request: Any) -> HttpResponse:
    end_sessions(request.user, keep=request.session.session_key)
    messages.success(request, _("All other devices are signed out."))
    return redirect("accounts-sessions")


@confirmed_lately
def close(request: HttpRequest) -> HttpResponse:
    refusal = ""
    if request.method == "POST":
        try:
            close_account(request.user)  # type: ignore[arg-type]
        except Refused as why:
            refusal = str(why)
        else:
            logout(request)
            messages.success(request, _("Your account is closed, and you are signed out everywhere."))
            return redirect("home")
    return render(request, "accounts/close.html", {"refusal": refusal}, status=409 if refusal else 200)


@require_POST
def language(request: Any) -> HttpResponse:
    """The reader's language, kept in a cookie, and with the person who is signed in."""
    code, back = request.POST.get("language", ""), request.POST.get("next", "")
    if not is_language(code):
        return HttpResponseBadRequest()
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    if request.user.is_authenticated:
        change_details(request.user, language=code)
    response = redirect(back)
    remember_language(response, code)
    return response
