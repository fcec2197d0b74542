"""The talk about a draft: what waits, and what was settled."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from communities.access import PersonRequest, open_to
from curriculum.authoring.actions import comment_on_draft, reopen, resolve
from curriculum.authoring.forms import CommentForm, key_asked
from curriculum.authoring.models import DraftComment
from curriculum.authoring.queries import threads_of, titles_of
from curriculum.models import Curriculum
from curriculum.rules import writable
from tenancy.refusal import Refused
from web.links import url_here
from web.paging import page_of


@require_http_methods(["GET", "POST"])
@open_to("people")
def comments(request: PersonRequest, pk: UUID) -> HttpResponse:
    """`?show=resolved` for what is settled, `?part=` a key for what is about one part."""
    curriculum = writable(request.access, pk)
    form = CommentForm(request.POST or None, initial={"key": key_asked(request)}, auto_id="id_say_%s")
    if form.is_valid():
        try:
            return _back(request, _say(request, curriculum, form.cleaned_data))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    resolved = request.GET.get("show") == "resolved"
    shown = {
        "curriculum": curriculum,
        "form": form,
        "resolved": resolved,
        "part": key_asked(request),
        "page": page_of(request, threads_of(curriculum, resolved=resolved, key=key_asked(request)), size=30),
        "titles": titles_of(curriculum),
    }
    return render(request, "authoring/comments.html", shown, status=422 if form.is_bound else 200)


@require_POST
@open_to("people")
def settle(request: PersonRequest, pk: UUID, comment: UUID) -> HttpResponse:
    return _back(request, resolve(_opening(request, pk, comment), by=request.access.person))


@require_POST
@open_to("people")
def open_again(request: PersonRequest, pk: UUID, comment: UUID) -> HttpResponse:
    return _back(request, reopen(_opening(request, pk, comment)))


def _say(request: PersonRequest, curriculum: Curriculum, given: dict[str, Any]) -> DraftComment:
    parent = get_object_or_404(DraftComment, curriculum=curriculum, pk=given["parent"]) if given["parent"] else None
    said = {"text": given["text"], "key": given["key"], "parent": parent}
    return comment_on_draft(curriculum, by=request.access.person, **said)


def _opening(request: PersonRequest, pk: UUID, comment: UUID) -> DraftComment:
    found: DraftComment = get_object_or_404(
        DraftComment, curriculum=writable(request.access, pk), pk=comment, parent__isnull=True
    )
    return found


def _back(request: PersonRequest, comment: DraftComment) -> HttpResponseRedirect:
    """To the part's page if that is where one came from, else to the list that shows it."""
    if request.POST.get("from") == "part" and comment.key:
        address = url_here(request, "curriculum-node", comment.curriculum_id, comment.key)
        return HttpResponseRedirect(f"{address}#comments")
    address = url_here(request, "authoring-comments", comment.curriculum_id)
    return HttpResponseRedirect(f"{address}#c-{comment.parent_id or comment.pk}")
