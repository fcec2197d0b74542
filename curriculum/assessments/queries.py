"""Read assessments of versions, attempts, banks and rubrics."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from curriculum.assessments.models import Attempt, BankQuestion, QuestionBank, Rubric
from curriculum.models import Curriculum, Kind, Version, VersionNode


def assessment_of(version: Version, key: UUID) -> VersionNode | None:
    return VersionNode.objects.filter(version=version, key=key, kind=Kind.ASSESSMENT).first()


def assessments_of(version: Version) -> QuerySet[VersionNode]:
    """Those with questions."""
    return VersionNode.objects.filter(version=version, kind=Kind.ASSESSMENT).exclude(questions=[])


def latest_assessment(curriculum: Curriculum, key: UUID) -> VersionNode | None:
    """As it stands in the latest version that has it."""
    found = VersionNode.objects.filter(version__curriculum=curriculum, key=key, kind=Kind.ASSESSMENT)
    return found.select_related("version").order_by("-version__number").first()


def attempts_at(version: Version, key: UUID, person: UUID) -> list[Attempt]:
    """A person's at an assessment, in whatever version of the curriculum, the latest first."""
    found = Attempt.objects.filter(curriculum=version.curriculum_id, node_key=key, person=person)
    return list(found.defer("questions").order_by("-number"))


def own_attempts() -> QuerySet[Attempt]:
    """In a person's scope: theirs everywhere, the latest first."""
    return Attempt.objects.select_related("community").defer("questions").order_by("-begun_at", "-id")


def handed_in(*, waiting: bool, curriculum: UUID | None = None, key: UUID | None = None) -> QuerySet[Attempt]:
    """In a community: what is handed in, `waiting` for a mark (the oldest first) or all (the latest first)."""
    found = Attempt.objects.filter(handed_in_at__isnull=False)
    if curriculum and key:
        found = found.filter(curriculum=curriculum, node_key=key)
    found = found.defer("questions")
    if waiting:
        return found.filter(marked_at__isnull=True).order_by("handed_in_at", "id")
    return found.order_by("-handed_in_at", "-id")


def banks() -> QuerySet[QuestionBank]:
    """With how many questions each has, by title."""
    found: QuerySet[QuestionBank] = QuestionBank.objects.annotate(size=Count("questions")).order_by("title", "pk")
    return found


def bank_questions(
    *, bank: QuestionBank | None = None, text: str = "", type: str = "", tag: str = "", without: Sequence[UUID] = ()
) -> QuerySet[BankQuestion]:
    """Of a bank or of all, the latest edited first; words are sought in the prompt, the competency and the tags."""
    found = BankQuestion.objects.select_related("bank", "competency").order_by("-edited_at", "-pk")
    if bank:
        found = found.filter(bank=bank)
    if type:
        found = found.filter(type=type)
    if tag:
        found = found.filter(tags__contains=[tag])
    for word in text.split():
        about = Q(competency__code__icontains=word) | Q(competency__statement__icontains=word)
        found = found.filter(Q(prompt__icontains=word) | Q(tags__icontains=word) | about)
    return found.exclude(key__in=without) if without else found


def rubrics() -> QuerySet[Rubric]:
    return Rubric.objects.order_by("title", "pk")
