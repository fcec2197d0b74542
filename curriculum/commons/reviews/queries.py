"""Read reviews of a shared curriculum, and who may write one."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from communities.models import Community
from curriculum.commons.models import Adoption, Review
from tenancy.scope import as_person

SEEN = {"community__visibility": Community.Visibility.PUBLIC}
READ = {**SEEN, "hidden_at__isnull": True}


class Summary(NamedTuple):
    """How many say what."""

    total: int = 0
    would: int = 0  # teach it again, as it is or with changes
    differently: int = 0  # of these, with changes
    more_time: int = 0
    less_time: int = 0


def reviews_of(curriculum: Any) -> QuerySet[Review]:
    """The latest first, each with its community; of hidden communities none, and no hidden ones."""
    found = Review.objects.filter(curriculum=curriculum, **READ)
    return found.select_related("community").order_by("-written_at", "-id")


def summary_of(curriculum: Any) -> Summary:
    """One query."""
    again = Q(again__in=(Review.Again.AS_IT_IS, Review.Again.CHANGED))
    return Summary(
        **Review.objects.filter(curriculum=curriculum, **READ).aggregate(
            total=Count("pk"),
            would=Count("pk", filter=again),
            differently=Count("pk", filter=Q(again=Review.Again.CHANGED)),
            more_time=Count("pk", filter=Q(time=Review.Time.MORE)),
            less_time=Count("pk", filter=Q(time=Review.Time.LESS)),
        )
    )


def communities_that_use(curriculum: Any) -> int:
    """How many took it over, changed or not; hidden ones are not counted."""
    return Adoption.objects.filter(curriculum=curriculum, **SEEN).count()


def users_among(communities: Iterable[Community], curriculum: Any) -> list[Community]:
    """Those of these that took it over."""
    given = list(communities)
    known = Adoption.objects.filter(curriculum=curriculum, community__in=given).values_list("community", flat=True)
    using = set(known)
    return [one for one in given if one.pk in using]


def own_words(pk: Any, person: Any) -> Review | None:
    """The review with this id if the person wrote it, whoever may find it now."""
    if person is None:
        return None
    with as_person(person.pk):
        return Review.objects.filter(pk=pk, person=person).first()


def own_review(curriculum: Any, person: Any) -> Review | None:
    found = Review.objects.filter(curriculum=curriculum, person=person) if person else Review.objects.none()
    return found.select_related("community").first()
