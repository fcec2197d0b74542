"""The terms of a community, what closing one would do, what it did, and taking it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest, needs
from communities.calendar import Term
from learners.forms import posted
from learners.turn.actions import built_on, turn_term, undo_turn
from learners.turn.forms import IntoForm, TurnForm
from learners.turn.models import TermTurn
from learners.turn.queries import places_of, preview_of, terms_here, turn_of, turned_of, turns_here
from learners.turn.rules import days_kept, next_of, term_called, terms_after, today_at
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of

CLOSE = "turn.close_term"


@require_GET
@needs(CLOSE)
def terms(request: MemberRequest) -> HttpResponse:
    community = request.access.community
    context = {"rows": terms_here(community), "today": today_at(community), "page": page_of(request, turns_here(), 20)}
    return render(request, "turn/terms.html", context)


@require_http_methods(["GET", "POST"])
@needs(CLOSE)
def term(request: MemberRequest, key: str) -> HttpResponse:
    """First what would happen; then, closed, what was done."""
    community = request.access.community
    found, done = term_called(community, key), turn_of(key)
    if done:
        return redirect_here(request, "turn-turn", done.pk)
    if found is None:
        raise Http404
    form, context = _preview(request, found)
    if form.is_valid():
        try:
            made = turn_term(key, by=request.access.person, **form.given())
            messages.success(request, _("“%(term)s” is closed.") % {"term": made.term_name})
            return redirect_here(request, "turn-turn", made.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "turn/term.html", context, status=422 if form.is_bound else 200)


def _preview(request: MemberRequest, found: Term) -> tuple[TurnForm, dict[str, Any]]:
    community = request.access.community
    try:
        into = next_of(community, found, request.GET.get("into", ""))
    except Refused as nowhere:
        raise Http404 from nowhere
    preview, later = preview_of(community, found, into), terms_after(community, found)
    form = TurnForm(posted(request), preview=preview)
    choice = IntoForm(terms=later, initial={"into": into.key if into else ""}) if len(later) > 1 else None
    context = {
        "preview": preview, "form": form, "counts": preview.counts, "choice": choice, "days": days_kept(),
        "too_early": today_at(community) < found.ends,
    }  # fmt: skip
    return form, context


@require_GET
@needs(CLOSE)
def turn(request: MemberRequest, pk: UUID) -> HttpResponse:
    shown: TermTurn = get_object_or_404(TermTurn, pk=pk)
    reasons = [] if shown.undone_at else built_on(shown)
    context = {"turn": shown, "rows": list(turned_of(shown)), "people": list(places_of(shown)), "reasons": reasons}
    return render(request, "turn/turn.html", context)


@require_POST
@needs(CLOSE)
def undo(request: MemberRequest, pk: UUID) -> HttpResponse:
    try:
        undo_turn(get_object_or_404(TermTurn, pk=pk), by=request.access.person)
        messages.success(request, _("Undone: everyone stands as before."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_here(request, "turn-turn", pk)
