"""A teacher's view of an offering: everyone and everything at a glance, marked by learner or by activity."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from communities.access import MemberRequest, needs
from curriculum.registry import panels_of
from files.views import export
from learners.consents.models import SharedRecord
from learners.consents.noting import note_reading
from learners.consents.queries import shared_by
from learners.equity import in_words
from learners.forms import KindForm, OutcomeForm, posted
from learners.models import Enrolment, Offering
from learners.progress.actions import mark_activity
from learners.progress.forms import MarkRow, all_valid
from learners.progress.grid import Grid, columns_of
from learners.progress.queries import handed_in, quiet_in, standings_in
from learners.progress.reading import teaches
from learners.queries import card_of, history_of, learners_of
from learners.registry import RECORD_PAGE
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of

MARKS = {"GET": "learners.see_enrolments", "POST": "progress.mark"}
AT_ONCE = 30  # learners on one page


@require_GET
@needs("learners.see_enrolments")
def group(request: MemberRequest, pk: UUID) -> HttpResponse:
    offering = get_object_or_404(Offering.objects.select_related("version"), pk=pk)
    outline, scale = card_of(offering).outline, request.access.community.mastery_scale
    name = request.GET.get("name", "").strip()
    page = page_of(request, learners_of(offering, name=name), AT_ONCE)
    standings = standings_in(page.rows, outline=outline, scale=scale)
    context = {
        "offering": offering,
        "name": name,
        "grid": Grid(outline=outline, unit=request.GET.get("unit", ""), standings=standings),
        "page": page,
        "scale": list(enumerate(scale, 1)),
        "ready": list(handed_in(offering).defer("work")[:6]),
        "teaches": teaches(request.access, offering),
        "quiet": quiet_in(offering, total=len(outline))[:6],
    }
    return render(request, "progress/group.html", context)


@require_http_methods(["GET", "POST"])
@needs("learners.see_enrolments")
def group_csv(request: MemberRequest, pk: UUID) -> HttpResponseBase:
    """Every learner's level in every activity."""
    return export(request, "learners.group", {"offering": str(pk)})


@require_http_methods(["GET", "POST"])
@needs(MARKS)
def activity_column(request: MemberRequest, pk: UUID, key: UUID) -> HttpResponse:
    """One activity of every learner."""
    offering = get_object_or_404(Offering.objects.select_related("version"), pk=pk)
    scale, outline = request.access.community.mastery_scale, columns_of(card_of(offering).outline, key)
    if not outline:
        raise Http404
    page = page_of(request, learners_of(offering).select_related("card"), AT_ONCE)
    rows = [
        MarkRow(one.enrolment, one.activities[0], prefix=str(one.enrolment.pk), scale=scale, data=posted(request))
        for one in standings_in(page.rows, outline=outline, scale=scale, others=False, with_work=True)
    ]
    if request.method == "POST" and _save(request, rows):
        return redirect_here(request, "progress-group", pk)
    context = {"offering": offering, "activity": outline[0], "rows": rows, "page": page}
    return render(request, "progress/activity_column.html", context, status=200 if request.method == "GET" else 422)


@require_http_methods(["GET", "POST"])
@needs(MARKS)
def enrolment(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Every activity of one learner, and how it ended for them."""
    shown = get_object_or_404(Enrolment.objects.select_related("card", "offering", "home"), pk=pk)
    scale = request.access.community.mastery_scale
    (standing,) = standings_in([shown], outline=shown.card.outline, scale=scale, others=False, with_work=True)
    rows = [
        MarkRow(shown, activity, prefix=activity.key, scale=scale, data=posted(request))
        for activity in standing.activities
    ]
    if request.method == "POST" and _save(request, rows):
        return redirect_here(request, "progress-enrolment", pk)
    context = {"enrolment": shown, "offering": shown.offering, "standing": standing, "rows": rows}
    context["said"] = in_words(shown.attributes) if request.access.can("learners.see_equity") else []
    context["shared"] = _shared(request, shown)
    context["kind_form"] = KindForm(initial={"kind": shown.kind, "trial_until": shown.trial_until})
    context["changes"] = list(history_of(shown))
    context["outcome_form"] = OutcomeForm(initial={"outcome": shown.outcome})
    context["sees_evidence"] = teaches(request.access, shown.offering)
    context["panels"] = panels_of(RECORD_PAGE, request, shown)
    context["next"] = handed_in(shown.offering).exclude(enrolment=shown).defer("work").first()
    return render(request, "progress/enrolment.html", context, status=200 if request.method == "GET" else 422)


def _shared(request: MemberRequest, shown: Enrolment) -> list[SharedRecord]:
    """What the learner shares with the community, who sees that it was read."""
    found = list(shared_by(shown.person_id)) if request.access.can("consents.see_shared") else []
    note_reading(found, by=request.access)
    return found


def _save(request: MemberRequest, rows: list[MarkRow]) -> bool:
    """Write every mark that changed, or none."""
    if not all_valid(rows):
        return False
    changed = [row for row in rows if row.is_changed]
    for row in changed:
        try:
            _mark(request, row)
        except Refused as refusal:
            row.form.add_error(None, str(refusal))
            return False
    told = ngettext("%(n)s mark saved.", "%(n)s marks saved.", len(changed))
    messages.success(request, told % {"n": len(changed)} if changed else _("Nothing had changed."))
    return True


def _mark(request: MemberRequest, row: MarkRow) -> None:
    given: dict[str, Any] = row.form.given()
    mark_activity(row.enrolment, activity_key=UUID(row.activity.key), by=request.access.person, **given)
