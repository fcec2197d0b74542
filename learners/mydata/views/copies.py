"""My data: everything about me in one download; the same of a child, for their guardian, who is logged."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from api.idempotency import never_stored
from communities.access import MemberRequest
from learners.consents.acting import Acting, acting
from learners.mydata.actions import ROOM, ask_for_copy, forget_copy, refuse_who_may_not_carry
from learners.mydata.answers import copy_answer
from learners.mydata.places import Place, places
from learners.mydata.queries import closing_now, copies, made_copies
from tenancy.refusal import Refused


@never_cache
@require_GET
def home(request: MemberRequest, child: UUID | None = None) -> HttpResponse:
    with acting(request.access.person, child, what=gettext_lazy("Your data")) as who:
        return _show(request, who)


@require_POST
def ask(request: MemberRequest, child: UUID | None = None) -> HttpResponse:
    with acting(request.access.person, child, what=gettext_lazy("Your data")) as who:
        try:
            copy = ask_for_copy(who)
        except Refused as refusal:
            return _show(request, who, str(refusal))
    return redirect("job-progress", copy.job)


@never_stored
@require_GET
def download(request: MemberRequest, pk: UUID, child: UUID | None = None) -> HttpResponseBase:
    with acting(request.access.person, child, what=gettext_lazy("Took away a copy of everything about you")) as who:
        refuse_who_may_not_carry(who)
        return copy_answer(made_copies(who).filter(pk=pk).first())


@require_POST
def forget(request: MemberRequest, pk: UUID, child: UUID | None = None) -> HttpResponse:
    with acting(request.access.person, child, what=gettext_lazy("Your data")) as who:
        refuse_who_may_not_carry(who)
        forget_copy(get_object_or_404(copies(who), pk=pk))
        messages.success(request, _("The copy is deleted."))
        return HttpResponseRedirect(who.url("home", room=ROOM))


def _show(request: MemberRequest, who: Acting, refusal: str = "") -> HttpResponse:
    try:
        refuse_who_may_not_carry(who)
        closed = ""
    except Refused as why:
        closed = str(why)
    rows = [
        {
            "copy": one,
            "download": who.url("download", one.pk, room=ROOM),
            "forget": who.url("forget", one.pk, room=ROOM),
        }
        for one in copies(who)
    ]
    context = {
        "who": who, "rows": rows, "ask": who.url("ask", room=ROOM), "closed": closed, "refusal": refusal,
        "kept_in": [_with_links(who, one) for one in places()],
        "closing": closing_now(), "links": {"close": who.url("close", room=ROOM)},
    }  # fmt: skip
    return render(request, "mydata/home.html", context, status=409 if refusal else 200)


def _with_links(who: Acting, place: Place) -> dict[str, Any]:
    named = {name: who.url(name, place.community.slug, room=ROOM) for name in ("place", "erase")}
    return {"place": place, **{f"{name}_url": address for name, address in named.items()}}
