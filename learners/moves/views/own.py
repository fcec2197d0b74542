"""Moving home: one's own, or a child's for their guardian, who is logged."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest
from learners.consents.acting import Acting, acting
from learners.consents.queries import own_memberships
from learners.forms import posted
from learners.moves.actions import agree_move, ask_move, undo_move
from learners.moves.forms import MoveForm, WhereForm
from learners.moves.models import HomeMove
from learners.moves.queries import destinations, homes, own_moves, preview
from tenancy.refusal import Refused
from web.paging import page_of

ROOM = "moves"


@require_GET
def moves(request: MemberRequest, child: UUID | None = None) -> HttpResponse:
    with acting(request.access.person, child, what=_("Where you are at home")) as who:
        page = page_of(request, own_moves(), 30)
        rows = [(one, who.url("move", one.pk, room=ROOM)) for one in page.rows]
        context = {
            "who": who, "page": page, "rows": rows, "links": _links(who), "homes": homes(own_memberships()),
            "open": any(one.is_open for one in page.rows),
        }  # fmt: skip
        return render(request, "moves/list.html", context)


@require_http_methods(["GET", "POST"])
def new_move(request: MemberRequest, child: UUID | None = None) -> HttpResponse:
    """First where (by the address), then when, with what goes, stays and ends in view."""
    with acting(request.access.person, child, what=_("Where you are at home")) as who:
        memberships = own_memberships()
        where = WhereForm(request.GET or None, homes=homes(memberships), places=destinations(memberships))
        context: dict[str, Any] = {"who": who, "form": where, "links": _links(who)}
        if not where.is_valid():
            return render(request, "moves/new.html", context, status=422 if where.is_bound else 200)
        source, target = where.chosen()
        shown = preview(source)
        form = MoveForm(posted(request), child="child" if who.child else "", places=bool(shown.places))
        if form.is_valid() and (answer := _ask(who, form, source, target)):
            return answer
        context |= {"form": form, "source": source, "target": target, "preview": shown}
        return render(request, "moves/new.html", context, status=422 if form.is_bound else 200)


def _ask(who: Acting, form: MoveForm, source: Any, target: Any) -> HttpResponseRedirect | None:
    given = form.cleaned_data
    given["rest"] = given["rest"] or HomeMove.Rest.STAY
    try:
        made = ask_move(who, source=source, target=target, **given)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    return HttpResponseRedirect(who.url("move", made.pk, room=ROOM))


@require_GET
def move(request: MemberRequest, pk: UUID, child: UUID | None = None) -> HttpResponse:
    with acting(request.access.person, child, what=_("Where you are at home")) as who:
        shown = own_moves().filter(pk=pk).first()
        if shown is None:
            raise Http404
        return _show(request, who, shown)


@require_POST
def change(request: MemberRequest, pk: UUID, to: str, child: UUID | None = None) -> HttpResponse:
    """`to`: agree, or undo."""
    with acting(request.access.person, child, what=_("Where you are at home")) as who:
        try:
            (agree_move if to == "agree" else undo_move)(who, pk=pk)
        except HomeMove.DoesNotExist as missing:
            raise Http404 from missing
        except Refused as refusal:
            return _show(request, who, own_moves().get(pk=pk), str(refusal))
        return HttpResponseRedirect(who.url("move", pk, room=ROOM))


def _show(request: MemberRequest, who: Acting, shown: HomeMove, refusal: str = "") -> HttpResponse:
    links = _links(who) | {to: who.url("change", shown.pk, to, room=ROOM) for to in ("agree", "undo")}
    context = {
        "who": who, "move": shown, "links": links, "refusal": refusal,
        "waits_for_me": shown.waits_for_guardian if who.child else shown.waits_for_own,
        "may_undo": shown.is_open and (not who.child or shown.needs_guardian),
        "preview": preview(shown.source) if shown.is_open else None,
    }  # fmt: skip
    return render(request, "moves/move.html", context, status=422 if refusal else 200)


def _links(who: Acting) -> dict[str, str]:
    return {name: who.url(name, room=ROOM) for name in ("list", "new")}
