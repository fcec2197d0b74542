"""A learner's own pages, in every community, and the pages of a guardian."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from communities.access import MemberRequest
from curriculum.assessments.queries import own_attempts
from curriculum.assessments.reading import result_context
from curriculum.registry import panels_of
from learners.equity import in_words
from learners.guardianship import as_guardian, looking
from learners.models import Guardianship, OfferingCard
from learners.progress.queries import own_standing, own_standings
from learners.queries import children, history_of, own_enrolments
from learners.registry import CHILD_NEWS, CHILD_PAGES, RECORD_PAGE
from web.sentences import Sentence

LATEST = 100


@require_GET
def all_learning(request: MemberRequest) -> HttpResponse:
    """Everything the reader learns and learned."""
    return render(request, "progress/all_learning.html", {"standings": own_standings(left_too=True)})


@require_GET
def learning(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One offering: what is next, how far each unit is, every mark."""
    standing = own_standing(get_object_or_404(own_enrolments(), pk=pk))
    said = in_words(standing.enrolment.attributes)
    context = {"standing": standing, "said": said, "changes": list(history_of(standing.enrolment))}
    context["panels"] = panels_of(RECORD_PAGE, request, standing.enrolment)
    return render(request, "progress/learning.html", context)


@require_GET
def my_children(request: MemberRequest) -> HttpResponse:
    """How far each child is, and what happened this week; each look is written down in the child's scope."""
    shown = []
    for guardianship in list(children()):
        with as_guardian(guardianship.other_id, request.access.person, what=_("How far you are")):
            news = [line for lately in CHILD_NEWS for line in lately()]
            about = {"standings": own_standings(), "news": news, "pages": _pages(guardianship)}
            shown.append({"child": guardianship, **about})
    return render(request, "progress/children.html", {"shown": shown})


def _pages(child: Guardianship) -> list[tuple[str, str]]:
    """The address and the words of what else there is of a child."""
    told = {"name": child.other_name}
    return [(reverse(one.url_name, args=[child.other_id]), str(one.label) % told) for one in CHILD_PAGES]


@require_GET
def child_learning(request: MemberRequest, child: UUID, pk: UUID) -> HttpResponse:
    """One offering, named by its card, of a child, as the child sees it."""
    card = get_object_or_404(OfferingCard.objects.only("title"), pk=pk)
    what = Sentence(_("How far you are: %(title)s"), title=card.title)
    with looking(child, request.access.person, what=what) as guardianship:
        standing = own_standing(get_object_or_404(own_enrolments(), card=pk))
        changes = list(history_of(standing.enrolment))
        panels = panels_of(RECORD_PAGE, request, standing.enrolment)
    said = in_words(standing.enrolment.attributes)
    context = {"standing": standing, "child": guardianship, "said": said, "changes": changes, "panels": panels}
    return render(request, "progress/learning.html", context)


@require_GET
def child_attempts(request: MemberRequest, child: UUID) -> HttpResponse:
    """A child's latest attempts at assessments, in every community."""
    with looking(child, request.access.person, what=_("Your assessments")) as guardianship:
        rows = list(own_attempts()[:LATEST])
    return render(request, "progress/child_attempts.html", {"rows": rows, "child": guardianship})


@require_GET
def child_attempt(request: MemberRequest, child: UUID, pk: UUID) -> HttpResponse:
    """One of them, as the child sees it."""
    with looking(child, request.access.person, what=_("Your assessments")) as guardianship:
        shown = result_context(pk)
    return render(request, "progress/child_attempt.html", {**shown, "child": guardianship, "mine": True})
