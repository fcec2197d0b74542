"""The community's question banks and rubrics."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest, needs
from communities.names import language_names
from curriculum.assessments import actions
from curriculum.assessments.controls import Control
from curriculum.assessments.forms import TYPES, BankForm, FilingForm, QuestionsFilter, RubricForm, rubric_written
from curriculum.assessments.models import BankQuestion, QuestionBank, Rubric
from curriculum.assessments.queries import bank_questions, banks, rubrics
from curriculum.assessments.question_forms import QuestionForm
from curriculum.questions import KINDS, read_rubric
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of


@require_GET
@needs("curriculum.write")
def all_banks(request: MemberRequest) -> HttpResponse:
    return render(request, "assessments/banks.html", {"page": page_of(request, banks(), 30)})


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def edit_bank(request: MemberRequest, pk: UUID | None = None) -> HttpResponse:
    """A new one, or what one says about itself."""
    known = get_object_or_404(QuestionBank, pk=pk) if pk else None
    begins = {"language": next(iter(request.access.community.languages), "")}
    form = BankForm(request.POST or None, instance=known, initial=None if known else begins)
    if form.is_valid():
        given = form.cleaned_data
        bank = actions.edit_bank(known, **given) if known else actions.make_bank(by=request.access.membership, **given)
        return redirect_here(request, "assessments-bank", bank.pk)
    shown = {"form": form, "bank": known, "language_names": language_names()}
    return render(request, "assessments/write_bank.html", shown, status=422 if form.errors else 200)


@require_GET
@needs("curriculum.write")
def bank(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(QuestionBank, pk=pk)
    form = QuestionsFilter(request.GET)
    chosen = form.chosen()
    page = page_of(request, bank_questions(bank=found, text=chosen["text"], type=chosen["type"], tag=chosen["tag"]), 30)
    shown = {"bank": found, "form": form, "chosen": chosen, "page": page, "types": TYPES}
    return render(request, "assessments/bank.html", shown)


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def question(request: MemberRequest, pk: UUID, key: UUID | None = None) -> HttpResponse:
    """A new one (`?type=`), or another wording of one."""
    found = get_object_or_404(QuestionBank, pk=pk)
    row = get_object_or_404(BankQuestion.objects.select_related("competency"), bank=found, key=key) if key else None
    kind = row.type if row else request.GET.get("type", "")
    if kind not in KINDS:
        raise Http404
    known, data = row.question if row else None, request.POST or None
    form = QuestionForm(data, kind=kind, known=known, rubrics=rubrics() if KINDS[kind].by_hand else ())
    filing = FilingForm(data, initial=_filed(row) if row else None)
    if form.is_valid() and filing.is_valid() and "preview" not in request.POST:
        try:
            actions.keep_question(found, form.question, **filing.filed())
            return redirect_here(request, "assessments-bank", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown: dict[str, Any] = {
        "bank": found,
        "row": row,
        "form": form,
        "filing": filing,
        "label": KINDS[kind].label,
        "help": KINDS[kind].help,
    }
    asked = form.question if form.is_bound and form.is_valid() else known if not form.is_bound else None
    shown["control"] = Control(question=asked, number=1) if asked else None
    return render(request, "assessments/bank_question.html", shown, status=422 if form.errors or filing.errors else 200)


@require_POST
@needs("curriculum.write")
def forget_question(request: MemberRequest, pk: UUID, key: UUID) -> HttpResponse:
    actions.forget_question(get_object_or_404(BankQuestion, bank=pk, key=key))
    return redirect_here(request, "assessments-bank", pk)


@require_POST
@needs("curriculum.write")
def forget_bank(request: MemberRequest, pk: UUID) -> HttpResponse:
    actions.forget_bank(get_object_or_404(QuestionBank, pk=pk))
    return redirect_here(request, "assessments-banks")


@require_GET
@needs("curriculum.write")
def all_rubrics(request: MemberRequest) -> HttpResponse:
    return render(request, "assessments/rubrics.html", {"page": page_of(request, rubrics(), 30)})


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def rubric(request: MemberRequest, pk: UUID | None = None) -> HttpResponse:
    """A new one, or another wording; its levels are those of the mastery scale now."""
    known = get_object_or_404(Rubric, pk=pk) if pk else None
    levels = [step["name"] for step in request.access.community.mastery_scale]
    form = RubricForm(request.POST or None, initial=rubric_written(read_rubric(known.content)) if known else None)
    if form.is_valid():
        try:
            actions.write_rubric(known, by=request.access.membership, content=form.value(levels))
            return redirect_here(request, "assessments-rubrics")
        except Refused as refusal:
            form.add_error("criteria", getattr(refusal, "why", str(refusal)))
    shown = {"form": form, "rubric": known, "levels": levels, "now": read_rubric(known.content) if known else None}
    return render(request, "assessments/write_rubric.html", shown, status=422 if form.errors else 200)


@require_POST
@needs("curriculum.write")
def forget_rubric(request: MemberRequest, pk: UUID) -> HttpResponse:
    actions.forget_rubric(get_object_or_404(Rubric, pk=pk))
    return redirect_here(request, "assessments-rubrics")


def _filed(row: BankQuestion) -> dict[str, str]:
    return {"code": row.competency.code if row.competency else "", "tags": ", ".join(row.tags)}
