"""The catalogue of what is shared, one shared version, and taking it over."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import AccessRequest, MemberRequest, needs
from communities.governance.circles.circles import own_circles
from curriculum.commons.actions import adopt_version, share_version, withdraw_from_commons
from curriculum.commons.citing import as_bibtex
from curriculum.commons.collecting.queries import collections_with
from curriculum.commons.facets import facets_lately
from curriculum.commons.fitting.queries import ground_of
from curriculum.commons.fitting.rules import fit_of, places_of
from curriculum.commons.forms import AudienceForm, CatalogueForm, WhereForm
from curriculum.commons.lineage import lineage_of
from curriculum.commons.models import SharedVersion
from curriculum.commons.queries import Wanted, circles_of, find, readable, readable_bases, versions_of
from curriculum.commons.reviews.queries import reviews_of
from curriculum.commons.rules import may_take_over, where_one_may
from curriculum.commons.structured import as_learning_resource
from curriculum.commons.views.reviews import said_of
from curriculum.licences import outcome, terms_of
from curriculum.models import Version
from curriculum.nodes import tree
from tenancy.refusal import Refused
from web.links import redirect_here, url_at
from web.paging import page_of
from web.structured import json_ld

FEW_REVIEWS, MOST_PLACES = 3, 5  # on the page of a curriculum


@require_GET
def commons(request: AccessRequest) -> HttpResponse:
    """Each told whether it fits: the community that is asked for, else the reader's first."""
    places = places_of(request.access)
    form = CatalogueForm(request.GET, facets=facets_lately(), places=places)
    wanted, fits = form.wanted, form.narrows_to
    ground = ground_of(fits or places[0]) if places else None
    found = find(wanted, reader_language=get_language() or "en", ground=ground if fits else None)
    page = page_of(request, found.rows, 20)
    page = replace(page, rows=[(row, fit_of(row, ground) if ground else None) for row in page])
    context = {
        "form": form, "page": page, "narrowed": wanted != Wanted() or fits,
        "filtered": wanted._replace(text="") != Wanted() or fits, "is_close": found.is_close,
    }  # fmt: skip
    return render(request, "commons/catalogue.html", context)


@require_http_methods(["GET", "POST"])
def shared_version(request: AccessRequest, pk: UUID) -> HttpResponse:
    """Read it; who writes in a community says here which one takes it over."""
    shared = readable(pk)
    if shared is None:
        raise Http404
    homes = may_take_over(request.access, shared)
    if request.method == "POST":
        form = WhereForm(request.POST, communities=homes)
        if form.is_valid():
            home = next(one for one in homes if one.slug == form.cleaned_data["community"])
            return HttpResponseRedirect(url_at(home, "commons-adopt", shared.pk))
    branches, address = tree(shared.node_data), request.build_absolute_uri(request.path)
    bases = readable_bases(shared)
    based_on = [request.build_absolute_uri(reverse("commons-version", args=[one.pk])) for one in bases]
    context = {
        "shared": shared,
        "circles": circles_of(shared),
        "licence": terms_of(shared.licence),
        "versions": versions_of(shared),
        "lineage": lineage_of(shared),
        "reviews": reviews_of(shared.curriculum)[:FEW_REVIEWS],
        **said_of(request, shared),
        "branches": branches,
        "unfolded": "open" in request.GET,
        "bases": bases,
        "own_address": address,
        "bibtex": as_bibtex(shared, address=address),
        "structured": json_ld(as_learning_resource(shared, branches, address=address, bases=based_on)),
        "fits": [fit_of(shared, ground_of(one)) for one in places_of(request.access)[:MOST_PLACES]],
        "writes_in": where_one_may(request.access, "curriculum.write"),
        "collections": collections_with(shared.curriculum),
        "collectors": where_one_may(request.access, "curriculum.publish") if shared.for_everyone else [],
        "homes": homes,
        "form": WhereForm(communities=homes),
    }
    return render(request, "commons/version.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def adopt(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Ask, then take it over."""
    shared = readable(pk)
    if shared is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            version = adopt_version(shared, by=request.access.membership)
        except Refused as problem:
            refusal = str(problem)
        else:
            messages.success(request, _("It is yours to change now; where it came from stays with it."))
            return redirect_here(request, "curriculum-curriculum", version.curriculum_id)
    reasons = outcome(shared.licences, shared.licence).reasons
    context = {"shared": shared, "refusal": refusal, "reasons": reasons}
    return render(request, "commons/adopt.html", context, status=422 if refusal else 200)


@require_POST
@needs("curriculum.publish")
def share(request: MemberRequest, pk: UUID, number: int) -> HttpResponse:
    version = get_object_or_404(Version.objects.select_related("curriculum"), curriculum=pk, number=number)
    form = AudienceForm(request.POST, circles=own_circles())
    if not form.is_valid():
        raise Refused(_("This page is out of date. Look at it again."))
    share_version(version, circles=form.circles)
    return redirect_here(request, "curriculum-curriculum", pk)


@require_POST
@needs("curriculum.publish")
def withdraw(request: MemberRequest, pk: UUID) -> HttpResponse:
    shared = get_object_or_404(SharedVersion, pk=pk, community=request.access.community)
    withdraw_from_commons(shared)
    messages.success(request, _("Nobody can take it over any more; who has it keeps it."))
    return redirect_here(request, "curriculum-curriculum", shared.curriculum)
