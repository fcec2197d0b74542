"""Take an assessment: its page in a version, an attempt, and one's attempts anywhere."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from communities.access import MemberRequest, PersonRequest, open_to
from curriculum.assessments.actions import add_evidence, begin_attempt, hand_in, remove_evidence, save_answers
from curriculum.assessments.controls import Control, answer_of
from curriculum.assessments.models import Attempt, Evidence
from curriculum.assessments.queries import assessment_of, attempts_at, own_attempts
from curriculum.assessments.reading import controls_of, evidence_of, result_context
from curriculum.assessments.rules import refuse_to_take
from curriculum.models import Version
from curriculum.questions import Malformed
from files.answers import file_answer
from tenancy.refusal import Refused
from web.links import redirect_here, url_here
from web.paging import page_of


@require_http_methods(["GET", "POST"])
@open_to("people")
def assessment(request: PersonRequest, pk: UUID, number: int, key: UUID) -> HttpResponse:
    """What it is, one's attempts so far, and the beginning of the next."""
    version = get_object_or_404(Version.objects.select_related("curriculum"), curriculum=pk, number=number)
    refuse_to_take(request.access, version)
    node, person, refusal = assessment_of(version, key), request.access.person, ""
    if node is None:
        raise Http404
    if request.method == "POST":
        member = request.access.membership
        try:
            name = member.display_name if member else str(person)
            made = begin_attempt(version, key=key, person=person, display_name=name)
            return redirect_here(request, "assessments-attempt", made.pk)
        except Refused as refused:
            refusal = str(refused)
    attempts = attempts_at(version, key, person.pk)
    shown = {
        "version": version, "node": node, "attempts": attempts, "refusal": refusal,
        "open": next((one for one in attempts if one.is_open), None),
        "left": None if node.attempts is None else max(0, node.attempts - len(attempts)),
        "points": sum(question.points for question in node.questions),
    }  # fmt: skip
    return render(request, "assessments/assessment.html", shown, status=422 if refusal else 200)


@require_http_methods(["GET", "POST"])
@open_to("people")
def attempt(request: PersonRequest, pk: UUID) -> HttpResponse:
    """While it is open the questions to answer, saved or handed in; then what became of it."""
    own = _own(request, pk)
    if not own.is_open:
        return _result(request, own)
    if request.method == "GET":
        return _questions(request, own, look="look" in request.GET)
    return _save(request, own)


@require_GET
@open_to("people")
def evidence(request: PersonRequest, pk: UUID, one: UUID, name: str) -> HttpResponseBase:
    """A file, for whose it is and for who marks it."""
    found = get_object_or_404(Evidence.objects.select_related("file", "attempt"), attempt=pk, pk=one)
    marks = request.access.can("assessments.mark") and not found.attempt.is_open
    if found.person_id != request.access.person.pk and not marks:
        raise Http404
    return file_answer(request, found.file)


@require_GET
def my_attempts(request: MemberRequest) -> HttpResponse:
    return render(request, "assessments/mine.html", {"page": page_of(request, own_attempts(), 30)})


@require_GET
def my_attempt(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Wherever it was made."""
    return render(request, "assessments/result.html", {**result_context(pk), "mine": True})


def _own(request: PersonRequest, pk: UUID) -> Attempt:
    """Nobody else's: who marks reads it on a page of its own."""
    found: Attempt = get_object_or_404(Attempt.objects.select_related("curriculum", "version"), pk=pk)
    if found.person_id != request.access.person.pk:
        raise PermissionDenied if request.access.can("assessments.mark") else Http404()
    return found


def _save(request: PersonRequest, own: Attempt) -> HttpResponse:
    controls, faults = _sent(request, own)
    if faults:
        return _questions(request, own, controls, status=422)
    given = {one.question.key: one.answer for one in controls}
    save_answers(own, given, shown={one.question.key: one.was for one in controls if one.was})
    if not _keep_evidence(request, own, controls):
        return _questions(request, own, controls, status=422)
    if request.headers.get("HX-Request"):  # while one writes
        return render(request, "assessments/saved.html", {"controls": controls_of(own)})
    if "hand_in" in request.POST:
        hand_in(own)
        messages.success(request, _("Handed in: “%(title)s”.") % {"title": own.title})
    elif "remove" in request.POST:
        messages.success(request, _("Taken away."))
    elif "look" in request.POST:
        return HttpResponseRedirect(f"{url_here(request, 'assessments-attempt', own.pk)}?look")
    else:
        messages.success(request, _("Saved. You can go on whenever you like."))
    return redirect_here(request, "assessments-attempt", own.pk)


def _keep_evidence(request: PersonRequest, own: Attempt, controls: list[Control]) -> bool:
    """Files that came with the answers are kept, one that is to go is taken away; a refusal stands at its question."""
    if gone := request.POST.get("remove"):
        for each in evidence_of(own):
            if str(each.pk) == gone:
                remove_evidence(each)
    for one in controls:
        for upload in request.FILES.getlist(f"{one.name}-file"):
            try:
                add_evidence(own, key=one.question.key, file=upload)
            except Refused as refusal:
                one.error = str(refusal)
    return not any(one.error for one in controls)


def _sent(request: PersonRequest, own: Attempt) -> tuple[list[Control], bool]:
    """What was sent, of the questions that the window showed, and whether something in it is no answer."""
    controls, faults = [one for one in controls_of(own) if f"{one.name}-shown" in request.POST], False
    for one in controls:
        given, one.was = answer_of(one.question, request.POST), request.POST.get(f"{one.name}-shown", "")
        try:
            one.answer = one.question.checked(given)
        except Malformed as refusal:
            one.error, faults = refusal.why, True
            one.raw = {"text": request.POST.get(one.name, ""), "links": request.POST.get(f"{one.name}-links", "")}
    return controls, faults


def _questions(
    request: PersonRequest,
    own: Attempt,
    controls: list[Control] | None = None,
    *,
    look: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {"attempt": own, "controls": controls or controls_of(own), "faulty": status != 200, "look": look}
    return render(request, "assessments/attempt.html", context, status=status)


def _result(request: PersonRequest, own: Attempt) -> HttpResponse:
    """Handing in again what is handed in changes nothing."""
    if request.method == "POST":
        if "hand_in" not in request.POST:
            messages.warning(request, _("It was handed in already: what this window had besides is not in it."))
        return redirect_here(request, "assessments-attempt", own.pk)
    return render(request, "assessments/result.html", result_context(own.pk))
