"""What a learner says to everyone, of their own will; who says nothing has no page."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.models import Person
from communities.access import AccessRequest
from learners.consents.queries import told_everyone
from tenancy.scope import as_person


@require_GET
def told(request: AccessRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk, is_active=True, alias_of__isnull=True)
    with as_person(person.pk):
        entries = told_everyone(person)
    if not entries:
        raise Http404
    return render(request, "consents/told.html", {"person": person, "entries": entries})
