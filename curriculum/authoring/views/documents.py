"""A document becomes parts of a draft, and what is pasted becomes Markdown."""

from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from communities.access import PersonRequest, open_to
from curriculum.authoring.actions import add_sections
from curriculum.authoring.documents import Converted, from_file, from_html, sections
from curriculum.authoring.forms import DocumentForm
from curriculum.rules import writable
from tenancy.refusal import Refused
from web.links import redirect_here


@require_http_methods(["GET", "POST"])
@open_to("people")
def document(request: PersonRequest, pk: UUID) -> HttpResponse:
    """A file is shown as the parts it would become; with `add`, the text made of it is added."""
    curriculum = writable(request.access, pk)
    form = DocumentForm(request.POST or None, request.FILES or None)
    shown: dict[str, Any] = {"form": form, "curriculum": curriculum}
    if form.is_valid():
        try:
            made, title = _made(form.cleaned_data)
            found = sections(made.text, title=title)
            if "add" in request.POST:
                add_sections(curriculum, found)
                told = ngettext("%(number)s part is added.", "%(number)s parts are added.", len(found))
                messages.success(request, told % {"number": len(found)})
                return redirect_here(request, "curriculum-draft", pk)
            shown |= {"found": found, "made": made, "title": title}
        except Refused as refusal:
            form.add_error(None, str(refusal))
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "authoring/document.html", shown, status=status)


@require_POST
@open_to("people")
def pasted(request: PersonRequest, pk: UUID) -> HttpResponse:
    writable(request.access, pk)
    try:
        return JsonResponse(from_html(request.POST.get("html", ""))._asdict())
    except Refused as refusal:
        return JsonResponse({"why": str(refusal)}, status=422)


def _made(given: dict[str, Any]) -> tuple[Converted, str]:
    if file := given["file"]:
        return from_file(file.name, file.read()), PurePath(file.name).stem[:200]
    return Converted(given["text"], []), given["title"] or "…"
