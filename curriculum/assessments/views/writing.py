"""The questions of a draft's assessment: written, put in order, tried out, taken from a bank and kept there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.access import MemberRequest, PersonRequest, needs, open_to
from curriculum.actions import edit_node
from curriculum.assessments.actions import keep_question, move_question, put_question, take_question_out
from curriculum.assessments.controls import Control, answer_of, results_of
from curriculum.assessments.forms import TYPES, KeepForm, QuestionsFilter, SessionForm
from curriculum.assessments.models import Answer, BankQuestion, QuestionBank
from curriculum.assessments.queries import bank_questions, banks, rubrics
from curriculum.assessments.question_forms import QuestionForm
from curriculum.assessments.rules import SHARE, rounded
from curriculum.models import Answers, Kind, Node
from curriculum.questions import KINDS, Malformed, Question
from curriculum.rules import writable
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of


@require_http_methods(["GET", "POST"])
@open_to("people")
def questions(request: PersonRequest, pk: UUID, key: UUID) -> HttpResponse:
    """All of them, and how the assessment is taken."""
    node = _assessment(request, pk, key)
    form = SessionForm(
        request.POST or None, initial={"attempts": node.attempts, "answers": node.answers or Answers.MARKED}
    )
    if form.is_valid() and _done(form, lambda: edit_node(node, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect_here(request, "assessments-questions", pk, key)
    shown = {
        **_place(node), "form": form, "types": TYPES, "member": request.access.membership is not None,
        "points": sum(one.points for one in node.questions),
    }  # fmt: skip
    return render(request, "assessments/questions.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@open_to("people")
def write(request: PersonRequest, pk: UUID, key: UUID, question: UUID | None = None) -> HttpResponse:
    """A new one (`?type=`), or another wording of one."""
    node = _assessment(request, pk, key)
    known = _question(node, question) if question else None
    kind = known.type if known else request.GET.get("type", "")
    if kind not in KINDS:
        raise Http404
    form = QuestionForm(request.POST or None, kind=kind, known=known, rubrics=rubrics() if KINDS[kind].by_hand else ())
    if form.is_valid() and "preview" not in request.POST and _done(form, lambda: put_question(node, form.question)):
        return redirect_here(request, "assessments-questions", pk, key)
    shown: dict[str, Any] = {
        **_place(node),
        "form": form,
        "label": KINDS[kind].label,
        "help": KINDS[kind].help,
        "known": known,
    }
    if form.is_valid():
        shown["control"] = Control(question=form.question, number=1)
    elif known and not form.is_bound:
        shown["control"] = Control(question=known, number=1)
    if known and request.access.can("curriculum.write"):
        shown["keep_form"] = KeepForm(None, banks=banks())
    return render(request, "assessments/write.html", shown, status=422 if form.errors else 200)


@require_POST
@open_to("people")
def move(request: PersonRequest, pk: UUID, key: UUID, question: UUID, to: str) -> HttpResponse:
    """A step that cannot be made changes nothing."""
    try:
        move_question(_assessment(request, pk, key), question, up=to == "up")
    except Refused as refusal:
        messages.info(request, str(refusal))
    return redirect_here(request, "assessments-questions", pk, key)


@require_POST
@open_to("people")
def delete(request: PersonRequest, pk: UUID, key: UUID, question: UUID) -> HttpResponse:
    take_question_out(_assessment(request, pk, key), question)
    return redirect_here(request, "assessments-questions", pk, key)


@require_http_methods(["GET", "POST"])
@open_to("people")
def preview(request: PersonRequest, pk: UUID, key: UUID) -> HttpResponse:
    """As a learner sees it; what is answered is marked at once and kept nowhere."""
    node = _assessment(request, pk, key)
    shown: dict[str, Any] = _place(node)
    controls = [Control(question=one, number=number) for number, one in enumerate(node.questions, 1)]
    if request.method == "POST":
        rows = {}
        for one in controls:
            try:
                one.answer = one.question.checked(answer_of(one.question, request.POST))
            except Malformed as refusal:
                one.error = refusal.why
            share = one.question.share(one.answer)
            rows[one.question.key] = Answer(
                question_key=one.question.key, answer=one.answer, share=None if share is None else rounded(share, SHARE)
            )
        shown["results"] = results_of(node, rows, solutions=node.answers != Answers.NEVER)
    return render(request, "assessments/preview.html", {**shown, "controls": controls})


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def pick(request: MemberRequest, pk: UUID, key: UUID) -> HttpResponse:
    """From the community's banks, those that are not in it yet."""
    node = _assessment(request, pk, key)
    refusal = ""
    if request.method == "POST":
        chosen = BankQuestion.objects.filter(pk__in=[one for one in request.POST.getlist("question") if _is_key(one)])
        try:
            for one in chosen.order_by("pk"):
                put_question(node, one.question)
            return redirect_here(request, "assessments-questions", pk, key)
        except Refused as refused:
            refusal = str(refused)
    form = QuestionsFilter(request.GET)
    chosen_words = form.chosen()
    found = bank_questions(
        text=chosen_words["text"],
        type=chosen_words["type"],
        tag=chosen_words["tag"],
        without=[one.key for one in node.questions],
    )
    shown = {
        **_place(node),
        "form": form,
        "chosen": chosen_words,
        "page": page_of(request, found, 30),
        "refusal": refusal,
    }
    return render(request, "assessments/pick.html", shown, status=422 if refusal else 200)


@require_POST
@needs("curriculum.write")
def keep(request: MemberRequest, pk: UUID, key: UUID, question: UUID) -> HttpResponse:
    """A copy into a bank."""
    node, form = _assessment(request, pk, key), KeepForm(request.POST, banks=QuestionBank.objects.all())
    if form.is_valid():
        kept = keep_question(form.cleaned_data["bank"], _question(node, question))
        messages.success(request, _("“%(bank)s” has it now.") % {"bank": kept.bank.title})
    return redirect_here(request, "assessments-question", pk, key, question)


def _assessment(request: PersonRequest, pk: UUID, key: UUID) -> Node:
    curriculum = writable(request.access, pk)
    node: Node = get_object_or_404(curriculum.nodes.select_related("curriculum"), key=key, kind=Kind.ASSESSMENT)
    return node


def _question(node: Node, key: UUID) -> Question:
    for one in node.questions:
        if one.key == key:
            found: Question = one
            return found
    raise Http404


def _place(node: Node) -> dict[str, Any]:
    return {"node": node, "curriculum": node.curriculum}


def _done(form: Any, act: Any) -> bool:
    """The action is done, or its refusal stands in the form."""
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
