"""A learner's page for their family: their own look at it, and their guardians'."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from communities.access import MemberRequest
from learners.guardianship import looking
from learners.models import Guardianship
from learners.progress.family.forms import PageForm
from learners.progress.family.queries import own_page, own_places


@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    return _shown(request, request.access.person.pk, str(request.access.person))


@require_GET
def of_child(request: MemberRequest, child: UUID) -> HttpResponse:
    """In the guardian's own language, unless they choose another; the child sees the look."""
    with looking(child, request.access.person, what=_("Your page for the family")) as guardianship:
        return _shown(request, child, guardianship.other_name, guardianship)


def _shown(request: HttpRequest, person: UUID, name: str, child: Guardianship | None = None) -> HttpResponse:
    form = PageForm(request.GET, first=str(getattr(request, "LANGUAGE_CODE", "")), places=own_places())
    with override(form.spoken):
        page = own_page(person, name, language=form.spoken, at=form.place)
        return render(request, "family/own.html", {"page": page, "form": form, "child": child})
