"""A learner's mastery, in every community side by side, and a guardian's look at it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from communities.access import MemberRequest
from learners.guardianship import looking
from learners.progress.mastery.queries import own_mastery


@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    return render(request, "mastery/own.html", {"rows": own_mastery()})


@require_GET
def of_child(request: MemberRequest, child: UUID) -> HttpResponse:
    with looking(child, request.access.person, what=_("What you can do")) as guardianship:
        rows = own_mastery()
    return render(request, "mastery/own.html", {"rows": rows, "child": guardianship})
