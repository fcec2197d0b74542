"""A learner's profile and consents; the same of a child, for their guardian, who is logged."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest
from learners.consents.acting import Acting, acting, for_oneself
from learners.consents.actions import agree, give_consent, revoke, save_profile
from learners.consents.forms import ConsentForm, ProfileForm, WhatForm
from learners.consents.models import Consent, ProfileEntry
from learners.consents.queries import consents, entries, own_memberships, places
from learners.consents.receipts import receipt_of
from learners.consents.terms import purpose_of
from learners.forms import posted
from tenancy.refusal import Refused
from web.paging import page_of


@require_http_methods(["GET", "POST"])
def profile(request: MemberRequest) -> HttpResponse:
    with for_oneself(request.access.person) as who:
        form = ProfileForm(posted(request), entries=entries())
        if form.is_valid():
            try:
                save_profile(who, said=form.said())
                messages.success(request, _("Kept."))
                return redirect("consents-profile")
            except Refused as refusal:
                form.add_error(None, str(refusal))
        public = any(one.seen_by == ProfileEntry.SeenBy.EVERYONE for one in entries().values())
        context = {"form": form, "public": public}
        return render(request, "consents/profile.html", context, status=422 if form.is_bound else 200)


@require_GET
def child_profile(request: MemberRequest, child: UUID) -> HttpResponse:
    """What a child says about themself, but for what is theirs alone."""
    with acting(request.access.person, child, what=gettext_lazy("Your profile")) as who:
        shown = [one for one in entries().values() if one.seen_by != ProfileEntry.SeenBy.ME]
        return render(request, "consents/child_profile.html", {"who": who, "entries": shown, "links": _links(who)})


@require_GET
def consent_list(request: MemberRequest, child: UUID | None = None) -> HttpResponse:
    with acting(request.access.person, child, what=gettext_lazy("Your consents")) as who:
        page = page_of(request, consents(), 30)
        rows = [(one, who.url("consent", one.pk)) for one in page.rows]
        context = {"who": who, "page": page, "rows": rows, "links": _links(who)}
        return render(request, "consents/list.html", context)


@require_http_methods(["GET", "POST"])
def new_consent(request: MemberRequest, child: UUID | None = None) -> HttpResponse:
    """First with whom and for what (by the address), then which data and how long."""
    with acting(request.access.person, child, what=gettext_lazy("Your consents")) as who:
        found = list(places(own_memberships()).values())
        what = WhatForm(request.GET or None, places=found)
        context: dict[str, Any] = {"who": who, "form": what, "links": _links(who), "may_agree": bool(found)}
        if not what.is_valid():
            return render(request, "consents/new.html", context)
        place, purpose = what.places[what.cleaned_data["community"]], what.cleaned_data["purpose"]
        form = ConsentForm(posted(request), purpose=purpose)
        if form.is_valid() and (answer := _give(who, form, place.community, purpose)):
            return answer
        context |= {"form": form, "place": place, "purpose": purpose_of(purpose)}
        return render(request, "consents/new.html", context, status=422 if form.is_bound else 200)


def _give(who: Acting, form: ConsentForm, community: Any, purpose: str) -> HttpResponseRedirect | None:
    given = form.cleaned_data
    try:
        made = give_consent(
            who, community=community, purpose=purpose, fields=given["fields_agreed"], days=given["days"]
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    return HttpResponseRedirect(who.url("consent", made.pk))


@require_GET
def consent(request: MemberRequest, pk: UUID, child: UUID | None = None) -> HttpResponse:
    """Where it stands, and its receipt, to print."""
    with acting(request.access.person, child, what=gettext_lazy("Your consents")) as who:
        shown = consents().filter(pk=pk).first()
        if shown is None:
            raise Http404
        return _show(request, who, shown)


@require_GET
def receipt(request: MemberRequest, pk: UUID, child: UUID | None = None) -> HttpResponse:
    """The same as a file, to keep."""
    with acting(request.access.person, child, what=gettext_lazy("Your consents")):
        shown = consents().filter(pk=pk).first()
        if shown is None:
            raise Http404
        named = {"Content-Disposition": f'attachment; filename="receipt-{pk}.json"'}
        return JsonResponse(receipt_of(shown), json_dumps_params={"indent": 1, "ensure_ascii": False}, headers=named)


@require_POST
def change(request: MemberRequest, pk: UUID, to: str, child: UUID | None = None) -> HttpResponse:
    """`to`: agree, or revoke."""
    with acting(request.access.person, child, what=gettext_lazy("Your consents")) as who:
        try:
            (agree if to == "agree" else revoke)(who, pk=pk)
        except Consent.DoesNotExist as missing:
            raise Http404 from missing
        except Refused as refusal:
            return _show(request, who, consents().get(pk=pk), str(refusal))
        return HttpResponseRedirect(who.url("consent", pk))


def _show(request: MemberRequest, who: Acting, shown: Consent, refusal: str = "") -> HttpResponse:
    waits_for_me = shown.waits_for_guardian if who.child else shown.waits_for_own
    may_end = shown.is_standing and (not who.child or shown.needs_guardian)
    links = _links(who) | {to: who.url("change", shown.pk, to) for to in ("agree", "revoke")}
    links["receipt"] = who.url("receipt", shown.pk)
    context = {
        "who": who, "consent": shown, "receipt": receipt_of(shown), "waits_for_me": waits_for_me, "may_end": may_end,
        "links": links, "refusal": refusal,
    }  # fmt: skip
    return render(request, "consents/consent.html", context, status=422 if refusal else 200)


def _links(who: Acting) -> dict[str, str]:
    return {name: who.url(name) for name in ("list", "new", "profile")}
