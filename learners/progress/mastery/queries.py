"""What a learner has shown, community by community, and how crosswalks join it: nothing is ever converted."""

from uuid import UUID

from django.db.models import Q

from communities.models import Community
from curriculum.crosswalks.models import Line, Match
from learners.progress.evidence.models import Assessment
from learners.progress.mastery.levels import Joined, Mastered, levels_of
from learners.progress.queries import own_standings
from tenancy.scope import in_community


def own_mastery() -> list[Mastered]:
    """In a learner's scope: three queries, and one more in each community where they have shown something."""
    said = Assessment.objects.filter(role__in=[Assessment.Role.TEACHER, Assessment.Role.AGREED]).select_related(
        "community", "evidence"
    )
    found = levels_of(own_standings(left_too=True), said.order_by("at", "pk"))
    places = {shown.community.pk: shown.community for one in found.values() for shown in one.shown}
    for community in sorted(places.values(), key=lambda one: str(one.name)):
        _join(found, community)
    return list(found.values())


def _join(found: dict[UUID, Mastered], community: Community) -> None:
    """By the crosswalks that this community has adopted and not ended, from either side."""
    with in_community(community.pk):
        lines = list(_lines_between(list(found)))
    for line in lines:
        ends = ((line.first_key, line.second_key), (line.second_key, line.first_key))
        for (key, other), match in zip(ends, (Match(line.match), Match(line.match).inverse), strict=True):
            found[key].joined.append(
                Joined(
                    match=match,
                    title=found[other].title,
                    crosswalk=line.crosswalk.title,
                    by=community,
                    shown=tuple(found[other].shown),
                )
            )


def _lines_between(keys: list[UUID]) -> "list[Line]":
    """Both of whose competencies the learner has shown somewhere."""
    rows = Line.objects.filter(
        Q(first_key__in=keys, second_key__in=keys), crosswalk__adopted__isnull=False, crosswalk__ended__isnull=True
    )
    return list(rows.select_related("crosswalk").order_by("first_words", "second_words"))
