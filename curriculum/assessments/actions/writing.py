"""Write the questions of a draft's assessment, and what the community keeps at hand for it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Membership
from curriculum.actions import edit_node
from curriculum.actions.locking import locked
from curriculum.assessments.models import BankQuestion, QuestionBank, Rubric
from curriculum.models import Competency, Node
from curriculum.questions import Question, question_json, read_rubric
from tenancy.refusal import Refused, refusing

MOST_TAGS = 20


@transaction.atomic
def put_question(node: Node, question: Question) -> Node:
    """In the place of the one of its key, or as the last; a new one that is there already is the same one."""
    current = _as_it_is(node)
    keys = [one.key for one in current.questions]
    if question.key in keys:
        return _write(current, [question if one.key == question.key else one for one in current.questions])
    return _write(current, [*current.questions, question])


@transaction.atomic
def take_question_out(node: Node, key: UUID) -> Node:
    current = _as_it_is(node)
    return _write(current, [one for one in current.questions if one.key != key])


@transaction.atomic
def move_question(node: Node, key: UUID, *, up: bool) -> Node:
    current = _as_it_is(node)
    rows = list(current.questions)
    at = next((at for at, one in enumerate(rows) if one.key == key), -1)
    to = at - 1 if up else at + 1
    if at < 0 or not 0 <= to < len(rows):
        raise Refused(_("It cannot be moved further this way."))
    rows[at], rows[to] = rows[to], rows[at]
    return _write(current, rows)


def _as_it_is(node: Node) -> Node:
    """Writers of one curriculum take turns."""
    found: Node = locked(node.curriculum).nodes.select_related("curriculum").get(pk=node.pk)
    return found


def _write(node: Node, questions: Sequence[Question]) -> Node:
    return edit_node(node, questions=tuple(questions))


@transaction.atomic
def make_bank(*, by: Membership, title: str, language: str, summary: str = "") -> QuestionBank:
    made: QuestionBank = QuestionBank.objects.create(made_by=by, title=title, language=language, summary=summary)
    return made


@transaction.atomic
def edit_bank(bank: QuestionBank, **fields: Any) -> QuestionBank:
    for name, value in fields.items():
        setattr(bank, name, value)
    bank.edited_at = timezone.now()
    bank.save()
    return bank


@transaction.atomic
def keep_question(
    bank: QuestionBank, question: Question, *, competency: Competency | None = None, tags: Sequence[str] | None = None
) -> BankQuestion:
    """Put a copy into a bank, over the one of its key; where it is filed stays unless given."""
    found = BankQuestion.objects.filter(bank=bank, key=question.key).select_for_update().first()
    row = found or BankQuestion(bank=bank, key=question.key, competency=competency)
    row.type, row.prompt, row.content = question.type, question.prompt, question_json(question)
    if tags is not None:
        if len(tags) > MOST_TAGS:
            raise Refused(_("Give at most %(most)s tags.") % {"most": MOST_TAGS})
        row.competency, row.tags = competency, list(tags)
    row.edited_at = timezone.now()
    with refusing({"one_bank_question_a_key": _("The bank has this question already.")}):
        row.save()
    return row


@transaction.atomic
def forget_question(kept: BankQuestion) -> None:
    """Out of the bank; assessments keep their copies."""
    kept.delete()


@transaction.atomic
def forget_bank(bank: QuestionBank) -> None:
    """With its questions; assessments keep their copies."""
    bank.delete()


@transaction.atomic
def write_rubric(rubric: Rubric | None, *, by: Membership, content: Any) -> Rubric:
    """A new one, or another wording; questions that hold a copy keep it. Raises Malformed."""
    read = read_rubric(content)
    row = rubric or Rubric(made_by=by)
    row.title, row.content, row.edited_at = read.title, read.as_json(), timezone.now()
    row.save()
    return row


@transaction.atomic
def forget_rubric(rubric: Rubric) -> None:
    rubric.delete()
