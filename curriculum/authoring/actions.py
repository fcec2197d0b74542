"""Talk about a draft, and add to it what a document holds."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from curriculum.actions import fill_draft, locked
from curriculum.authoring.documents import Section
from curriculum.authoring.models import DraftComment
from curriculum.authoring.news import tell
from curriculum.authoring.queries import name_here, who_may_write, writers_of
from curriculum.models import Curriculum, Kind
from curriculum.nodes import NodeData, data_of
from tenancy.refusal import Refused


@transaction.atomic
def comment_on_draft(
    curriculum: Curriculum, *, by: Person, text: str, key: UUID | None = None, parent: DraftComment | None = None
) -> DraftComment:
    """Open a thread about the whole or the part of that key, or answer in `parent`'s; others who write are told."""
    curriculum = locked(curriculum)
    about = ""
    if parent:
        parent = DraftComment.objects.select_related("curriculum").get(pk=parent.parent_id or parent.pk)
        if parent.curriculum_id != curriculum.pk:
            raise Refused(_("That comment is about another curriculum."))
        if parent.resolved_at:
            raise Refused(_("This is resolved. Open it again to answer."))
        key, about = parent.key, parent.about
    elif key:
        part = curriculum.nodes.filter(key=key).first()
        if part is None:
            raise Refused(_("There is no such part in this draft."))
        about = part.title
    people = _of_thread(parent) if parent else writers_of(curriculum)
    name = name_here(by)
    made: DraftComment = DraftComment.objects.create(
        curriculum=curriculum, key=key, about=about, parent=parent, person=by, name=name, text=text
    )
    tell("answered" if parent else "commented", made, people, name=name, by=by.pk, key=str(made.pk))
    return made


@transaction.atomic
def resolve(comment: DraftComment, *, by: Person) -> DraftComment:
    """Settle a thread; those who spoke in it are told."""
    comment = _opening(comment)
    if comment.resolved_at is None:
        comment.resolved_at, comment.resolved_by = timezone.now(), name_here(by)
        comment.save(update_fields=["resolved_at", "resolved_by"])
        key = f"{comment.pk} {comment.resolved_at.isoformat()}"
        tell("resolved", comment, _of_thread(comment), name=comment.resolved_by, by=by.pk, key=key)
    return comment


@transaction.atomic
def reopen(comment: DraftComment) -> DraftComment:
    comment = _opening(comment)
    comment.resolved_at, comment.resolved_by = None, ""
    comment.save(update_fields=["resolved_at", "resolved_by"])
    return comment


def _opening(comment: DraftComment) -> DraftComment:
    """As it is now, held; an archived draft is not talked about."""
    locked(comment.curriculum)
    return DraftComment.objects.select_related("curriculum").get(pk=comment.pk)


def _of_thread(opening: DraftComment) -> set[UUID]:
    """Who has spoken in it and may still write."""
    spoke = {opening.person_id, *opening.answers.values_list("person_id", flat=True)}
    return spoke & who_may_write(opening.curriculum)


@transaction.atomic
def add_sections(curriculum: Curriculum, parts: Iterable[Section]) -> None:
    """After what the draft holds: units, each with the activities that follow it."""
    curriculum = locked(curriculum)
    there = [data_of(node) for node in curriculum.nodes.all()]
    made: list[NodeData] = []
    unit, places = None, {None: sum(node.parent_key is None for node in there)}
    for one in parts:
        key, parent = uuid4(), None if one.is_unit else unit
        made.append(
            NodeData(
                key=key, kind=Kind.UNIT if one.is_unit else Kind.ACTIVITY, parent_key=parent,
                position=places.setdefault(parent, 0), title=one.title, body=one.body, minutes=None,
            )
        )  # fmt: skip
        places[parent] += 1
        unit = key if one.is_unit else unit
    fill_draft(curriculum, [*there, *made])
