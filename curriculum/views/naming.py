"""What a part names: competencies that it teaches or assesses, parts that come before it; and its translations."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.access import PersonRequest, open_to
from communities.names import language_code, language_names
from curriculum.actions import Overtaken, edit_node
from curriculum.meanwhile import beside
from curriculum.models import Curriculum, Framework, Node
from curriculum.part_forms import CompetencyFilter, NewTranslationForm, PartFilter, TranslationForm
from curriculum.part_queries import competencies_to_name, parts_to_name
from curriculum.rules import writable
from curriculum.values import Translation
from tenancy.refusal import Refused
from web.forms import offer
from web.links import redirect_here
from web.paging import page_of


def _part(request: PersonRequest, pk: UUID, key: UUID) -> tuple[Curriculum, Node]:
    curriculum = writable(request.access, pk)
    return curriculum, get_object_or_404(curriculum.nodes.select_related("curriculum"), key=key)


def _shown(request: PersonRequest, template: str, curriculum: Curriculum, node: Node, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    return render(
        request, f"curriculum/{template}.html", {"curriculum": curriculum, "node": node, **more}, status=status
    )


def _named(request: PersonRequest, node: Node, fields: tuple[str, ...]) -> str:
    """Do what the button says: `add` or `remove`, "field:key". Gives a refusal, or nothing."""
    for act in ("add", "remove"):
        field, _colon, key = request.POST.get(act, "").partition(":")
        if field in fields:
            keys = [ref.key for ref in getattr(node, field)]
            chosen = _uuid(key)
            wanted = [*keys, chosen] if act == "add" else [one for one in keys if one != chosen]
            try:
                edit_node(node, seen=node.edited_at, **{field: wanted})
            except Refused as refusal:
                return str(refusal)
    return ""


@require_http_methods(["GET", "POST"])
@open_to("people")
def competencies(request: PersonRequest, pk: UUID, key: UUID) -> HttpResponse:
    curriculum, node = _part(request, pk, key)
    refusal = _named(request, node, ("teaches", "assesses")) if request.method == "POST" else ""
    if request.method == "POST" and not refusal:
        return HttpResponseRedirect(request.get_full_path())  # with what was looked for
    form = CompetencyFilter(request.GET, auto_id="filter_%s")
    offer(form, framework=Framework.objects.order_by("title"))
    form.is_valid()
    chosen = {name: form.cleaned_data.get(name) for name in ("text", "framework")}
    page = page_of(request, competencies_to_name(**chosen))
    named = {name: {ref.key for ref in getattr(node, name)} for name in ("teaches", "assesses")}
    shown = {"form": form, "page": page, "named": named, "refusal": refusal, "status": 422 if refusal else 200}
    return _shown(request, "part_competencies", curriculum, node, **shown)


@require_http_methods(["GET", "POST"])
@open_to("people")
def before(request: PersonRequest, pk: UUID, key: UUID) -> HttpResponse:
    curriculum, node = _part(request, pk, key)
    refusal = _named(request, node, ("requires",)) if request.method == "POST" else ""
    if request.method == "POST" and not refusal:
        return HttpResponseRedirect(request.get_full_path())
    form = PartFilter(request.GET, auto_id="filter_%s")
    page = page_of(request, parts_to_name(node, **form.chosen()))
    named = {ref.key for ref in node.requires}
    shown = {"form": form, "page": page, "named": named, "refusal": refusal, "status": 422 if refusal else 200}
    return _shown(request, "part_before", curriculum, node, **shown)


@require_http_methods(["GET", "POST"])
@open_to("people")
def languages(request: PersonRequest, pk: UUID, key: UUID) -> HttpResponse:
    curriculum, node = _part(request, pk, key)
    form = NewTranslationForm(request.POST or None)
    if form.is_valid():
        return redirect_here(request, "curriculum-part-translation", pk, key, form.cleaned_data["language"])
    status = 422 if form.is_bound else 200
    return _shown(
        request, "part_languages", curriculum, node, form=form, language_names=language_names(), status=status
    )


def _translated(node: Node, language: str) -> Translation | None:
    return next((one for one in node.translations if one.language == language), None)


@require_http_methods(["GET", "POST"])
@open_to("people")
def translation(request: PersonRequest, pk: UUID, key: UUID, language: str) -> HttpResponse:
    curriculum, node = _part(request, pk, key)
    if language_code(language) != language:
        raise BadRequest
    there, meanwhile = _translated(node, language), None
    begins = {"title": there.title if there else "", "body": there.body if there else "", "seen": node.edited_at}
    form = TranslationForm(request.POST or None, initial=begins)
    if form.is_valid():
        given = form.cleaned_data
        made = Translation(language, given["title"], given["body"])
        kept = [one for one in node.translations if one.language != language]
        try:
            edit_node(node, seen=given["seen"], translations=sorted([*kept, made]))
            messages.success(request, _("The translation is kept."))
            return redirect_here(request, "curriculum-part-languages", pk, key)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, Overtaken):
                _curriculum, node = _part(request, pk, key)
                there = _translated(node, language)
                meanwhile = beside(form, there, {"title": made.title, "body": made.body}, node=node)
    shown = {"form": form, "there": there, "language": language, "meanwhile": meanwhile}
    return _shown(request, "part_translation", curriculum, node, status=422 if form.is_bound else 200, **shown)


@require_POST
@open_to("people")
def drop_translation(request: PersonRequest, pk: UUID, key: UUID, language: str) -> HttpResponse:
    _curriculum, node = _part(request, pk, key)
    edit_node(node, translations=[one for one in node.translations if one.language != language])
    return redirect_here(request, "curriculum-part-languages", pk, key)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadRequest from None
