"""allauth's pages that we offer, each answering as our pages do; what we leave out is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path

from api.idempotency import never_stored

WAIT = {"too_many_login_attempts", "rate_limited"}


def honest(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A form that was not taken is answered with 422, one sent too often with 429; allauth says 200 to both."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and isinstance(form, BaseForm) and form.errors:
            codes = {error.code for errors in form.errors.as_data().values() for error in errors}
            response.status_code = 429 if codes & WAIT else 422
        return response

    return never_stored(answer)  # passwords and codes


def _page(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    return path(f"account/{route}/", honest(view), name=name)


pages = [
    _page("login", account.login, "account_login"),
    _page("logout", account.logout, "account_logout"),
    _page("signup", account.signup, "account_signup"),
    _page("inactive", account.account_inactive, "account_inactive"),
    _page("confirm", account.reauthenticate, "account_reauthenticate"),
    _page("email", account.email, "account_email"),
    _page("email/<str:key>", account.confirm_email, "account_confirm_email"),
    _page("password/change", account.password_change, "account_change_password"),
    _page("password/set", account.password_set, "account_set_password"),
    _page("password/reset", account.password_reset, "account_reset_password"),
    _page("password/reset/sent", account.password_reset_done, "account_reset_password_done"),
    _page("password/reset/done", account.password_reset_from_key_done, "account_reset_password_from_key_done"),
    re_path(  # allauth writes the link as uid-key
        r"^account/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        honest(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    _page("two-factor", mfa.index, "mfa_index"),
    _page("two-factor/code", mfa.authenticate, "mfa_authenticate"),
    _page("two-factor/confirm", mfa.reauthenticate, "mfa_reauthenticate"),
    _page("two-factor/app", totp.activate_totp, "mfa_activate_totp"),
    _page("two-factor/app/remove", totp.deactivate_totp, "mfa_deactivate_totp"),
    _page("two-factor/recovery-codes", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _page("two-factor/recovery-codes/new", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    _page("two-factor/recovery-codes/file", codes.download_recovery_codes, "mfa_download_recovery_codes"),
]
