"""Whom a member mentors in a community, and the plan of each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from communities.access import MemberRequest, needs
from communities.models import Membership
from learners.progress.mentors.actions import agree_on_goal, answer, say_of_goal, step_back
from learners.progress.mentors.door import as_mentor
from learners.progress.mentors.queries import mentorings_of, told_to
from learners.progress.plans.advising import plan_of
from learners.progress.plans.forms import NoteForm
from learners.progress.plans.queries import goals
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of


@require_GET
@needs("mentors.mentor")
def mentoring(request: MemberRequest) -> HttpResponse:
    page = page_of(request, mentorings_of(request.access.membership), 50)
    return render(request, "mentors/mentoring.html", {"page": page})


@require_GET
@needs("mentors.mentor")
def learner(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Their plan, what they let the community know of them, and what fits next."""
    shown = get_object_or_404(mentorings_of(request.access.membership), pk=pk)
    return render(request, "mentors/learner.html", {"mentoring": shown, **_plan(request, pk, shown)})


def _plan(request: MemberRequest, pk: UUID, shown: Any) -> dict[str, Any]:
    if shown.state != shown.State.ON:
        return {}
    told = told_to(shown)
    try:
        with as_mentor(request.access, pk):
            here = list(Membership.objects.filter(until__isnull=True).select_related("community"))
            plan = plan_of(here, language=request.access.person.language, told=told.data if told else {})
    except Refused as refusal:
        return {"closed": str(refusal)}
    said = [(label, text) for label, text in told.said if text != "✓"] if told else []
    return {"plan": plan, "said": said, "form": NoteForm()}


@require_POST
@needs("mentors.mentor")
def change(request: MemberRequest, pk: UUID, to: str) -> HttpResponse:
    """Accept, decline, or end it."""
    found = get_object_or_404(mentorings_of(request.access.membership), pk=pk)
    try:
        if to == "end":
            step_back(found, by=request.access.person)
        else:
            answer(found, accept=to == "accept", by=request.access.person)
    except Refused as refusal:
        messages.error(request, str(refusal))
    where = ("mentors-learner", pk) if to == "accept" else ("mentors-mentoring",)
    return redirect_here(request, *where)


@require_POST
@needs("mentors.mentor")
def say(request: MemberRequest, pk: UUID, goal: UUID) -> HttpResponse:
    form = NoteForm(request.POST)
    if form.is_valid():
        _about_goal(request, pk, goal, words=form.cleaned_data["words"])
    else:
        messages.error(request, _("Say something first."))
    return redirect_here(request, "mentors-learner", pk)


@require_POST
@needs("mentors.mentor")
def agree(request: MemberRequest, pk: UUID, goal: UUID) -> HttpResponse:
    _about_goal(request, pk, goal)
    return redirect_here(request, "mentors-learner", pk)


def _about_goal(request: MemberRequest, pk: UUID, goal: UUID, *, words: str = "") -> None:
    """Say something of it, or agree with it."""
    try:
        with as_mentor(request.access, pk) as mentoring:
            found = get_object_or_404(goals(), pk=goal)
            if words:
                say_of_goal(mentoring, found, by=request.access.person, words=words)
            else:
                agree_on_goal(mentoring, found, by=request.access.person)
    except Refused as refusal:
        messages.error(request, str(refusal))
