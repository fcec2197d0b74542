"""What must not happen on a device left open: the person shows first that it is them."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

View = Callable[..., HttpResponse]


def confirmed_lately(view: View) -> View:
    """Asks for the password, or a code, unless it was given within the last five minutes; then the page opens anew.

    Not allauth's own way, which keeps a form that came too late and runs it later, outside its scope."""
    guarded = reauthentication_required(view)

    @wraps(view)
    def ask_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer: HttpResponse = guarded(request, *args, **kwargs)
            return answer
        except ReauthenticationRequired:
            return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")

    return ask_first
