"""The catalogue everyone reads, and a community's offerings."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import AccessRequest, CommunityRequest, MemberRequest, needs, open_to
from curriculum.registry import panels_of
from learners.actions import change_offering, close_offering, end_offering, open_offering, publish_offering
from learners.actions.alone import why_not_alone
from learners.distance import by_distance, starting_points
from learners.equity import asked_here
from learners.forms import EnrolForm, posted
from learners.guardianship import children_of
from learners.models import Offering
from learners.offering_forms import CatalogueForm, OfferingForm
from learners.queries import card_of, catalogue, catalogue_languages, enrolment_of, offerings_here
from learners.registry import OFFERING_PAGE
from learners.rules import homes_of, may_see_offering
from learners.support import having, needs_of
from learners.times.fitting import reasons
from learners.times.own import beside, clashes_of, courses_of
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of


@require_GET
def offerings(request: AccessRequest) -> HttpResponse:
    """Narrowed as asked; signed in, each says why it fits, and may be narrowed to one's free time."""
    person = request.access.person
    form = CatalogueForm(request.GET, languages=catalogue_languages(public=person is None))
    filters, own = form.filters, courses_of(person.pk) if person else []
    homes, needs = starting_points(request.access.memberships), needs_of(person.pk) if person else []
    found = catalogue(public=person is None, **{k: v for k, v in filters.items() if k not in form.READERS})
    if filters.get("beside"):
        found = found.filter(beside(own))
    if homes and ("at_most_km" in filters or "nearest" in filters):
        found = by_distance(found, homes, at_most=filters.get("at_most_km"), nearest=filters.get("nearest", False))
    if needs and "with_needed" in filters:
        found = found.filter(having(needs))
    page = page_of(request, found, 30)
    rows = [(card, reasons(card, request.access, own, needs)) for card in page]
    context = {"form": form, "page": page, "rows": rows, "narrowed": bool(filters), "homes": homes, "needs": needs}
    return render(request, "learners/catalogue.html", context)


@require_GET
def offering_list(request: MemberRequest) -> HttpResponse:
    found = offerings_here(drafts=request.access.can("learners.manage_offerings"))
    return render(request, "learners/offering_list.html", {"page": page_of(request, found, 30)})


@require_GET
@open_to("public")
def offering(request: CommunityRequest, pk: UUID) -> HttpResponse:
    """What it is, and one button: open and enrol are two clicks."""
    return show_offering(request, offering_for(request, pk))


def show_offering(request: CommunityRequest, shown: Offering, failed: Form | None = None) -> HttpResponse:
    """With a button for oneself and one for each child; `failed` is the form of one that did not work."""
    is_open = shown.is_open and request.access.community.takes_learners
    person = request.access.person
    card, enrolment = card_of(shown), enrolment_of(shown, person)
    takes = is_open and (enrolment is not None or not shown.by_application)  # else the room of applications asks
    needs = needs_of(person.pk) if person else []
    asks, children = asked_here() if takes else [], children_of(person) if person and takes else []
    context = {
        "offering": shown,
        "is_open": is_open,
        "card": card,
        "needs": needs,
        "reasons": reasons(card, request.access, [], needs),
        "clashes": clashes_of(card, person.pk) if person and takes and not enrolment else [],
        "form": EnrolForm(homes=homes_of(request.access.memberships, shown.community_id), asks=asks, held=shown.held),
        "enrolment": enrolment,
        "not_alone": _not_alone(request) if takes and not enrolment else "",
        "children": [(one, EnrolForm(asks=asks, held=shown.held, auto_id=f"id_{one.other_id}_%s")) for one in children],
        "failed": failed,
        "panels": panels_of(OFFERING_PAGE, request, shown),
    }
    return render(request, "learners/offering.html", context, status=422 if failed else 200)


def _not_alone(request: CommunityRequest) -> str:
    """Who enrols the reader, where they are too young to do it."""
    access = request.access
    return why_not_alone(access.community, access.person, access.memberships) if access.person else ""


def offering_for(request: CommunityRequest, pk: UUID) -> Offering:
    """The offering, if this reader may know of it."""
    found: Offering = get_object_or_404(offerings_here().select_related("version"), pk=pk)
    if not may_see_offering(found, request.access):
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@needs("learners.manage_offerings")
def new_offering(request: MemberRequest) -> HttpResponse:
    start = {
        "version": request.GET.get("version"), "open_to": "public", "held": "place",
        "teachers": [request.access.membership],
    }  # fmt: skip
    form = OfferingForm(posted(request), community=request.access.community, initial=start)
    if form.is_valid():
        try:
            made = open_offering(form.cleaned_data["version"], **form.about())
            return redirect_here(request, "learners-offering", made.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "learners/offering_form.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@needs("learners.manage_offerings")
def edit_offering(request: MemberRequest, pk: UUID) -> HttpResponse:
    shown = get_object_or_404(offerings_here(), pk=pk)
    now: dict[str, Any] = {name: getattr(shown, name) for name in OfferingForm.base_fields if hasattr(shown, name)}
    now["teachers"] = [one.membership_id for one in shown.teachers.all()]
    form = OfferingForm(posted(request), community=request.access.community, offering=shown, initial=now)
    if form.is_valid():
        try:
            change_offering(shown, by=request.access.person, **form.about())
            return redirect_here(request, "learners-offering", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "offering": shown}
    return render(request, "learners/offering_form.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs("learners.manage_offerings")
def lead_offering(request: MemberRequest, pk: UUID, to: str) -> HttpResponse:
    """Publish, close or end it."""
    shown = get_object_or_404(Offering, pk=pk)
    if to == "end":
        end_offering(shown, by=request.access.person)
        messages.success(request, _("It has ended. You can still record how it ended for each learner."))
    elif to == "close":
        close_offering(shown)
        messages.success(request, _("It takes no new learners now."))
    else:
        publish_offering(shown)
        messages.success(request, _("It is open: learners can enrol."))
    return redirect_here(request, "learners-offering", pk)
