"""What a family's page shows: in the learner's scope all that is theirs, in a community's what it recorded."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from communities.access import Access
from communities.models import Community
from curriculum.models import CompetencyLink, Relation
from learners.consents.models import SharedRecord
from learners.consents.terms import FIELDS, label_of
from learners.models import Enrolment, Offering, OfferingTeacher
from learners.progress.attendance.models import Presence
from learners.progress.evidence.models import Assessment
from learners.progress.family.pages import Consented, Page, page_of
from learners.progress.models import Mark
from learners.progress.plans.models import Goal
from learners.progress.standing import Standing, standing_of
from learners.queries import learners_of, own_enrolments
from tenancy.scope import in_community

BACK = timedelta(days=183)  # how long what was shown in something that ended is told
GOALS = 6
TEACHING = "teaching"  # the purpose of consents by which a community's page goes


def own_page(person: UUID, name: str, *, language: str, at: Community | None = None) -> Page:
    """In the learner's scope: six queries, and one more for each community. `at`: of one community alone."""
    enrolments = list(_lately(own_enrolments()))
    if at:
        enrolments = [one for one in enrolments if one.card.community_id == at.pk]
    open_first = Goal.objects.exclude(state=Goal.State.ASIDE).order_by("state", "target_on", "made_at")
    (page,) = _pages([(person, name, enrolments)], goals=list(open_first[:GOALS]), language=language, own=True)
    return page


def own_places() -> list[Community]:
    """In the learner's scope: the communities of which their page tells, by name."""
    found = {one.card.community_id: one.card.community for one in _lately(own_enrolments())}
    return sorted(found.values(), key=lambda one: str(one.name))


def group_pages(offering: Offering, *, language: str) -> list[Page]:
    """In a community's scope: a page of each who learns in an offering, of that offering alone, by name."""
    learners = learners_of(offering).select_related("card__community")
    return _pages([(one.person_id, one.display_name, [one]) for one in learners], language=language)


def page_here(enrolment: Enrolment, access: Access, *, language: str) -> Page:
    """In a community's scope: of one learner, in all that the reader teaches them; an administrator, in all here."""
    rows = _lately(Enrolment.objects.filter(person=enrolment.person_id)).select_related("card__community")
    if not access.has_role("administrator"):
        taught = OfferingTeacher.objects.filter(membership=access.membership).values("offering")
        rows = rows.filter(offering__in=taught)
    found = list(rows.order_by("-enrolled_on", "-pk"))
    (page,) = _pages([(enrolment.person_id, enrolment.display_name, found)], language=language)
    return page


def _lately(rows: Any) -> Any:
    """Running, paused, or ended not long ago."""
    here = Q(state__in=[Enrolment.State.ENROLLED, Enrolment.State.PAUSED])
    since = timezone.localdate() - BACK
    return rows.filter(here | Q(state=Enrolment.State.COMPLETED, ended_on__gte=since))


def _pages(
    people: Sequence[tuple[UUID, str, list[Enrolment]]],
    *,
    language: str,
    goals: Sequence[Goal] = (),
    own: bool = False,
) -> list[Page]:
    """Each query once, for however many people."""
    rows = [one for _person, _name, enrolments in people for one in enrolments]
    ids = [one.pk for one in rows]
    marks = _by_enrolment(Mark.objects.filter(enrolment__in=ids).defer("work"))
    presences = _by_enrolment(Presence.objects.filter(enrolment__in=ids))
    said = _assessments(ids)
    standings = {one.pk: _standing(one, marks[one.pk]) for one in rows}
    names = _names(rows, language, own=own)
    consented = {} if own else _consented([person for person, _name, _rows in people])
    return [
        page_of(
            person, name, [standings[one.pk] for one in enrolments], presences=presences, names=names, goals=goals,
            assessments=[each for one in enrolments for each in said[one.pk]], consented=consented.get(person, ()),
        )
        for person, name, enrolments in people
    ]  # fmt: skip


def _standing(enrolment: Enrolment, marks: Iterable[Mark]) -> Standing:
    card = enrolment.card
    return standing_of(enrolment, marks, outline=card.outline, scale=card.community.mastery_scale)


def _by_enrolment(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for one in rows:
        found[one.enrolment_id].append(one)
    return found


def _assessments(ids: list[UUID]) -> dict[UUID, list[Assessment]]:
    """By enrolment, those of teachers, in order."""
    teachers = [Assessment.Role.TEACHER, Assessment.Role.AGREED]
    rows = Assessment.objects.filter(evidence__enrolment__in=ids, role__in=teachers)
    found: dict[UUID, list[Assessment]] = defaultdict(list)
    for one in rows.select_related("community", "evidence").order_by("at", "pk"):
        found[one.evidence.enrolment_id].append(one)
    return found


def _names(rows: list[Enrolment], language: str, *, own: bool) -> dict[UUID, str]:
    """Of competencies that a framework of their community has in this language too, by their keys."""
    keys: dict[UUID, set[UUID]] = defaultdict(set)
    for one in rows:
        keys[one.card.community_id] |= {UUID(key) for key in one.card.named}
    if not own:
        return _translated(set().union(*keys.values()), language)
    found: dict[UUID, str] = {}
    for community, wanted in keys.items():
        with in_community(community):
            found |= _translated(wanted, language)
    return found


def _translated(keys: set[UUID], language: str) -> dict[UUID, str]:
    """By what is a translation of what, from either side."""
    links = CompetencyLink.objects.filter(
        Q(origin__key__in=keys) | Q(target__key__in=keys), relation=Relation.TRANSLATION_OF, target__isnull=False
    )
    found = {}
    for one in links.select_related("origin__framework", "target__framework"):
        for this, other in ((one.origin, one.target), (one.target, one.origin)):
            spoken = other.language or other.framework.language
            if this.key in keys and spoken.partition("-")[0] == language.partition("-")[0]:
                found[this.key] = other.named
    return found


def _consented(people: list[UUID]) -> dict[UUID, list[Consented]]:
    """What learners agreed that those who teach them may know, in their own words."""
    rows = SharedRecord.objects.filter(learner__in=people, purpose=TEACHING)
    return {
        one.learner_id: [Consented(label_of(field), text) for field, text in one.data.items() if field in FIELDS]
        for one in rows
    }
