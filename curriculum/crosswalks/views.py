"""Crosswalks: the list, one with its lines, writing one, and putting it in force."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest, needs
from communities.governance.forms import ReasonForm
from communities.governance.models import Decision
from communities.governance.queries import rule_in_force
from curriculum.crosswalks import actions
from curriculum.crosswalks.forms import CrosswalkForm, LineForm
from curriculum.crosswalks.models import Crosswalk, Line
from curriculum.crosswalks.queries import crosswalks, lines_of, suggested
from curriculum.models import Framework
from curriculum.rules import may_decide
from tenancy.refusal import Refused
from web.links import redirect_here, url_here
from web.paging import page_of


@require_GET
@needs("curriculum.read")
def list_of_crosswalks(request: MemberRequest) -> HttpResponse:
    page = page_of(request, crosswalks())
    shown = {"page": page, "writes": request.access.can("curriculum.write"), "frameworks": Framework.objects.count()}
    return render(request, "crosswalks/list.html", shown)


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def new(request: MemberRequest) -> HttpResponse:
    form = CrosswalkForm(request.POST or None, initial=request.GET.dict())
    if form.is_valid():
        made = actions.start_crosswalk(by=request.access.membership, **form.cleaned_data)
        return redirect_here(request, "crosswalks-crosswalk", made.pk)
    return render(request, "crosswalks/new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs("curriculum.read")
def crosswalk(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Posting adds a line."""
    one, writes = _found(pk), request.access.can("curriculum.write")
    if request.method == "POST" and not writes:
        raise PermissionDenied
    form = LineForm(request.POST or None, crosswalk=one)
    if form.is_valid():
        try:
            actions.map_competencies(one, **form.cleaned_data)
            return redirect_here(request, "crosswalks-crosswalk", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, one, form)


@require_POST
@needs("curriculum.write")
def drop(request: MemberRequest, pk: UUID, line: UUID) -> HttpResponse:
    found = get_object_or_404(Line.objects.select_related("crosswalk"), pk=line, crosswalk=pk)
    return _done(request, pk, lambda: actions.drop_line(found), then=pk)


@require_POST
@needs("curriculum.write")
def delete(request: MemberRequest, pk: UUID) -> HttpResponse:
    one = _found(pk)
    return _done(request, pk, lambda: actions.delete_crosswalk(one), then=None)


@require_POST
@needs("curriculum.write")
def revise(request: MemberRequest, pk: UUID) -> HttpResponse:
    made = actions.revise_crosswalk(_found(pk), by=request.access.membership)
    return redirect_here(request, "crosswalks-crosswalk", made.pk)


@require_http_methods(["GET", "POST"])
@needs("curriculum.read")
def adopt(request: MemberRequest, pk: UUID) -> HttpResponse:
    return _decided(request, pk, actions.adopt_crosswalk, "adopt_crosswalk", _("Adopt this crosswalk"))


@require_http_methods(["GET", "POST"])
@needs("curriculum.read")
def end(request: MemberRequest, pk: UUID) -> HttpResponse:
    return _decided(request, pk, actions.end_crosswalk, "end_crosswalk", _("End this crosswalk"))


def _decided(
    request: MemberRequest, pk: UUID, act: Callable[..., Decision], effect: str, title: str
) -> HttpResponse:  # fmt: skip
    """Where it is not entrusted, the way leads to a proposal."""
    one = _found(pk)
    if not may_decide(request.access):
        raise PermissionDenied
    if not rule_in_force(actions.MATTER).is_entrusted:
        return redirect(f"{url_here(request, 'governance-propose', effect)}?crosswalk={pk}")
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            decision = act(one, by=request.access.person, **form.cleaned_data)
            messages.success(request, _("Decision %(number)s is in force.") % {"number": decision.number})
            return redirect_here(request, "crosswalks-crosswalk", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "crosswalk": one, "title": title}
    return render(request, "crosswalks/decide.html", shown, status=422 if form.errors else 200)


def _done(request: MemberRequest, pk: UUID, act: Callable[[], None], *, then: UUID | None) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        one = _found(pk)
        return _page(request, one, LineForm(crosswalk=one), str(refusal))
    return redirect_here(request, "crosswalks-crosswalk", then) if then else redirect_here(request, "crosswalks-list")


def _found(pk: UUID) -> Crosswalk:
    return get_object_or_404(crosswalks(), pk=pk)


def _page(request: MemberRequest, one: Crosswalk, form: LineForm, refusal: str = "") -> HttpResponse:
    writes = request.access.can("curriculum.write")
    known = suggested(one) if writes and one.is_draft else {}
    shown = {
        "crosswalk": one, "page": page_of(request, lines_of(one), size=50), "form": form, "known": known,
        "refusal": refusal, "writes": writes, "may_decide": may_decide(request.access),
    }  # fmt: skip
    return render(request, "crosswalks/crosswalk.html", shown, status=422 if refusal or form.errors else 200)
