"""A teacher's classes: codes, learners, cards to print, new secrets."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from api.idempotency import never_stored
from communities.access import MemberRequest, needs
from learners.forms import posted
from learners.young.actions import (
    NewSecret,
    add_learners,
    change_class,
    make_class,
    renew_code,
    reset_secret,
)
from learners.young.codes import shown
from learners.young.forms import BringInForm, ClassForm, NamesForm, SecretForm
from learners.young.growing import LINK_DAYS, make_link
from learners.young.models import SchoolClass, YoungLearner
from learners.young.queries import classes, learners_in, locked_among, without_way_in
from learners.young.secret import PICTURES
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of
from web.qr import qr_picture

MANAGE = "young.manage"


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def class_list(request: MemberRequest) -> HttpResponse:
    form = ClassForm(posted(request))
    if form.is_valid():
        try:
            made = make_class(by=request.access.membership, **form.cleaned_data)
            return redirect_here(request, "young-class", made.pk)
        except Refused as refusal:
            form.add_error("ends_on", str(refusal))
    context = {"form": form, "page": page_of(request, classes())}
    return render(request, "young/classes.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def one_class(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Who is in it; a form sent here changes its name or its last day."""
    found = get_object_or_404(SchoolClass, pk=pk)
    form = ClassForm(posted(request), initial={"name": found.name, "ends_on": found.ends_on})
    if form.is_valid():
        try:
            change_class(found, **form.cleaned_data)
            messages.success(request, _("Kept."))
            return redirect_here(request, "young-class", pk)
        except Refused as refusal:
            form.add_error("ends_on", str(refusal))
    return class_page(request, found, form=form, names=NamesForm(), status=422 if form.is_bound else 200)


@never_stored
@never_cache
@require_POST
@needs(MANAGE)
def add(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The pictures are in this one answer and nowhere else."""
    found = get_object_or_404(SchoolClass, pk=pk)
    form = NamesForm(request.POST)
    if form.is_valid():
        try:
            made = add_learners(found, names=form.cleaned_data["names"])
            return secrets_page(request, found, made)
        except Refused as refusal:
            form.add_error("names", str(refusal))
    about = ClassForm(initial={"name": found.name, "ends_on": found.ends_on})
    return class_page(request, found, form=about, names=form, status=422)


@require_POST
@needs(MANAGE)
def renew(request: MemberRequest, pk: UUID) -> HttpResponse:
    renew_code(get_object_or_404(SchoolClass, pk=pk))
    messages.success(request, _("The class has a new code. Print the cards anew; the secrets stay as they are."))
    return redirect_here(request, "young-class", pk)


@require_GET
@needs(MANAGE)
def cards(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One card a learner, to print; without the secret, which nobody can read again."""
    found = get_object_or_404(SchoolClass, pk=pk)
    context = _on_cards(request, found) | {"learners": learners_in(found)}
    return render(request, "young/cards.html", context)


@never_stored
@never_cache
@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def reset(request: MemberRequest, pk: UUID) -> HttpResponse:
    learner = get_object_or_404(YoungLearner.objects.select_related("school_class", "membership"), pk=pk)
    form = SecretForm(posted(request))
    if form.is_valid():
        try:
            given = reset_secret(learner, by=request.access.person, word=form.cleaned_data["word"])
            return secrets_page(request, learner.school_class, [given])
        except Refused as refusal:
            form.add_error("word", str(refusal))
    status = 422 if form.is_bound else 200
    return render(request, "young/reset.html", {"form": form, "learner": learner}, status=status)


@never_stored
@never_cache
@require_POST
@needs(MANAGE)
def link(request: MemberRequest, pk: UUID) -> HttpResponse:
    learner = get_object_or_404(YoungLearner.objects.select_related("school_class", "membership"), pk=pk)
    try:
        token = make_link(learner, by=request.access.person)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect_here(request, "young-class", learner.school_class_id)
    return link_page(request, token, learner)


def link_page(request: Any, token: str, learner: YoungLearner) -> HttpResponse:
    """It is in this one answer and nowhere else."""
    address = request.build_absolute_uri(reverse("young-grow", args=[token]))
    return render(request, "young/link.html", {"link": address, "learner": learner, "days": LINK_DAYS})


def class_page(request: MemberRequest, found: SchoolClass, *, status: int, **forms: Any) -> HttpResponse:
    learners = list(learners_in(found))
    locked = locked_among(learners)
    rows = [(one, one.pk in locked, one.membership.roles != ["learner"]) for one in learners]
    forms = {"bring": BringInForm(members=without_way_in()), "rows": rows} | forms
    return render(request, "young/class.html", _on_cards(request, found) | forms, status=status)


def secrets_page(request: MemberRequest, found: SchoolClass, made: list[NewSecret]) -> HttpResponse:
    rows = [(one, [(key, PICTURES[key]) for key in one.pictures]) for one in made]
    return render(request, "young/secrets.html", _on_cards(request, found) | {"rows": rows})


def _on_cards(request: MemberRequest, found: SchoolClass) -> dict[str, Any]:
    address = request.build_absolute_uri(reverse("young-come-in-by", args=[found.code]))
    told = {"class": found, "code": shown(found.code), "address": request.build_absolute_uri(reverse("young-come-in"))}
    return told | {"qr": qr_picture(address)}
