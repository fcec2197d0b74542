"""Who belongs to the community, and one's own membership in it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest, needs
from communities.actions import end_membership, note_birth, rename_member
from communities.forms import BirthForm, DisplayNameForm, PeopleFilter
from communities.models import Membership
from communities.queries import count_by_role, history_of, members
from communities.roles import ROLES
from tenancy.refusal import Refused
from web.exports import csv_file
from web.links import redirect_here
from web.paging import page_of


@require_GET
@needs("communities.see_people")
def people(request: MemberRequest) -> HttpResponseBase:
    community = request.access.community
    form = PeopleFilter(request.GET, community=community)
    chosen = form.chosen()
    found = members(**chosen, sort=request.GET.get("sort", "name"))
    if request.GET.get("format") == "csv":
        return csv_file(f"{community.slug}-people.csv", [_("Name"), _("Roles"), _("Since"), _("Until")], _lines(found))
    query = request.GET.copy()
    query["format"] = "csv"
    shown: dict[str, Any] = {
        "form": form,
        "chosen": chosen,
        "page": page_of(request, found),
        "roles": [(ROLES[role], number, role) for role, number in count_by_role().items()],
        "export": f"?{query.urlencode()}",
    }
    return render(request, "communities/people.html", shown)


def _lines(found: Any) -> Any:
    for member in found.iterator():
        yield member.display_name, ", ".join(str(ROLES[role]) for role in member.roles), member.since, member.until


@require_GET
@needs("communities.see_people")
def person(request: MemberRequest, pk: UUID) -> HttpResponse:
    member: Membership = get_object_or_404(Membership, pk=pk)
    return _person_page(request, member, BirthForm(initial={"born_on": member.born_on}))


@require_POST
@needs("communities.manage_people")
def birth(request: MemberRequest, pk: UUID) -> HttpResponse:
    member: Membership = get_object_or_404(Membership, pk=pk)
    form = BirthForm(request.POST)
    if form.is_valid():
        try:
            note_birth(member, **form.cleaned_data)
            messages.success(request, _("The day of birth is kept."))
            return redirect_here(request, "communities-person", pk)
        except Refused as refusal:
            form.add_error("born_on", str(refusal))
    return _person_page(request, member, form)


def _person_page(request: MemberRequest, member: Membership, form: BirthForm) -> HttpResponse:
    own = request.access.membership == member
    shown = {"member": member, "own": own, "history": history_of(member), "birth_form": form}
    return render(request, "communities/person.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def membership(request: MemberRequest) -> HttpResponse:
    """One's own: what one is called here, what one is, and the way out."""
    own = request.access.membership
    form = DisplayNameForm(request.POST or None, initial={"display_name": own.display_name})
    if form.is_valid():
        rename_member(own, **form.cleaned_data)
        messages.success(request, _("You are called %(display_name)s here now.") % form.cleaned_data)
        return redirect_here(request, "communities-membership")
    return _own_page(request, form)


@require_POST
def leave(request: MemberRequest) -> HttpResponse:
    own = request.access.membership
    try:
        end_membership(own)
    except Refused as refusal:
        return _own_page(request, DisplayNameForm(initial={"display_name": own.display_name}), str(refusal))
    messages.success(request, _("You have left %(community)s.") % {"community": request.access.community})
    return HttpResponseRedirect("/me/")


def _own_page(request: MemberRequest, form: DisplayNameForm, refusal: str = "") -> HttpResponse:
    own = request.access.membership
    shown = {"form": form, "member": own, "history": history_of(own), "refusal": refusal}
    return render(request, "communities/membership.html", shown, status=422 if refusal or form.errors else 200)
