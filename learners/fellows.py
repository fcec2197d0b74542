"""The communities that share a circle with the open scope's."""

from collections.abc import Iterable
from uuid import UUID

from communities.governance.circles.circles import members_of, own_circles
from communities.models import Membership
from tenancy.scope import as_person, in_community


def fellows() -> set[UUID]:
    found: set[UUID] = set()
    for circle in own_circles():
        with in_community(circle.pk):
            found.update(members_of(circle))
    return found


def is_fellow(memberships: Iterable[Membership]) -> bool:
    """Whether one of these live memberships is in such a community."""
    return not fellows().isdisjoint(one.community_id for one in memberships)


def comes_from_fellow(person_id: UUID) -> bool:
    """The same of a person, whatever scope is open."""
    with as_person(person_id):
        memberships = list(Membership.objects.filter(until__isnull=True))
    return is_fellow(memberships)
