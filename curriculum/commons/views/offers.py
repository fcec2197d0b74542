"""Changes offered back to the original: made, read by both sides, talked over and answered."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest, needs
from curriculum.commons.answering import answer_offer, can_undo, undo_answer, withdraw_offer
from curriculum.commons.choosing import Chosen, chosen_in, sheet_of
from curriculum.commons.forms import AnswerForm, OfferCommentForm, OfferForm
from curriculum.commons.models import Offer
from curriculum.commons.offering import changes_made, comment_on_offer, offer_back, offered_changes, offers_here
from curriculum.rules import writable
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of

NOTHING = Chosen()
MOST_GIVEN = 50  # changes that those who offered them see


@require_GET
@needs("curriculum.write")
def all_of_them(request: MemberRequest) -> HttpResponse:
    return render(request, "commons/offers.html", {"page": page_of(request, offers_here(), 30)})


@require_http_methods(["GET", "POST"])
@needs("curriculum.publish")
def offer(request: MemberRequest, pk: UUID) -> HttpResponse:
    curriculum = writable(request.access, pk)
    form = OfferForm(request.POST or None, origins=list(curriculum.origins.all()))
    if form.is_valid():
        try:
            to, message = form.cleaned_data.get("to"), form.cleaned_data["message"]
            made = offer_back(curriculum, by=request.access.membership, message=message, to=UUID(to) if to else None)
            messages.success(request, _("It is offered. Its writers are told, and can answer here."))
            return redirect_here(request, "commons-offered", made.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"curriculum": curriculum, "form": form}
    return render(request, "commons/offer_back.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def one(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Everything about it; the original's writers answer it here."""
    found, chosen = _found(pk), chosen_in(request.POST)
    refusal, turned = "", request.POST.get("page", "")
    if request.method == "POST" and not turned:
        try:
            return _answered(request, found, chosen)
        except Refused as problem:
            refusal, found = str(problem), _found(pk)
    return _page(request, found, refusal=refusal, chosen=chosen, turned=turned)


def _answered(request: MemberRequest, found: Offer, chosen: Chosen) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This page is out of date. Look at it again."))
    answers = "take" in request.POST and found.is_open and found.side == Offer.Side.RECEIVED
    taken = chosen.ids(offered_changes(found)) if answers else set()
    answer_offer(found, by=request.access.membership, taken=taken, **form.cleaned_data)
    return redirect_here(request, "commons-offered", found.pk)


def _page(
    request: MemberRequest, found: Offer, *, refusal: str = "", form: OfferCommentForm | None = None,
    chosen: Chosen = NOTHING, turned: str = "",
) -> HttpResponse:  # fmt: skip
    answers = found.is_open and found.side == Offer.Side.RECEIVED
    changes = offered_changes(found) if answers else []
    shown = {
        "offer": found, "refusal": refusal, "answers": answers, "form": form or OfferCommentForm(),
        "sheet": sheet_of(changes, chosen, turned), "comments": list(found.comments.order_by("at", "id")),
        "seen": found.curriculum.edited_at.isoformat(), "reason": request.POST.get("reason", ""),
        "can_undo": can_undo(found), "made": found.side == Offer.Side.MADE,
        "given": changes_made(found)[:MOST_GIVEN] if found.is_open and not answers else [],
    }  # fmt: skip
    return render(request, "commons/offer.html", shown, status=422 if refusal or form else 200)


@require_POST
@needs("curriculum.write")
def comment(request: MemberRequest, pk: UUID) -> HttpResponse:
    found, form = _found(pk), OfferCommentForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form)
    comment_on_offer(found, by=request.access.membership, **form.cleaned_data)
    return redirect_here(request, "commons-offered", pk)


@require_POST
@needs("curriculum.publish")
def withdraw(request: MemberRequest, pk: UUID) -> HttpResponse:
    return _done(request, pk, withdraw_offer, _("It is withdrawn. Both sides are told."))


@require_POST
@needs("curriculum.write")
def undo(request: MemberRequest, pk: UUID) -> HttpResponse:
    return _done(request, pk, undo_answer, _("The draft is as it was before, and the offer waits again."))


def _done(request: MemberRequest, pk: UUID, act: Callable[..., object], said: str) -> HttpResponse:
    try:
        act(_found(pk), by=request.access.membership)
        messages.success(request, said)
    except Refused as problem:
        messages.error(request, str(problem))
    return redirect_here(request, "commons-offered", pk)


def _found(pk: UUID) -> Offer:
    found: Offer = get_object_or_404(Offer.objects.select_related("curriculum", "other", "base"), pk=pk)
    return found
