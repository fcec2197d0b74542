"""Read what is said about a draft, and who writes it."""

from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from accounts.models import Person
from communities.models import Community, Membership
from communities.roles import effective
from curriculum.authoring.models import DraftComment
from curriculum.models import Curriculum
from tenancy.scope import current_community


def threads_of(curriculum: Curriculum, *, resolved: bool = False, key: UUID | None = None) -> QuerySet[DraftComment]:
    """What opens them, the latest first, each with its answers; of one part, or of all and the whole."""
    found: QuerySet[DraftComment] = DraftComment.objects.filter(
        curriculum=curriculum, parent__isnull=True, resolved_at__isnull=not resolved
    )
    if key:
        found = found.filter(key=key)
    answers = Prefetch("answers", DraftComment.objects.order_by("at", "id"))
    return found.order_by("-id").prefetch_related(answers)


def open_threads(curriculum: Curriculum) -> dict[UUID | None, int]:
    """How many wait at each part; None: about the whole."""
    found = DraftComment.objects.filter(curriculum=curriculum, parent__isnull=True, resolved_at__isnull=True)
    return dict(found.values_list("key").annotate(Count("id")).order_by())


def titles_of(curriculum: Curriculum) -> dict[UUID, str]:
    """Of the draft's parts, by their keys."""
    return dict(curriculum.nodes.values_list("key", "title"))


def name_here(person: Person) -> str:
    """As the community's pages name them."""
    membership = Membership.objects.filter(person=person, until__isnull=True).first()
    return membership.display_name if membership else str(person)


def who_may_write(curriculum: Curriculum) -> set[UUID]:
    """People, by the permission or by a grant."""
    here = Community.objects.get(pk=current_community())
    live = Membership.objects.filter(until__isnull=True).values_list("person_id", "roles")
    members = {one for one, roles in live if "curriculum.write" in effective(roles, here.role_permissions)}
    return members | set(curriculum.grants.values_list("user_id", flat=True))


def writers_of(curriculum: Curriculum) -> set[UUID]:
    """Who started it, its co-authors, and whoever has said something about it; no longer those who may not write."""
    involved = {*DraftComment.objects.filter(curriculum=curriculum).values_list("person_id", flat=True)}
    involved |= set(curriculum.grants.values_list("user_id", flat=True))
    if curriculum.created_by:
        involved.add(curriculum.created_by.person_id)
    return involved & who_may_write(curriculum)
