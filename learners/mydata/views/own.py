"""Ask a community that one left to erase; close the account. The same of a child, for their guardian."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.confirming import confirmed_lately
from communities.access import MemberRequest
from communities.models import Community
from learners.consents.acting import Acting, acting
from learners.forms import posted
from learners.mydata.actions import ROOM
from learners.mydata.asking import ask_to_erase
from learners.mydata.closing import ask_to_close, take_back
from learners.mydata.foreseeing import foresee
from learners.mydata.forms import ErasureForm
from learners.mydata.keeping import kept_of
from learners.mydata.models import Closing, ErasureRequest
from learners.mydata.places import places
from learners.mydata.queries import own_corrections
from tenancy.refusal import Refused


@require_http_methods(["GET", "POST"])
def erase(request: MemberRequest, slug: str, child: UUID | None = None) -> HttpResponse:
    with acting(request.access.person, child, what=gettext_lazy("Your data")) as who:
        place = next((one for one in places() if one.community.slug == slug), None)
        if place is None:
            raise Http404
        form = ErasureForm(posted(request))
        if form.is_valid():
            try:
                ask_to_erase(who, community=place.community, **form.cleaned_data)
                messages.success(request, _("They are asked, and you hear what they answer."))
                return HttpResponseRedirect(who.url("home", room=ROOM))
            except Refused as refusal:
                form.add_error(None, str(refusal))
        context = {"who": who, "place": place, "form": form, "home": who.url("home", room=ROOM)}
        return render(request, "mydata/erase.html", context, status=422 if form.is_bound else 200)


@require_GET
def kept(request: MemberRequest, slug: str, child: UUID | None = None) -> HttpResponse:
    """What one community keeps, and until when."""
    with acting(request.access.person, child, what=gettext_lazy("Your data")) as who:
        place = next((one for one in places() if one.community.slug == slug), None)
        if place is None:
            raise Http404
        context = {
            "who": who, "place": place, "records": kept_of(place), "home": who.url("home", room=ROOM),
            "erase": who.url("erase", slug, room=ROOM), "correct": who.url("correct", slug, room=ROOM),
            "corrections": list(own_corrections().filter(community=place.community)[:50]),
        }  # fmt: skip
        return render(request, "mydata/place.html", context)


@confirmed_lately
@require_http_methods(["GET", "POST"])
def close(request: MemberRequest, child: UUID | None = None) -> HttpResponse:
    """Says what will happen, counted, and asks for the password before."""
    with acting(request.access.person, child, what=gettext_lazy("Your data")) as who:
        refusal = ""
        if request.method == "POST":
            try:
                ask_to_close(who)
                return HttpResponseRedirect(who.url("close", room=ROOM))
            except Refused as why:
                refusal = str(why)
        return _show(request, who, refusal)


@require_POST
def undo(request: MemberRequest, child: UUID | None = None) -> HttpResponse:
    with acting(request.access.person, child, what=gettext_lazy("Your data")) as who:
        try:
            take_back(who)
            messages.success(request, _("Taken back. The account stays as it is."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return HttpResponseRedirect(who.url("home", room=ROOM))


def _show(request: MemberRequest, who: Acting, refusal: str) -> HttpResponse:
    told = foresee()
    context = {
        "who": who, "refusal": refusal, "closing": Closing.objects.order_by("-asked_at").first(),
        "goes": [one for one in told if not one.why], "stays": [one for one in told if one.why],
        "keeps": _keeps(who),
        "days": Closing.GRACE.days, "home": who.url("home", room=ROOM), "undo": who.url("undo", room=ROOM),
    }  # fmt: skip
    return render(request, "mydata/close.html", context, status=409 if refusal else 200)


def _keeps(who: Acting) -> list[tuple[Community, str]]:
    """The communities that said why they may not erase yet, each with the page of what it keeps."""
    refused = [one.community for one in places() if one.request and one.request.state == ErasureRequest.State.REFUSED]
    return [(one, who.url("place", one.slug, room=ROOM)) for one in refused]
