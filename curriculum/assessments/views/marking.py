"""What was handed in, to mark; and how the questions of an assessment do."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from communities.access import MemberRequest, needs
from curriculum.assessments.actions import mark_attempt
from curriculum.assessments.forms import MarkForm
from curriculum.assessments.models import Attempt
from curriculum.assessments.queries import handed_in, latest_assessment
from curriculum.assessments.reading import result_context
from curriculum.assessments.statistics import FEWEST, items
from curriculum.models import Curriculum
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of


@require_GET
@needs("assessments.mark")
def attempts(request: MemberRequest) -> HttpResponse:
    """What waits; with `?all`, everything handed in; with `?curriculum` and `?assessment`, of one assessment."""
    of = _assessment(request)
    everything = "all" in request.GET
    page = page_of(request, handed_in(waiting=not everything, **of), 30)
    shown = {"page": page, "everything": everything, "of": of, "one": page.rows[0] if of and page.rows else None}
    return render(request, "assessments/attempts.html", shown)


@require_http_methods(["GET", "POST"])
@needs("assessments.mark")
def mark(request: MemberRequest, pk: UUID) -> HttpResponse:
    found: Attempt = get_object_or_404(Attempt.objects.filter(handed_in_at__isnull=False), pk=pk)
    if found.person_id == request.access.person.pk:
        raise PermissionDenied
    context = result_context(pk, teacher=True)
    data = request.POST if request.method == "POST" else None
    forms = [MarkForm(data, result=one) for one in context["results"]]
    answers = [form.is_valid() for form in forms]
    if data is not None and all(answers):
        marks = {form.result.question.key: form.given() for form in forms if form.has_changed()}
        try:
            made = mark_attempt(found, marks=marks, by=request.access.person, comment=data.get("comment", "")[:5000])
            told = (
                _("Marked: “%(title)s”, %(name)s.")
                if made.is_marked
                else _("Saved; something is still to be marked: “%(title)s”, %(name)s.")
            )
            messages.success(request, told % {"title": made.title, "name": made.display_name})
            return redirect_here(request, "assessments-attempts")
        except Refused as refusal:
            context["refusal"] = str(refusal)
    context |= {"rows": list(zip(context["results"], forms, strict=True)), "failed": data is not None}
    return render(request, "assessments/mark.html", context, status=200 if data is None else 422)


@require_GET
@needs("assessments.mark")
def statistics(request: MemberRequest, pk: UUID, key: UUID) -> HttpResponse:
    """Of the questions as the latest version has them."""
    curriculum = get_object_or_404(Curriculum, pk=pk)
    node = latest_assessment(curriculum, key)
    if node is None:
        raise Http404
    found = items(pk, key, node.questions)
    shown = {
        "curriculum": curriculum, "node": node, "items": list(enumerate(found, 1)), "fewest": FEWEST,
        "n": max((one.n for one in found), default=0),
    }  # fmt: skip
    return render(request, "assessments/statistics.html", shown)


def _assessment(request: MemberRequest) -> dict[str, UUID]:
    try:
        return {"curriculum": UUID(request.GET["curriculum"]), "key": UUID(request.GET["assessment"])}
    except (KeyError, ValueError):
        return {}
