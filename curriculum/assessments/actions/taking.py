"""Begin an attempt, save what was answered, hand it in."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from curriculum.assessments.models import Answer, Attempt
from curriculum.assessments.news import tell_markers
from curriculum.assessments.rules import SHARE, digest, rounded, score_of
from curriculum.models import Kind, Version, VersionNode
from curriculum.questions import Malformed
from tenancy.refusal import Refused, refusing

# What apps above do with a marked attempt, in the same transaction; the person marked it or, by machine, handed it in.
ON_MARKED: list[Callable[[Attempt, Person], None]] = []
MOST_REPLACED = 5  # answers of other windows that are kept beside one


@transaction.atomic
def begin_attempt(version: Version, *, key: UUID, person: Person, display_name: str) -> Attempt:
    """The one that is open, or a new one while there is one left."""
    node = VersionNode.objects.filter(version=version, key=key, kind=Kind.ASSESSMENT).first()
    if node is None or not node.questions:
        raise Refused(_("There are no questions here."))
    own = Attempt.objects.filter(curriculum=version.curriculum_id, node_key=key, person=person).order_by("-number")
    last = own.select_for_update(of=["self"]).first()
    if last and last.is_open:
        return last
    number = last.number + 1 if last else 1
    if node.attempts is not None and number > node.attempts:
        raise Refused(_("You have no attempt left."))
    with refusing({"one_attempt": _("You have begun another attempt meanwhile. Open the page again.")}):
        made: Attempt = Attempt.objects.create(
            curriculum_id=version.curriculum_id, version=version, node_key=key, number=number, person=person,
            display_name=display_name, title=node.title, curriculum_title=version.title, questions=node.questions,
            attempts=node.attempts, answers=node.answers,
        )  # fmt: skip
    return made


@transaction.atomic
def save_answers(attempt: Attempt, answers: Mapping[UUID, Any], *, shown: Mapping[UUID, str] | None = None) -> Attempt:
    """Keep these answers. `shown` has the digests of what the window showed before: what it did not change stays as
    another window left it; what both changed is kept beside the later one. Raises Malformed, and then keeps nothing."""
    attempt = locked(attempt)
    if not attempt.is_open:
        raise Refused(_("This attempt is handed in already."))
    known = {one.question_key: one for one in attempt.given.all()}
    questions = {question.key: question for question in attempt.questions}
    changed: list[Answer] = []
    for key, given in answers.items():
        if key not in questions:
            raise Malformed(str(key), _("There is no such question."))
        answer, was = questions[key].checked(given, str(key)), (shown or {}).get(key)
        row = known.get(key) or Answer(attempt=attempt, person_id=attempt.person_id, question_key=key)
        if answer == row.answer or (was is not None and was == digest(answer)):
            continue
        if was is not None and was != digest(row.answer) and row.answer is not None:
            row.replaced = [row.answer, *row.replaced][:MOST_REPLACED]
        row.answer, row.saved_at = answer, timezone.now()
        changed.append(row)
    _write(changed, known, ["answer", "replaced", "saved_at"])
    return attempt


@transaction.atomic
def hand_in(attempt: Attempt) -> Attempt:
    """Once; again changes nothing. What the machine can mark is marked at once."""
    attempt = locked(attempt)
    if not attempt.is_open:
        return attempt
    known = {one.question_key: one for one in attempt.given.all()}
    shown = set(attempt.evidence.values_list("question_key", flat=True))
    rows: dict[UUID, Answer] = {}
    for question in attempt.questions:
        row = known.get(question.key) or Answer(attempt=attempt, person_id=attempt.person_id, question_key=question.key)
        share = None if question.key in shown else question.share(row.answer)
        row.share = None if share is None else rounded(share, SHARE)
        rows[question.key] = row
    _write(rows.values(), known, ["share"])
    attempt.handed_in_at = timezone.now()
    if all(row.share is not None for row in rows.values()):
        shares = {key: row.share for key, row in rows.items()}
        attempt.marked_at, attempt.score = attempt.handed_in_at, score_of(attempt.questions, shares)
    attempt.save()
    if attempt.is_marked:
        for do in ON_MARKED:
            do(attempt, attempt.person)
    else:
        tell_markers(attempt)
    return attempt


def _write(rows: Iterable[Answer], known: Mapping[UUID, Answer], fields: list[str]) -> None:
    """Two statements, however many there are."""
    kept = {one.pk for one in known.values()}
    Answer.objects.bulk_create([row for row in rows if row.pk not in kept])
    Answer.objects.bulk_update([row for row in rows if row.pk in kept], fields)


def locked(attempt: Attempt) -> Attempt:
    """The row as it is now, held until the transaction ends."""
    row: Attempt = Attempt.objects.select_for_update(of=["self"]).get(pk=attempt.pk)
    return row
