"""Drafts: written by one, answered by another."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from communities.access import MemberRequest, needs
from communities.models import Membership
from files.answers import file_answer
from funding import actions
from funding.drafts import seen_drafts, transfers_of
from funding.forms.attaching import AttachForm
from funding.forms.drafting import DraftForm, RefuseForm
from funding.models import Draft
from funding.views.answering import done, shown
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of


@require_GET
@needs("funding.draft")
def drafts(request: MemberRequest) -> HttpResponse:
    """Who keeps the books sees all, the others their own."""
    more = {"drafts": page_of(request, seen_drafts(request.access)), "may_post": request.access.can("funding.post")}
    return shown(request, "funding/drafts.html", None, **more)


@needs("funding.draft")
def new(request: MemberRequest) -> HttpResponse:
    """As many lines as are asked for; a button asks for more and keeps what was written."""
    text = request.POST.get("count", "")
    lines = int(text) if text.isdecimal() and len(text) < 3 else 3
    if "more" in request.POST:
        form = DraftForm(None, access=request.access, lines=lines + 3, initial=request.POST.dict())
    else:
        form = DraftForm(request.POST or None, access=request.access, lines=lines)
    draft = done(form, lambda **given: actions.draft_entry(by=request.access.person, **given))
    if draft:
        messages.success(request, _("The draft waits for somebody else’s word."))
        return redirect_here(request, "funding-draft", draft.pk)
    return shown(request, "funding/new_draft.html", form)


@require_GET
@needs("funding.draft")
def draft(request: MemberRequest, pk: UUID) -> HttpResponse:
    return _page(request, _found(request, pk), RefuseForm(), AttachForm())


@require_POST
@needs("funding.draft")
def answer(request: MemberRequest, pk: UUID, what: str) -> HttpResponse:
    """Approve, refuse or withdraw."""
    one, me = _found(request, pk), request.access.person
    if what != "withdraw" and not request.access.can("funding.post"):
        raise PermissionDenied
    try:
        if what == "approve":
            entry = actions.approve_draft(one, by=me)
            messages.success(request, _("Approved: the entry is in the books."))
            return redirect_here(request, "funding-entry", entry.pk)
        if what == "withdraw":
            actions.withdraw_draft(one, by=me)
        else:
            actions.refuse_draft(one, reason=request.POST.get("reason", "")[:500], by=me)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_here(request, "funding-draft", pk)


@require_POST
@needs("funding.draft")
def add_file(request: MemberRequest, pk: UUID) -> HttpResponse:
    one = _found(request, pk)
    form = AttachForm(request.POST, request.FILES)
    if done(form, lambda **given: actions.attach_to_draft(one, by=request.access.person, **given)):
        return redirect_here(request, "funding-draft", pk)
    return _page(request, one, RefuseForm(), form)


@require_GET
@needs("funding.draft")
def read_file(request: MemberRequest, pk: UUID, one: UUID) -> HttpResponseBase:
    found = _found(request, pk).files.select_related("file")
    return file_answer(request, get_object_or_404(found, pk=one).file)


def _found(request: MemberRequest, pk: UUID) -> Draft:
    one: Draft = get_object_or_404(seen_drafts(request.access), pk=pk)
    return one


def _page(request: MemberRequest, one: Draft, refuse: Any, attach: Any) -> HttpResponse:
    people = {one.drafted_by_id, one.answered_by_id}
    names = {who.person_id: who.display_name for who in Membership.objects.filter(person__in=people).order_by("since")}
    more = {
        "draft": one,
        "transfers": transfers_of(one),
        "files": one.files.select_related("file").order_by("added_at"),
        "drafted_by": names.get(one.drafted_by_id, ""),
        "answered_by": names.get(one.answered_by_id, "") if one.answered_by_id else "",
        "is_mine": one.drafted_by_id == request.access.person.pk,
        "may_post": request.access.can("funding.post"),
        "refuse": refuse,
        "attach": attach,
    }
    return shown(request, "funding/draft.html", attach, **more)
