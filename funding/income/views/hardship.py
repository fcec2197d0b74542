"""Requests to pay less, for those who decide on them: every look is written down where the one who asked reads it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from api.idempotency import never_stored
from communities.access import MemberRequest, PersonRequest, needs, open_to
from communities.governance.queries import value_of
from files.answers import file_answer
from funding.income.actions import ask_to_pay_less, confirm_request, decline_request, grant_request
from funding.income.asking import note_look, who_is_asked_for
from funding.income.forms.fees import AskForm, DeclineForm, GrantForm
from funding.income.models import HardshipRequest
from funding.income.owed import requests
from funding.income.views.donors import answered, done, posted
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of


@never_cache
@require_GET
@needs("funding.see_hardship")
def every(request: MemberRequest) -> HttpResponse:
    return render(request, "income/hardship.html", {"page": page_of(request, requests(), 30)})


@never_cache
@require_GET
@needs("funding.see_hardship")
def one(request: MemberRequest, pk: UUID) -> HttpResponse:
    return _shown(request, get_object_or_404(requests(), pk=pk))


@never_stored
@require_POST
@needs("funding.see_hardship")
def grant(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(requests(), pk=pk)
    form = GrantForm(request.POST, rule=value_of("hardship"))
    if done(form, lambda **given: grant_request(found, by=request.access.person, **given)):
        return _decided(request, found)
    return _shown(request, found, granting=form)


@never_stored
@require_POST
@needs("funding.see_hardship")
def decline(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(requests(), pk=pk)
    form = DeclineForm(request.POST)
    if done(form, lambda **given: decline_request(found, by=request.access.person, **given)):
        return _decided(request, found)
    return _shown(request, found, declining=form)


@never_stored
@require_POST
@needs("funding.see_hardship")
def confirm(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(requests(), pk=pk)
    try:
        confirm_request(found, by=request.access.person)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _decided(request, found)


@never_cache
@require_GET
@open_to("people")
def file(request: PersonRequest, pk: UUID, name: str) -> HttpResponseBase:
    """For the one who asked, and those who decide."""
    found = get_object_or_404(HardshipRequest.objects.select_related("file"), pk=pk)
    decides = request.access.can("funding.see_hardship")
    if not decides and found.asker_id != request.access.person.pk:
        raise Http404
    if found.file is None or found.file_name != name:
        raise Http404
    if decides:
        note_look(request.access, found)
    return file_answer(request, found.file)


@never_stored
@require_http_methods(["GET", "POST"])
@open_to("people")
def ask(request: PersonRequest, person: UUID) -> HttpResponse:
    """By the learner, or a guardian of theirs."""
    learner = who_is_asked_for(request.access, person)
    form = AskForm(posted(request), request.FILES or None)
    if done(form, lambda **given: ask_to_pay_less(learner, by=request.access.person, **given)):
        messages.success(request, _("Asked. Only those who decide about it read your words; you will be told."))
        return redirect_here(request, "income-asked", person)
    shown = {"learner": learner, "is_own": learner.pk == request.access.person.pk}
    return answered(request, "income/ask.html", form, **shown)


@never_cache
@require_GET
@open_to("people")
def asked(request: PersonRequest, person: UUID) -> HttpResponse:
    """What came of what one asked here."""
    learner = who_is_asked_for(request.access, person)
    found = requests().filter(asker=request.access.person, learner=learner)
    is_own = learner.pk == request.access.person.pk
    return render(request, "income/asked.html", {"requests": list(found), "learner": learner, "is_own": is_own})


def _decided(request: MemberRequest, found: HardshipRequest) -> HttpResponse:
    note_look(request.access, found, did=True)
    return redirect_here(request, "income-hardship-one", found.pk)


def _shown(request: MemberRequest, found: HardshipRequest, **forms: Any) -> HttpResponse:
    note_look(request.access, found)
    rule = value_of("hardship")
    shown = {
        "asked": found,
        "granting": forms.get("granting") or GrantForm(rule=rule),
        "declining": forms.get("declining") or DeclineForm(),
        "two_people": rule["two_people"],
        "may_confirm": found.agreed_by_id != request.access.person.pk,
    }
    return render(request, "income/hardship_one.html", shown, status=422 if forms else 200)
