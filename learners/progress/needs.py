"""What comes before the activities of a version, and what learners of a community have shown of other curricula."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import F

from curriculum.models import Kind, VersionNode
from learners.models import Enrolment
from learners.models.enrolments import PASSED
from learners.progress.models import Mark
from learners.progress.readiness import Need
from learners.progress.standing import SHOWN, shade_of


def needs_of(version_id: UUID) -> dict[str, list[Need]]:
    """By activity: its own and those of the units around it; one query. A unit is shown by all activities in it."""
    found = VersionNode.objects.filter(version=version_id).only("key", "kind", "parent_key", "requires")
    nodes: dict[UUID, VersionNode] = {one.key: one for one in found}
    inside: dict[UUID, set[UUID]] = defaultdict(set)
    around = {key: list(_around(key, nodes)) for key, one in nodes.items() if one.kind != Kind.UNIT}
    for key, path in around.items():
        for outer in path:
            inside[outer].add(key)
    return {
        str(key): [
            Need(ref.title, frozenset(inside.get(ref.key, {ref.key})))
            for outer in path
            for ref in nodes[outer].requires
        ]
        for key, path in around.items()
    }


def _around(key: UUID, nodes: Mapping[UUID, VersionNode]) -> Iterable[UUID]:
    """Itself and every part that it lies in."""
    at: UUID | None = key
    while at is not None and at in nodes:
        yield at
        at = nodes[at].parent_key


def shown_elsewhere(
    needs: Mapping[str, Sequence[Need]], people: Iterable[UUID], *, scale: Sequence[object]
) -> dict[UUID, set[UUID]]:
    """What each of these people showed in this community of the parts that are in no activity of `needs`: two queries,
    or none."""
    wanted = {part for several in needs.values() for need in several for part in need.parts}
    wanted -= {UUID(key) for key in needs}
    if not wanted:
        return {}
    people, found = list(people), defaultdict[UUID, set[UUID]](set)
    marks = Mark.objects.filter(person__in=people, activity_key__in=wanted, level__isnull=False)
    for person, key, level in marks.values_list("person_id", "activity_key", "level"):
        if level and shade_of(level, len(scale)) >= SHOWN:
            found[person].add(key)
    passed = Enrolment.objects.filter(person__in=people, outcome__in=PASSED)
    for person, covers in passed.values_list("person_id", F("card__covers")):
        found[person] |= wanted.intersection(covers)
    return found
