"""A learner's plan: what they want, the way there, and what fits next."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.access import MemberRequest
from learners.forms import posted
from learners.models import OfferingCard
from learners.progress.plans.actions import add_step, overrule, set_goal, take_back
from learners.progress.plans.advising import plan_of
from learners.progress.plans.forms import CompetencyGoalForm, GoalForm, IntoPlanForm, WhyForm
from learners.progress.plans.models import Goal, Overrule
from learners.progress.plans.queries import goals
from learners.progress.plans.registry import PLAN_PAGE
from learners.queries import INSIDE
from tenancy.refusal import Refused
from web.registry import panels_for


@require_http_methods(["GET", "POST"])
def plan(request: MemberRequest) -> HttpResponse:
    form = GoalForm(posted(request))
    if form.is_valid():
        try:
            made = set_goal(form.cleaned_data["words"], target_on=form.cleaned_data["target_on"])
            return redirect("plans-goal", made.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = plan_of(request.access.memberships, language=request.access.person.language)
    context = {"plan": shown, "form": form, "panels": panels_for(request, PLAN_PAGE)}
    return render(request, "plans/plan.html", context, status=422 if form.is_bound else 200)


@require_POST
def set_competency(request: MemberRequest) -> HttpResponse:
    """A competency becomes a goal."""
    form = CompetencyGoalForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This could not be put in your plan."))
        return redirect("plans-plan")
    return redirect("plans-goal", set_goal(**form.cleaned_data).pk)


@require_POST
def put_in(request: MemberRequest, card: UUID) -> HttpResponse:
    """An offering becomes a step of a goal, or a goal of its own."""
    found = _card(card)
    form = IntoPlanForm(request.POST, goals=list(goals().filter(state=Goal.State.OPEN)))
    chosen = form.goals.get(form.cleaned_data["goal"]) if form.is_valid() else None
    goal = add_step(chosen, title=found.title, card=found) if chosen else set_goal(found.title, card=found)
    return redirect("plans-goal", goal.pk)


@require_POST
def not_for_me(request: MemberRequest, card: UUID) -> HttpResponse:
    form = WhyForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    overrule(_card(card), says=Overrule.Says.NOT_FOR_ME, why=why)
    messages.success(request, _("It will not be suggested again, until you take this back."))
    return redirect("plans-plan")


@require_POST
def all_the_same(request: MemberRequest, card: UUID) -> HttpResponse:
    overrule(_card(card), says=Overrule.Says.ALL_THE_SAME)
    messages.success(request, _("It is among what fits, since you want it."))
    return redirect("plans-plan")


@require_POST
def back(request: MemberRequest, card: UUID) -> HttpResponse:
    take_back(_card(card))
    return redirect("plans-plan")


def _card(pk: UUID) -> OfferingCard:
    card: OfferingCard = get_object_or_404(OfferingCard.objects.defer(*INSIDE), pk=pk)
    return card
