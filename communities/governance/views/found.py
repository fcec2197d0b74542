"""Anyone who is signed in may found a community."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.governance.forms import FoundForm
from communities.governance.founding import found_community
from tenancy.refusal import Refused


@login_required
@require_http_methods(["GET", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    form = FoundForm(request.POST or None)
    person: Any = request.user
    if form.is_valid():
        try:
            community = found_community(
                person, slug=form.cleaned_data["slug"], kind=form.cleaned_data["kind"], choices=form.choices()
            )
            messages.success(request, _("%(name)s is founded. You keep its keys.") % {"name": community.name})
            return HttpResponseRedirect(community.get_absolute_url())
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "governance/found.html", {"form": form}, status=422 if form.errors else 200)
