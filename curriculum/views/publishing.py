"""Publish a version, put a curriculum away, and let others write along."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Person
from communities.access import CommunityRequest, needs
from curriculum.actions import (
    add_coauthor,
    archive_curriculum,
    publish_version,
    remove_coauthor,
    restore_curriculum,
)
from curriculum.comparing import compare
from curriculum.forms import CoauthorForm, PublishForm
from curriculum.models import Curriculum, CurriculumUserPermission
from curriculum.nodes import data_of
from curriculum.queries import versions_of
from tenancy.refusal import Refused
from web.links import redirect_here


@require_http_methods(["GET", "POST"])
@needs("curriculum.publish")
def publish(request: CommunityRequest, pk: UUID) -> HttpResponse:
    """Shows what has changed since the last version."""
    shown = get_object_or_404(Curriculum, pk=pk)
    form = PublishForm(request.POST or None) if request.method == "POST" else PublishForm()
    if form.is_valid():
        assert request.access.membership
        try:
            version = publish_version(shown, by=request.access.membership, **form.cleaned_data)
            messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
            return redirect_here(request, "curriculum-version", pk, version.number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    last = versions_of(shown).first()
    before = [data_of(node) for node in last.nodes.all()] if last else []
    changes = [c for c in compare(before, [data_of(node) for node in shown.nodes.all()]) if c.what != "same"]
    context = {"curriculum": shown, "form": form, "last": last, "changes": changes}
    return render(request, "curriculum/publish.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs("curriculum.write")
def archive(request: CommunityRequest, pk: UUID) -> HttpResponse:
    """Put it away, or take it out again."""
    shown = get_object_or_404(Curriculum, pk=pk)
    if "restore" in request.POST:
        restore_curriculum(shown)
    else:
        archive_curriculum(shown)
    return redirect_here(request, "curriculum-curriculum", pk)


@require_POST
@needs("curriculum.write")
def invite_coauthor(request: CommunityRequest, pk: UUID) -> HttpResponse:
    shown = get_object_or_404(Curriculum, pk=pk)
    form = CoauthorForm(request.POST)
    if form.is_valid():
        person = Person.objects.filter(username__iexact=form.cleaned_data["username"], is_active=True).first()
        try:
            if person is None:
                raise Refused(_("Nobody signs in with this name."))
            add_coauthor(shown, person=person)
            return redirect_here(request, "curriculum-curriculum", pk)
        except Refused as refusal:
            form.add_error("username", str(refusal))
    return render(request, "curriculum/coauthor.html", {"curriculum": shown, "form": form}, status=422)


@require_POST
@needs("curriculum.write")
def end_coauthor(request: CommunityRequest, pk: UUID, grant: UUID) -> HttpResponse:
    shown = get_object_or_404(Curriculum, pk=pk)
    remove_coauthor(get_object_or_404(CurriculumUserPermission, pk=grant, content_object=shown))
    return redirect_here(request, "curriculum-curriculum", pk)
