"""A child's plan, as their guardian reads it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from communities.access import MemberRequest
from communities.models import Membership
from learners.consents.models import ProfileEntry
from learners.consents.queries import said_to
from learners.guardianship import looking
from learners.progress.plans.advising import plan_of

SEEN_BY = ProfileEntry.SeenBy
GUARDIANS = (SEEN_BY.GUARDIANS, SEEN_BY.COMMUNITIES, SEEN_BY.EVERYONE)


@require_GET
def child_plan(request: MemberRequest, child: UUID) -> HttpResponse:
    """What they want and what fits next, without a say in it; the child sees the look."""
    guardian = request.access.person
    with looking(child, guardian, what=_("Your plan")) as guardianship:
        memberships = list(Membership.objects.filter(until__isnull=True).select_related("community"))
        plan = plan_of(memberships, language=guardian.language, told=said_to(GUARDIANS))
    return render(request, "plans/child_plan.html", {"plan": plan, "child": guardianship})
