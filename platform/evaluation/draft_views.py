"""Drafts of reports: ask for one of any days, say something first, and publish it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.access import MemberRequest, needs
from communities.governance.forms import ReasonForm
from communities.governance.queries import rule_in_force
from evaluation.forms import AskForm, WordsForm
from evaluation.models import Report
from evaluation.publishing import MATTER, REVIEW, ask_for_report, publish_report, say_first
from evaluation.queries import reports_here
from tenancy.refusal import Refused
from web.links import redirect_here, url_here


@require_http_methods(["GET", "POST"])
@needs(REVIEW)
def ask(request: MemberRequest) -> HttpResponse:
    form = AskForm(request.POST or None)
    if form.is_valid():
        try:
            report = ask_for_report(request.access.community, **form.cleaned_data)
            return redirect_here(request, "evaluation-report", report.period)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "evaluation/ask.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(REVIEW)
def words(request: MemberRequest, period: str) -> HttpResponse:
    """What readers find above the figures."""
    report = _draft(period)
    form = WordsForm(request.POST or None, initial={"words": report.words})

    def keep(said: dict[str, Any]) -> str:
        say_first(report, by=request.access.membership, **said)
        return _("Kept. It is read with the report.")

    return _done(request, report, form, keep, "evaluation/words.html")


@require_http_methods(["GET", "POST"])
@needs(REVIEW)
def publish(request: MemberRequest, period: str) -> HttpResponse:
    """By a decision of one's own where that is entrusted, else the way leads to a proposal."""
    report = _draft(period)
    if not rule_in_force(MATTER).is_entrusted:
        return redirect(f"{url_here(request, 'governance-propose', 'publish_report')}?report={report.pk}")

    def decide(said: dict[str, Any]) -> str:
        decision = publish_report(report, by=request.access.person, **said)
        return _("Decision %(number)s is in force.") % {"number": decision.number}

    return _done(request, report, ReasonForm(request.POST or None), decide, "evaluation/publish.html")


def _done(
    request: MemberRequest, report: Report, form: Any, act: Callable[[dict[str, Any]], str], template: str
) -> HttpResponse:
    if form.is_valid():
        try:
            messages.success(request, act(form.cleaned_data))
            return redirect_here(request, "evaluation-report", report.period)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, template, {"form": form, "report": report}, status=422 if form.errors else 200)


def _draft(period: str) -> Any:
    """A report, with what stands in its publishing (evaluation/queries.py)."""
    return get_object_or_404(reports_here(drafts=True), period=period)
