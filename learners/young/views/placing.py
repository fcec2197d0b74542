"""A learner into another class, out of one, or into one who is a learner here already."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from api.idempotency import never_stored
from communities.access import MemberRequest, needs
from learners.forms import posted
from learners.young.forms import BringInForm, ClassForm, MoveForm, NamesForm
from learners.young.models import SchoolClass, YoungLearner
from learners.young.placing import bring_in, move_learner, take_out
from learners.young.queries import classes_beside, without_way_in
from learners.young.views.classes import MANAGE, class_page, secrets_page
from tenancy.refusal import Refused
from web.links import redirect_here


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def move(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A learner into another class."""
    learner = get_object_or_404(YoungLearner.objects.select_related("school_class", "membership"), pk=pk)
    form = MoveForm(posted(request), classes=classes_beside(learner))
    if form.is_valid():
        try:
            moved = move_learner(learner, to=form.cleaned_data["to"], by=request.access.person)
            told = {"name": moved.membership.display_name, "called": moved.called}
            words = _("%(name)s is in this class now, and writes: %(called)s. Print the card.")
            messages.success(request, words % told)
            return redirect_here(request, "young-class", moved.school_class_id)
        except Refused as refusal:
            form.add_error("to", str(refusal))
    status = 422 if form.is_bound else 200
    return render(request, "young/move.html", {"form": form, "learner": learner}, status=status)


@require_POST
@needs(MANAGE)
def out(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Out of the class; they stay a learner."""
    learner = get_object_or_404(YoungLearner, pk=pk)
    gone = take_out(learner, by=request.access.person)
    told = _("%(name)s is in no class any more. They stay a learner here.") % {"name": gone.display_name}
    messages.success(request, told)
    return redirect_here(request, "young-class", learner.school_class_id)


@never_stored
@never_cache
@require_POST
@needs(MANAGE)
def bring_in_here(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The pictures are in this one answer and nowhere else."""
    found = get_object_or_404(SchoolClass, pk=pk)
    form = BringInForm(request.POST, members=without_way_in())
    if form.is_valid():
        try:
            given = bring_in(found, member=form.cleaned_data["member"], by=request.access.person)
            return secrets_page(request, found, [given])
        except Refused as refusal:
            form.add_error("member", str(refusal))
    about = ClassForm(initial={"name": found.name, "ends_on": found.ends_on})
    return class_page(request, found, form=about, names=NamesForm(), bring=form, status=422)
