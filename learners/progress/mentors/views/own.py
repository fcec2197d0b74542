"""A learner's mentors, and those of a child, for their guardian, who is logged."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest
from learners.consents.acting import Acting, acting
from learners.consents.models import Consent
from learners.consents.queries import Place, own_memberships, places
from learners.forms import posted
from learners.progress.mentors.actions import ask, part
from learners.progress.mentors.forms import AskForm, WhereForm
from learners.progress.mentors.models import Mentoring
from learners.progress.mentors.queries import PURPOSE, own_mentorings, who_may_mentor
from tenancy.refusal import Refused
from tenancy.scope import in_community


@require_GET
def mentors(request: MemberRequest, child: UUID | None = None) -> HttpResponse:
    with acting(request.access.person, child, what=gettext_lazy("Your mentors")) as who:
        standing = Consent.objects.filter(purpose=PURPOSE, ended_at__isnull=True)
        consents: dict[Any, Consent] = {one.community_id: one for one in standing if one.is_standing}
        rows = [
            {"mentoring": one, "consent": consents.get(one.community_id), "end": _url(who, "end", one.pk)}
            for one in own_mentorings()
        ]
        links = {"ask": _url(who, "ask"), "consents": who.url("list")}
        return render(request, "mentors/mentors.html", {"who": who, "rows": rows, "links": links})


@require_http_methods(["GET", "POST"])
def ask_one(request: MemberRequest, child: UUID | None = None) -> HttpResponse:
    """First in which community (by the address), then whom."""
    with acting(request.access.person, child, what=gettext_lazy("Your mentors")) as who:
        found = list(places(own_memberships()).values())
        where = WhereForm(request.GET or None, places=found)
        context: dict[str, Any] = {"who": who, "form": where, "links": {"mentors": _url(who, "mentors")}, "any": found}
        if not where.is_valid():
            return render(request, "mentors/ask.html", context)
        place = where.places[where.cleaned_data["community"]]
        with in_community(place.community.pk):
            people = list(who_may_mentor(place.community, learner=who.learner)[:200])
        form = AskForm(posted(request), people=people)
        if form.is_valid() and _ask(request, who, form, place):
            return HttpResponseRedirect(_url(who, "mentors"))
        context |= {"form": form, "place": place, "people": people}
        return render(request, "mentors/ask.html", context, status=422 if form.is_bound else 200)


def _ask(request: MemberRequest, who: Acting, form: AskForm, place: Place) -> bool:
    given = form.cleaned_data
    try:
        made = ask(
            who, community=place.community, mentor=UUID(given["mentor"]), words=given["words"], days=given["days"]
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("%(name)s was asked.") % {"name": made.mentor_name})
    return True


@require_POST
def end(request: MemberRequest, pk: UUID, child: UUID | None = None) -> HttpResponse:
    with acting(request.access.person, child, what=gettext_lazy("Your mentors")) as who:
        try:
            part(who, pk=pk)
            messages.success(request, _("It has ended; your plan is closed to them."))
        except Mentoring.DoesNotExist as missing:
            raise Http404 from missing
        except Refused as refusal:
            messages.error(request, str(refusal))
        return HttpResponseRedirect(_url(who, "mentors"))


def _url(who: Acting, name: str, *args: Any) -> str:
    if who.child:
        return reverse(f"mentors-child-{name}", args=[who.learner, *args])
    return reverse(f"mentors-{name}", args=args)
