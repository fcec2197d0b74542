"""How the forms of the books answer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from communities.access import MemberRequest
from tenancy.refusal import Refused


def done(form: forms.Form, act: Callable[..., Any]) -> Any:
    """What the action made of a valid form; None where the form is to be shown, with the refusal if there was one."""
    if not form.is_valid():
        return None
    try:
        return act(**form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def shown(request: MemberRequest, template: str, form: forms.Form | None, **more: Any) -> HttpResponse:
    return render(request, template, {"form": form, **more}, status=422 if form and form.is_bound else 200)
