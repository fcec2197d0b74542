"""One goal: its words, its day, its steps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from communities.access import MemberRequest
from learners.forms import posted
from learners.progress.plans.actions import add_step, change_goal, change_step, drop_step, end_goal, move_step, say
from learners.progress.plans.forms import DayForm, GoalForm, NoteForm, StepForm
from learners.progress.plans.models import Goal
from learners.progress.plans.queries import goals
from tenancy.refusal import Refused

STATES = {"reached": Goal.State.REACHED, "aside": Goal.State.ASIDE, "open": Goal.State.OPEN}


@require_http_methods(["GET", "POST"])
def goal(request: MemberRequest, pk: UUID) -> HttpResponse:
    """POST adds a step."""
    shown = get_object_or_404(goals(), pk=pk)
    form = StepForm(posted(request))
    if form.is_valid():
        try:
            add_step(shown, **form.cleaned_data)
            return redirect("plans-goal", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, shown, form)


@require_POST
def edit_goal(request: MemberRequest, pk: UUID) -> HttpResponse:
    shown = get_object_or_404(goals(), pk=pk)
    edit = GoalForm(request.POST)
    if edit.is_valid():
        change_goal(shown, **edit.cleaned_data)
        return redirect("plans-goal", pk)
    return _page(request, shown, StepForm(), edit=edit)


@require_POST
def say_of_goal(request: MemberRequest, pk: UUID) -> HttpResponse:
    """For oneself and one's mentors."""
    shown, form = get_object_or_404(goals(), pk=pk), NoteForm(request.POST)
    if form.is_valid():
        try:
            say(shown, words=form.cleaned_data["words"], by=str(request.access.person))
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect("plans-goal", pk)


@require_POST
def end(request: MemberRequest, pk: UUID, to: str) -> HttpResponse:
    """Reached, put aside, open again."""
    end_goal(get_object_or_404(goals(), pk=pk), state=STATES[to])
    return redirect("plans-goal", pk) if to == "open" else redirect("plans-plan")


@require_POST
def step(request: MemberRequest, pk: UUID, key: UUID, to: str) -> HttpResponse:
    """Done, not done, earlier, later, another day, or gone."""
    shown = get_object_or_404(goals(), pk=pk)
    try:
        _change(request, shown, key, to)
    except Refused as refusal:
        raise Http404 from refusal
    return redirect("plans-goal", pk)


def _change(request: MemberRequest, shown: Goal, key: UUID, to: str) -> None:
    if to in ("earlier", "later"):
        move_step(shown, key=key, by=-1 if to == "earlier" else 1)
    elif to == "drop":
        drop_step(shown, key=key)
    elif to == "day":
        form = DayForm(request.POST)
        if form.is_valid():
            change_step(shown, key=key, target_on=form.cleaned_data["target_on"])
    else:
        change_step(shown, key=key, done=to == "done")


def _page(request: MemberRequest, shown: Goal, form: StepForm, edit: GoalForm | None = None) -> HttpResponse:
    edit = edit or GoalForm(initial={"words": shown.words, "target_on": shown.target_on})
    context: dict[str, Any] = {"goal": shown, "form": form, "edit": edit, "edits": edit.is_bound, "note": NoteForm()}
    return render(request, "plans/goal.html", context, status=422 if form.is_bound or edit.is_bound else 200)
