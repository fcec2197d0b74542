"""The list of grants, one with its conditions, instalments and reports, and the small forms of each."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from communities.access import MemberRequest, needs
from funding.grants import actions
from funding.grants.forms import (
    ConditionForm,
    DueForm,
    GrantForm,
    InstalmentForm,
    MetForm,
    ReceivedForm,
    ReportForm,
)
from funding.grants.models import Condition, Due, Grant, Report
from funding.grants.queries import came, conditions, dues, grants, instalments, spent_on, standings
from tenancy.refusal import Refused
from web.amounts import write_money
from web.links import redirect_here
from web.paging import page_of


class Words(NamedTuple):
    """What a small form says: what it is, what for, its button, and what it did."""

    title: str
    lead: str
    submit: str
    done: str


@require_GET
@needs("funding.see_books")
def listed(request: MemberRequest) -> HttpResponse:
    page = page_of(request, grants(), 30)
    shown = {"page": page, "standings": standings(page.rows), "may_post": request.access.can("funding.post")}
    return render(request, "grants/list.html", shown)


@require_http_methods(["GET", "POST"])
@needs("funding.post")
def new(request: MemberRequest) -> HttpResponse:
    form = GrantForm(request.POST or None, currency=request.access.community.currency)
    made = _done(
        form, lambda: actions.award_grant(currency=request.access.community.currency, **form.cleaned_data)
    )  # fmt: skip
    if made:
        messages.success(request, _("The grant is written down, and its fund is open."))
        return redirect_here(request, "grants-grant", made.pk)
    return render(request, "grants/new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@needs("funding.see_books")
def grant(request: MemberRequest, pk: UUID) -> HttpResponse:
    found: Any = get_object_or_404(grants(), pk=pk)  # with its parts
    today, [standing] = timezone.localdate(), standings([found])
    shown = {
        "grant": found, "standing": standing, "spent": spent_on(found), "conditions": list(conditions(found)),
        "parts": [(one, came(one), one.due_on < today) for one in found.parts], "dues": list(dues(found)),
        "today": today,
        "expected": sum(one.amount for one in found.parts), "may_post": request.access.can("funding.post"),
    }  # fmt: skip
    return render(request, "grants/grant.html", shown)


@require_http_methods(["GET", "POST"])
@needs("funding.post")
def condition(request: MemberRequest, pk: UUID) -> HttpResponse:
    found, form = _grant(pk), ConditionForm(request.POST or None)
    words = Words(
        title=_("A condition"), submit=_("Add the condition"), done=_("The condition is written down."),
        lead=_("What the funder asks for beside the purpose. Later you say when it was met, and what shows it."),
    )  # fmt: skip
    return _small(request, found, form, lambda: actions.add_condition(found, **form.cleaned_data), words)


@require_http_methods(["GET", "POST"])
@needs("funding.post")
def met(request: MemberRequest, pk: UUID) -> HttpResponse:
    one = get_object_or_404(Condition.objects.select_related("grant__fund"), pk=pk)
    form = MetForm(request.POST or None, initial={"met_on": one.met_on, "evidence": one.evidence})
    words = Words(
        title=one.text, submit=_("Keep it"), done=_("Kept."),
        lead=_("Members read it beside the grant, and it goes into reports to the funder."),
    )  # fmt: skip
    return _small(
        request, one.grant, form, lambda: actions.say_of(one, by=request.access.person, **form.cleaned_data), words
    )


@require_http_methods(["GET", "POST"])
@needs("funding.post")
def instalment(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = _grant(pk)
    form = InstalmentForm(request.POST or None, currency=found.currency)
    words = Words(
        title=_("An instalment"), submit=_("Expect it"), done=_("The instalment is expected."),
        lead=_("What is to come of the grant, and when. It enters the books only once it comes."),
    )  # fmt: skip
    return _small(request, found, form, lambda: actions.expect_instalment(found, **form.cleaned_data), words)


@require_http_methods(["GET", "POST"])
@needs("funding.post")
def received(request: MemberRequest, pk: UUID) -> HttpResponse:
    one = get_object_or_404(instalments(), pk=pk)
    form = ReceivedForm(request.POST or None)
    came = {"sum": write_money(one.amount, one.grant.currency), "fund": one.grant.fund.name}
    words = Words(
        title=_("It came"), submit=_("Record what came"), done=_("The instalment is in the books."),
        lead=_("%(sum)s are entered as grants received, in the bank of the fund “%(fund)s”.") % came,
    )  # fmt: skip
    return _small(
        request, one.grant, form,
        lambda: actions.receive_instalment(one, by=request.access.person, **form.cleaned_data), words,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs("funding.post")
def due(request: MemberRequest, pk: UUID) -> HttpResponse:
    found, form = _grant(pk), DueForm(request.POST or None)
    words = Words(
        title=_("A report to the funder"), submit=_("Add the report"), done=_("The report is expected."),
        lead=_("What the funder wants to be told, and by when. Who keeps the books is reminded of it."),
    )  # fmt: skip
    return _small(request, found, form, lambda: actions.expect_report(found, **form.cleaned_data), words)


@require_http_methods(["GET", "POST"])
@needs("funding.post")
def write(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A draft made of what was spent; with a day it is sent."""
    one = get_object_or_404(Due.objects.select_related("grant__fund"), pk=pk)
    form = ReportForm(request.POST or None, initial={"text": one.text or actions.drafted(one)})

    def act() -> Any:
        text, sent_on = form.cleaned_data["text"], form.cleaned_data["sent_on"]
        if sent_on:
            return actions.send_report(one, text=text, sent_on=sent_on, by=request.access.membership)
        return actions.write_report(one, text=text)

    words = Words(
        title=one.about, submit=_("Keep it"),
        done=_("Kept as it was sent.") if request.POST.get("sent_on") else _("Kept as a draft."),
        lead=_("Drafted from what was spent and met; change what you like. Send it yourself, then say on which day."),
    )  # fmt: skip
    return _small(request, one.grant, form, act, words)


@require_GET
@needs("funding.see_books")
def report(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Report.objects.select_related("due__grant__fund"), pk=pk)
    return render(request, "grants/report.html", {"report": found, "grant": found.due.grant})


def _grant(pk: UUID) -> Grant:
    return get_object_or_404(Grant.objects.select_related("fund"), pk=pk)


def _small(
    request: MemberRequest, grant: Grant, form: forms.Form, act: Callable[[], Any], words: Words
) -> HttpResponse:  # fmt: skip
    if _done(form, act):
        messages.success(request, words.done)
        return redirect_here(request, "grants-grant", grant.pk)
    shown = {"grant": grant, "form": form, "words": words}
    return render(request, "grants/form.html", shown, status=422 if form.errors else 200)


def _done(form: forms.Form, act: Callable[[], Any]) -> Any:
    """What the action made of a valid form; None where the form is to be shown, with the refusal if there was one."""
    if not form.is_valid():
        return None
    try:
        return act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
