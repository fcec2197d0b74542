"""Make a version: what has changed, what is new, and who may have it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.access import MemberRequest, needs
from curriculum.actions import publish_version
from curriculum.checking import findings
from curriculum.comparing import described_changes
from curriculum.forms import PublishForm
from curriculum.nodes import data_of
from curriculum.queries import changes_between
from curriculum.rules import writable
from tenancy.refusal import Refused
from web.links import redirect_here


@require_http_methods(["GET", "POST"])
@needs("curriculum.publish")
def publish(request: MemberRequest, pk: UUID) -> HttpResponse:
    curriculum = writable(request.access, pk)
    form = PublishForm(request.POST if request.method == "POST" else None, community=curriculum.community)
    if form.is_valid():
        try:
            version = publish_version(curriculum, by=request.access.membership, **form.cleaned_data)
            messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
            return redirect_here(request, "curriculum-version", pk, version.number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    last = curriculum.versions.order_by("-number").first()
    shown = {
        "form": form,
        "writes": True,
        "curriculum": curriculum,
        "last": last,
        "changes": [one for one in changes_between(last, curriculum) if one.what != "same"],
        "described": described_changes(last, curriculum) if last else [],
        "findings": findings(curriculum, [data_of(node) for node in curriculum.nodes.all()]),
    }
    return render(request, "curriculum/publish.html", shown, status=422 if form.is_bound else 200)
