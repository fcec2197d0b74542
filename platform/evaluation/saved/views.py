"""A person's saved comparisons: found again, called otherwise, removed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.access import AccessRequest
from evaluation.saved.actions import rename_view, save_view
from evaluation.saved.forms import NameForm, SaveForm
from evaluation.saved.queries import saved_views
from tenancy.refusal import Refused


@require_http_methods(["GET", "POST"])
def views(request: AccessRequest) -> HttpResponse:
    """POST keeps what the observatory's page was asked for."""
    form = SaveForm(request.POST or None)
    if form.is_valid():
        try:
            made = save_view(**form.cleaned_data)
            messages.success(request, _("Kept as “%(name)s”.") % {"name": made.name})
            return redirect("saved-views")
        except Refused as refusal:
            form.add_error("name", str(refusal))
    shown = {"views": saved_views(), "form": form if form.is_bound else None}
    return render(request, "saved/views.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def view(request: AccessRequest, pk: UUID) -> HttpResponse:
    """Its name; POST changes it."""
    found = get_object_or_404(saved_views(), pk=pk)
    form = NameForm(request.POST or None, initial={"name": found.name})
    if form.is_valid():
        try:
            rename_view(found, **form.cleaned_data)
            return redirect("saved-views")
        except Refused as refusal:
            form.add_error("name", str(refusal))
    return render(request, "saved/view.html", {"view": found, "form": form}, status=422 if form.errors else 200)


@require_POST
def remove(request: AccessRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(saved_views(), pk=pk)
    found.delete()
    messages.success(request, _("“%(name)s” is removed.") % {"name": found.name})
    return redirect("saved-views")
