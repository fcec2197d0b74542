"""Read crosswalks, and what one competency is elsewhere."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from curriculum.crosswalks.models import Crosswalk, Line, Match
from curriculum.models import Competency, CompetencyLink, Framework, Relation

BY_LINK = {Relation.EQUIVALENT: Match.EXACT, Relation.PART_OF: Match.BROAD, Relation.RELATED: Match.RELATED}


SUGGESTED = 300  # competencies of each framework


class Equivalent(NamedTuple):
    """What a competency is to one of another framework, by a crosswalk in force."""

    match: Match
    key: UUID
    words: str
    framework: Framework
    crosswalk: Crosswalk


def crosswalks() -> QuerySet[Crosswalk]:
    """In force first, then drafts, then what has ended; with how many lines each has."""
    found = Crosswalk.objects.select_related("first", "second", "adopted", "ended").annotate(size=Count("lines"))
    return found.order_by("ended__number", "adopted__number", "title", "pk")


def crosswalks_of(framework: Framework) -> QuerySet[Crosswalk]:
    return crosswalks().filter(Q(first=framework) | Q(second=framework))


def lines_of(crosswalk: Crosswalk) -> QuerySet[Line]:
    """In the order of the first framework's words."""
    found: QuerySet[Line] = Line.objects.filter(crosswalk=crosswalk).order_by("first_words", "second_words", "pk")
    return found


def equivalents(competency: Competency) -> list[Equivalent]:
    """By crosswalks in force, from either side. One query."""
    framework, key = competency.framework_id, competency.key
    rows = Line.objects.filter(
        Q(first_key=key, crosswalk__first=framework) | Q(second_key=key, crosswalk__second=framework),
        crosswalk__adopted__isnull=False, crosswalk__ended__isnull=True,
    )  # fmt: skip
    found = []
    for line in rows.select_related("crosswalk__first", "crosswalk__second").order_by("first_words", "second_words"):
        walk, match = line.crosswalk, Match(line.match)
        if line.first_key == key and walk.first_id == framework:
            found.append(Equivalent(match, line.second_key, line.second_words, walk.second, walk))
        else:
            found.append(Equivalent(match.inverse, line.first_key, line.first_words, walk.first, walk))
    return found


def suggested(crosswalk: Crosswalk) -> dict[str, list[Competency]]:
    """The competencies of either framework, by its place in the crosswalk, as far as a list is of use. One query."""
    sides = {crosswalk.first_id: "first", crosswalk.second_id: "second"}
    rows = Competency.objects.filter(framework__in=sides).order_by("code", "position", "key")
    found: dict[str, list[Competency]] = {side: [] for side in sides.values()}
    for row in rows[: 2 * SUGGESTED]:
        found[sides[row.framework_id]].append(row)
    return found


def linked(first: Framework, second: Framework) -> list[Line]:
    """The links there are between the two already, as lines, unsaved; from either side."""
    pairs = CompetencyLink.objects.filter(relation__in=BY_LINK).select_related("origin", "target")
    found: dict[tuple[UUID, UUID], Line] = {}
    for link in pairs.filter(origin__framework=first, target__framework=second):
        found[link.origin.key, link.target.key] = line(link.origin, BY_LINK[Relation(link.relation)], link.target)
    for link in pairs.filter(origin__framework=second, target__framework=first):
        match = BY_LINK[Relation(link.relation)].inverse
        found.setdefault((link.target.key, link.origin.key), line(link.target, match, link.origin))
    return list(found.values())


def line(first: Competency, match: Match, second: Competency, note: str = "") -> Line:
    return Line(
        first_key=first.key, first_words=str(first)[:320], match=match.value,
        second_key=second.key, second_words=str(second)[:320], note=note,
    )  # fmt: skip
