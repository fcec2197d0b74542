"""Requests as they are listed, written and read."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest, PersonRequest, needs, open_to
from files.answers import file_answer
from files.views import export
from funding.expenses import actions
from funding.expenses.forms.asking import RequestForm, ViewForm, initial_of
from funding.expenses.models import Kind, Receipt, Request, State
from funding.expenses.queries import own_requests, requests_for
from funding.expenses.rules import APPROVE, ASK, PAY, READ, reads_any, reads_privately
from funding.expenses.views.page import page_for
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of


@require_GET
def listed(request: MemberRequest) -> HttpResponse:
    """All that this reader may find, or what `?view` names."""
    access = request.access
    if not reads_any(access):
        raise PermissionDenied
    form = ViewForm(request.GET)
    view = form.chosen()["view"] or "all"
    shown = {
        "form": form, "view": view, "page": page_of(request, requests_for(access, view), 30),
        "may_ask": access.can(ASK), "may_approve": access.can(APPROVE), "may_pay": access.can(PAY),
        "may_read": access.can(READ),
    }  # fmt: skip
    return render(request, "expenses/list.html", shown)


@needs(READ)
def listed_file(request: MemberRequest, format: str) -> HttpResponseBase:
    return export(request, "expenses.requests", {"format": format})


@require_http_methods(["GET", "POST"])
@needs(ASK)
def new(request: MemberRequest) -> HttpResponse:
    """Ask for money; `?kind` and `?advance` say what for."""
    initial = {name: request.GET[name] for name in ("kind", "advance", "fund") if name in request.GET}
    return _write(request, initial, None)


@require_http_methods(["GET", "POST"])
@needs(ASK)
def edit(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One's own draft."""
    found = get_object_or_404(Request, pk=pk, person=request.access.person, state=State.DRAFT)
    return _write(request, initial_of(found), found)


@require_GET
@open_to("people")
def one(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = request_of(request, pk)
    return render(request, "expenses/request.html", page_for(request, found))


@require_GET
@open_to("people")
def receipt(request: PersonRequest, pk: UUID, one: UUID, name: str) -> HttpResponseBase:
    found = request_of(request, pk)
    if not reads_privately(request.access, found):
        raise Http404
    kept = get_object_or_404(Receipt.objects.select_related("file"), pk=one, request=found, name=name)
    return file_answer(request, kept.file)


@require_POST
@needs(ASK)
def remove_receipt(request: MemberRequest, pk: UUID, one: UUID) -> HttpResponse:
    found = get_object_or_404(Receipt.objects.select_related("request"), pk=one, request=pk)
    try:
        actions.remove_receipt(found, by=request.access.person)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_here(request, "expenses-request", pk)


@require_GET
def own(request: MemberRequest) -> HttpResponse:
    """What one asked for, in every community."""
    return render(request, "expenses/own.html", {"page": page_of(request, own_requests(), 30)})


@require_GET
def own_one(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One of them, also after one has left."""
    return render(request, "expenses/own_one.html", {"found": get_object_or_404(own_requests(), pk=pk)})


def request_of(request: PersonRequest, pk: UUID) -> Request:
    """In the community's scope; 404 for what this reader does not find."""
    rows: Any = requests_for(request.access).select_related("fund", "hold", "cover", "payment", "advance")
    found: Request = get_object_or_404(rows, pk=pk)
    return found


def _write(request: MemberRequest, initial: dict[str, Any], draft: Request | None) -> HttpResponse:
    access = request.access
    if draft:
        initial["id"] = draft.pk
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RequestForm(*sent, access=access, initial=initial)
    if form.is_valid():
        try:
            return _written(request, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "draft": draft, "kinds": Kind, "receipts": draft.receipts.all() if draft else []}
    return render(request, "expenses/new.html", shown, status=422 if form.is_bound else 200)


def _written(request: MemberRequest, form: RequestForm) -> HttpResponse:
    """Kept as a draft, with its receipts; then asked, unless something is missing or it is to stay a draft."""
    access = request.access
    id, name = form.cleaned_data["id"], access.membership.display_name
    kept = actions.write_request(form.draft(), id=id, by=access.person, by_name=name)
    for file in form.receipts() if kept.state == State.DRAFT else []:
        actions.add_receipt(kept, file=file, by=access.person)
    if request.POST.get("then") == "keep":
        messages.success(request, _("Kept as a draft: only you see it."))
    elif kept.state == State.DRAFT:
        _asked(request, kept)
    return redirect_here(request, "expenses-request", kept.pk)


def _asked(request: MemberRequest, kept: Request) -> None:
    try:
        actions.ask_request(kept, by=request.access.person)
        messages.success(request, _("Asked. You are told what comes of it."))
    except Refused as refusal:
        messages.error(request, _("It is kept, but not asked yet. %(why)s") % {"why": refusal})
