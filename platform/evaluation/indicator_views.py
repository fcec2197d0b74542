"""What a community is measured by: every definition, and those it makes itself."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest, needs
from evaluation.defining import define_indicator, end_indicator, own_indicators, redefine_indicator
from evaluation.described import described
from evaluation.forms import IndicatorForm
from evaluation.formulas import Unsound
from tenancy.refusal import Refused
from web.links import redirect_here

DEFINES = "evaluation.define_indicators"


@require_GET
@needs("evaluation.see_reports")
def indicators(request: MemberRequest) -> HttpResponse:
    shown = {"topics": described(own_indicators()), "defines": request.access.can(DEFINES)}
    return render(request, "evaluation/indicators.html", shown)


@require_http_methods(["GET", "POST"])
@needs(DEFINES)
def new(request: MemberRequest) -> HttpResponse:
    return _form(request, IndicatorForm(request.POST or None), define_indicator, None)


@require_http_methods(["GET", "POST"])
@needs(DEFINES)
def edit(request: MemberRequest, pk: UUID) -> HttpResponse:
    one = get_object_or_404(own_indicators(), pk=pk)
    fields = ("label", "why", "made", "measure", "of", "better")
    form = IndicatorForm(request.POST or None, initial={name: getattr(one, name) for name in fields})
    return _form(request, form, lambda **given: redefine_indicator(one, **given), one)


@require_POST
@needs(DEFINES)
def end(request: MemberRequest, pk: UUID) -> HttpResponse:
    try:
        end_indicator(get_object_or_404(own_indicators(), pk=pk))
        messages.success(request, _("It is in no later report. Those written keep it."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_here(request, "evaluation-indicators")


def _form(request: MemberRequest, form: IndicatorForm, act: Callable[..., Any], one: Any) -> HttpResponse:
    if form.is_valid():
        try:
            act(by=request.access.membership, **form.cleaned_data)
            messages.success(request, _("The next report has it."))
            return redirect_here(request, "evaluation-indicators")
        except Unsound as refusal:
            form.add_error(refusal.field, str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "one": one}
    return render(request, "evaluation/indicator.html", shown, status=422 if form.errors else 200)
