"""A teacher's rolls: which are to be taken, one to take or correct, and what they tell of each learner."""

from datetime import date, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from communities.access import MemberRequest, needs
from learners.models import Enrolment, Held, Offering
from learners.progress.attendance.actions import take_roll
from learners.progress.attendance.forms import RollRow, SessionForm, WhenForm
from learners.progress.attendance.models import Mode, Reason, Session, Was
from learners.progress.attendance.patterns import pattern_of
from learners.progress.attendance.queries import (
    announced_on,
    announcements_of,
    of_group,
    on_the_roll,
    presences_of,
    session_at,
    sessions_of,
    to_take,
)
from learners.progress.attendance.rules import refuse_who_does_not_teach
from learners.queries import card_of
from tenancy.refusal import Refused
from web.links import redirect_here, url_here
from web.paging import page_of

LATEST = 60


@require_GET
@needs("learners.see_enrolments")
def sessions(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What is to be taken, what was, and everyone; `?on` and `?starts` lead to the roll of any other meeting."""
    offering = _offering(request, pk)
    other = WhenForm(request.GET or None if "starts" in request.GET else None, initial={"on": timezone.localdate()})
    if other.is_valid():
        return HttpResponseRedirect(f"{url_here(request, 'attendance-roll', pk)}?{request.GET.urlencode()}")
    page = page_of(request, sessions_of(offering), 30)
    found = of_group(offering)
    learners = [(one, pattern_of(found.get(one.pk, ()))) for one in on_the_roll(offering)]
    context = {
        "offering": offering, "page": page, "other": other, "learners": learners,
        "waiting": to_take(offering, card_of(offering), today=timezone.localdate()),
    }  # fmt: skip
    return render(request, "attendance/sessions.html", context)


@require_http_methods(["GET", "POST"])
@needs("learners.see_enrolments")
def roll(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Of the meeting that the address names: everyone is there until somebody says otherwise."""
    offering, when = _offering(request, pk), WhenForm(request.GET)
    if not when.is_valid():
        return redirect_here(request, "attendance-sessions", pk)
    on, starts = when.cleaned_data["on"], when.cleaned_data["starts"]
    session = session_at(offering, on, starts)
    rows = _rows(offering, session, on)
    about = {"mode": session.mode, "note": session.note} if session else {"mode": _mode(when, offering)}
    form = SessionForm(request.POST if request.method == "POST" else None, initial=about)
    if form.is_valid() and _take(request, offering, form, rows, on=on, starts=starts):
        return redirect_here(request, "attendance-sessions", pk)
    context = {
        "offering": offering, "on": on, "starts": starts, "session": session, "rows": rows, "form": form,
        "choices": Was.choices, "reasons": Reason.choices,
    }  # fmt: skip
    return render(request, "attendance/roll.html", context, status=422 if form.is_bound else 200)


@require_GET
@needs("learners.see_enrolments")
def learner(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One learner of one's own groups."""
    enrolment = get_object_or_404(Enrolment.objects.select_related("card", "offering"), pk=pk)
    refuse_who_does_not_teach(request.access, enrolment.offering)
    presences = list(presences_of(enrolment)[:LATEST])
    context = {
        "enrolment": enrolment, "presences": presences, "pattern": pattern_of(presences),
        "announcements": list(announcements_of(enrolment)[:10]),
    }  # fmt: skip
    return render(request, "attendance/learner.html", context)


def _offering(request: MemberRequest, pk: UUID) -> Offering:
    offering: Offering = get_object_or_404(Offering.objects.select_related("version"), pk=pk)
    refuse_who_does_not_teach(request.access, offering)
    return offering


def _mode(when: WhenForm, offering: Offering) -> str:
    online = Mode.ONLINE if offering.held == Held.ONLINE else Mode.IN_PERSON
    return when.cleaned_data["mode"] or online.value


def _rows(offering: Offering, session: Session | None, on: date) -> list[RollRow]:
    """Everyone enrolled, and who is on the roll already and has left since."""
    known = {one.enrolment_id: one for one in session.roll.select_related("enrolment")} if session else {}
    announced, there = announced_on(offering, on), list(on_the_roll(offering))
    left = sorted((one.enrolment for key, one in known.items() if key not in {e.pk for e in there}), key=str)
    return [RollRow(one, known.get(one.pk), announced.get(one.pk)) for one in [*there, *left]]


def _take(
    request: MemberRequest, offering: Offering, form: SessionForm, rows: list[RollRow], *, on: date, starts: time
) -> bool:  # fmt: skip
    sent = {row.enrolment.pk: said for row in rows if (said := row.sent(request.POST))}
    shown: dict[Any, Any] = {row.enrolment.pk: row.was_shown(request.POST) for row in rows}
    about = {"on": on, "starts": starts, "by": request.access.person, **form.cleaned_data}
    try:
        take_roll(offering, said=sent, shown=shown, **about)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The roll is kept."))
    return True
