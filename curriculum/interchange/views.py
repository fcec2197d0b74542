"""Take in a file, and see what came of it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from communities.access import MemberRequest, needs
from curriculum.interchange.actions import ask_for_import
from curriculum.interchange.forms import ImportForm
from curriculum.interchange.importers import IMPORTERS
from curriculum.interchange.models import Import
from curriculum.interchange.words import kinds_said
from tenancy.refusal import Refused
from web.links import url_here
from web.paging import page_of


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def imports(request: MemberRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            _made, job = ask_for_import(IMPORTERS[given["kind"]], given["uploads"], by=request.access.membership)
            return redirect("job-progress", job)
        except Refused as refusal:
            form.add_error("uploads", str(refusal))
    page = page_of(request, Import.objects.select_related("by").order_by("-asked_at"))
    rows = [(one, IMPORTERS[one.kind].label) for one in page.rows]
    shown = {"form": form, "page": page, "rows": rows}
    return render(request, "interchange/imports.html", shown, status=422 if form.errors else 200)


@require_GET
@needs("curriculum.write")
def one(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Import.objects.select_related("by"), pk=pk)
    made = found.made
    shown = {
        "import": found, "label": IMPORTERS[found.kind].label, "imported": kinds_said(found.imported),
        "not_kept": page_of(request, found.not_kept, size=50),
        "made": made and {"title": made["title"], "url": url_here(request, made["name"], UUID(made["id"]))},
    }  # fmt: skip
    return render(request, "interchange/import.html", shown)
