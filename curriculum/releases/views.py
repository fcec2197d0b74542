"""Publish a draft or hand it in, look over what others handed in, and choose which version is used."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest, needs
from communities.governance.queries import rule_in_force
from curriculum.actions import publish_version
from curriculum.checking import findings
from curriculum.comparing import described_changes
from curriculum.forms import PublishForm
from curriculum.models import Curriculum
from curriculum.nodes import data_of, tree
from curriculum.part_queries import frameworks_of
from curriculum.queries import changes_between, versions_of
from curriculum.releases import actions
from curriculum.releases.forms import NONE, OpinionForm, UseForm, choices_of
from curriculum.releases.models import Submission
from curriculum.releases.queries import last_version, open_submissions, proposal_on, submissions, uses_of
from curriculum.releases.rules import may, standing_of
from curriculum.rules import may_decide, writable
from curriculum.sharing import Way, way_here
from tenancy.refusal import Refused
from web.links import redirect_here, url_here


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def publish(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What has changed and what to look at first; published at once, or handed in for others to look over."""
    curriculum, way = writable(request.access, pk), way_here()
    form = PublishForm(request.POST if request.method == "POST" else None, community=curriculum.community)
    if request.method == "POST" and way is Way.ALONE and not request.access.can("curriculum.publish"):
        raise PermissionDenied
    if form.is_valid():
        try:
            return _published(request, curriculum, way, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    last = curriculum.versions.order_by("-number").first()
    shown = {
        "form": form, "writes": True, "curriculum": curriculum, "last": last, "way": way.name,
        "changes": [one for one in changes_between(last, curriculum) if one.what != "same"],
        "described": described_changes(last, curriculum) if last else [],
        "findings": findings(curriculum, [data_of(node) for node in curriculum.nodes.all()]),
        "waiting": open_submissions().filter(curriculum=curriculum).first() if way is not Way.ALONE else None,
    }  # fmt: skip
    return render(request, "releases/publish.html", shown, status=422 if form.is_bound else 200)


@require_GET
@needs("curriculum.read")
def submission(request: MemberRequest, pk: UUID) -> HttpResponse:
    return _submission_page(request, _found(pk), OpinionForm())


@require_POST
@needs("curriculum.publish")
def opinion(request: MemberRequest, pk: UUID) -> HttpResponse:
    """`agrees` is the button's."""
    one, form = _found(pk), OpinionForm(request.POST)
    if form.is_valid():
        agrees = request.POST.get("agrees") == "yes"
        return _done(
            request, one, form,
            lambda: actions.give_opinion(one, by=request.access.membership, agrees=agrees, **form.cleaned_data),
        )  # fmt: skip
    return _submission_page(request, one, form)


@require_POST
@needs("curriculum.write")
def take_back(request: MemberRequest, pk: UUID) -> HttpResponse:
    one, may = _found(pk), request.access.can("curriculum.publish")
    return _done(
        request, one, OpinionForm(),
        lambda: actions.take_back(one, by=request.access.membership, may_publish=may),
    )  # fmt: skip


@require_POST
@needs("curriculum.write")
def release(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Publish what enough others agree to."""
    one = _found(pk)
    return _done(request, one, OpinionForm(), lambda: actions.publish_reviewed(one))


@require_http_methods(["GET", "POST"])
@needs("curriculum.read")
def use(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Which version is used from now on; where it is not entrusted, the way leads to a proposal."""
    curriculum = get_object_or_404(Curriculum, pk=pk, number__isnull=False, archived_at__isnull=True)
    if not may_decide(request.access):
        raise PermissionDenied
    if not rule_in_force("curriculum").is_entrusted:
        number = curriculum.number if curriculum.in_use != curriculum.number else NONE
        return redirect(f"{url_here(request, 'governance-propose', 'use_curriculum')}?which={pk}+{number}")
    form = UseForm(request.POST or None, choices=choices_of(curriculum, list(versions_of(curriculum)[:100])))
    if form.is_valid():
        try:
            decision = actions.put_in_use(curriculum, by=request.access.person, **form.cleaned_data)
            messages.success(request, _("Decision %(number)s is in force.") % {"number": decision.number})
            return redirect_here(request, "curriculum-curriculum", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "curriculum": curriculum, "uses": uses_of(curriculum)[:50]}
    return render(request, "releases/use.html", shown, status=422 if form.errors else 200)


def _found(pk: UUID) -> Submission:
    return get_object_or_404(submissions(), pk=pk)


def _published(request: MemberRequest, curriculum: Curriculum, way: Way, given: dict[str, Any]) -> HttpResponse:
    by = request.access.membership
    if way is not Way.ALONE:
        made = actions.hand_in(curriculum, by=by, **given)
        messages.success(request, _("It is handed in. Those who look it over are told."))
        return redirect_here(request, "releases-submission", made.pk)
    version = publish_version(curriculum, by=by, **given)
    messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
    return redirect_here(request, "curriculum-version", curriculum.pk, version.number)


def _done(request: MemberRequest, one: Submission, form: OpinionForm, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal)) if form.is_bound else None
        return _submission_page(request, _found(one.pk), form, str(refusal))
    return redirect_here(request, "releases-submission", one.pk)


def _submission_page(request: MemberRequest, one: Submission, form: OpinionForm, refusal: str = "") -> HttpResponse:
    access, last = request.access, last_version(one)
    opinions = list(one.opinions.order_by("at"))
    branches = tree(data_of(node) for node in one.nodes.all())
    way, standing = way_here(), standing_of(opinions)
    asked = way is Way.DECISION and one.is_open
    shown = {
        "submission": one, "curriculum": one.curriculum, "last": last, "form": form, "refusal": refusal,
        "opinions": opinions, "standing": standing, "way": way.name, "may": may(access, one, standing, way),
        "changes": [change for change in changes_between(last, one) if change.what != "same"],
        "described": described_changes(last, one) if last else [],
        "proposal": proposal_on(one, access.membership) if asked else None,
        "branches": branches, "frameworks": frameworks_of(branches), "writes": access.can("curriculum.write"),
    }  # fmt: skip
    return render(request, "releases/submission.html", shown, status=422 if refusal or form.errors else 200)
