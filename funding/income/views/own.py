"""A learner's own fees in every community, and a guardian's look at them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from communities.access import MemberRequest
from funding.income.owed import asked_for, learning_at, own_charges
from learners.guardianship import looking
from tenancy.scope import as_person
from web.paging import page_of


@never_cache
@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    person = request.access.person
    shown = {
        "page": page_of(request, own_charges(), 30),
        "places": learning_at(),
        "requests": list(asked_for(person.pk)),
    }
    return render(request, "income/own_fees.html", {**shown, "learner": person.pk})


@never_cache
@require_GET
def of_child(request: MemberRequest, child: UUID) -> HttpResponse:
    """The child's fees and what the child asked; and what the guardian asked, which the child does not read."""
    guardian = request.access.person
    with looking(child, guardian, what=_("Your fees")) as guardianship:
        page, places, theirs = page_of(request, own_charges(), 30), learning_at(), list(asked_for(child))
    with as_person(guardian.pk):
        asked = [*asked_for(child), *theirs]
    shown = {"page": page, "places": places, "requests": asked, "child": guardianship, "learner": child}
    return render(request, "income/own_fees.html", shown)
