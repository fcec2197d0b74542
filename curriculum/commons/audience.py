"""With whom a version is shared: everyone, or the communities of some circles, as long as they belong to them."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Func, OuterRef, Q, Subquery, Value
from django.utils.translation import gettext as _

from communities.governance.circles.circles import members_of, own_circles
from communities.models import Community
from curriculum.commons.models import Adoption, Basis, Review, SearchedInCircles, SharedVersion
from curriculum.models import Version
from files.models import StoredFile
from tenancy.refusal import Refused
from tenancy.scope import current_community, in_community, reading_communities

Circles = Collection[UUID] | None  # None: everyone
# Of circles, or of curricula; in the order given.
TURNS = "SELECT pg_advisory_xact_lock(hashtextextended('audience ' || one, 0)) FROM unnest(%s::uuid[]) one"


def findable() -> Q:
    """What whoever reads now may find; what their communities only keep is not among it."""
    everyone, reading = Q(readers__isnull=True), list(reading_communities())
    return everyone | Q(readers__overlap=reading) if reading else everyone


def audience_of(version: Version, circles: Circles) -> dict[str, Any]:
    """Fields of a shared version. Refused unless they are circles of the open scope's community, and where a later
    version would have fewer readers than an earlier one."""
    if circles is not None:
        wanted = set(circles)
        if not wanted or wanted != set(own_circles().filter(pk__in=wanted).values_list("pk", flat=True)):
            raise Refused(_("Share it with everyone, or with circles that your community belongs to."))
    for other in SharedVersion.objects.filter(curriculum=version.curriculum_id, withdrawn_at__isnull=True).only(
        "number", "circles", "version"
    ):
        fewer, more = (other.circles, circles) if other.number < version.number else (circles, other.circles)
        if other.version != version.pk and not _within(fewer, more):
            raise Refused(
                _("Version %(number)s is shared with others. Withdraw it first: a later version has as many readers.")
                % {"number": other.number}
            )
    return with_whom(circles, current_community())


def _within(fewer: Circles, more: Circles) -> bool:
    return more is None or (fewer is not None and set(fewer) <= set(more))


def circles_named(slugs: Collection[str]) -> list[UUID]:
    """Those of the open scope's community; refused where it belongs to none of this name."""
    found = dict(own_circles().values_list("slug", "pk"))
    if unknown := [one for one in slugs if one not in found]:
        raise Refused(_("Your community belongs to no circle called %(name)s.") % {"name": unknown[0]})
    return [found[one] for one in slugs]


def with_whom(circles: Circles, sharer: UUID) -> dict[str, Any]:
    """`circles` and `readers`: whoever shares it, the circles themselves and their members."""
    if circles is None:
        return {"circles": None, "readers": None}
    readers = {sharer, *circles}
    for circle in Community.objects.filter(pk__in=circles).order_by("pk"):
        take_turns(circle.pk)  # with whoever leaves it now
        with in_community(circle.pk):
            readers.update(members_of(circle))
    return {"circles": sorted(circles), "readers": sorted(readers)}


def renew_readers(circle: Community) -> None:
    """In the circle's scope, once its members have changed: who left finds nothing of it any more, who came does."""
    take_turns(circle.pk)
    alike: dict[tuple[UUID, tuple[UUID, ...]], list[SharedVersion]] = defaultdict(list)
    with in_community(circle.pk, reading=[circle.pk]):
        for shared in SharedVersion.objects.filter(circles__contains=[circle.pk]).defer("nodes"):
            alike[shared.community_id, tuple(shared.circles or ())].append(shared)
    for (sharer, circles), versions in alike.items():
        with in_community(sharer):
            rows = SharedVersion.objects.filter(pk__in=[one.pk for one in versions])
            rows.update(**with_whom(circles, sharer))
            spread_audience(*versions)


def spread_audience(*versions: SharedVersion) -> None:
    """In their community's scope: what is said of these, and what finds them, is for those who find them now."""
    curricula = sorted({one.curriculum for one in versions})
    take_turns(*curricula)
    readers = SharedVersion.objects.filter(pk=OuterRef("shared_id")).values("readers")
    for mirror in (Basis, SearchedInCircles):
        mirror.objects.filter(shared__in=[one.pk for one in versions]).update(readers=Subquery(readers[:1]))
    for said in (Adoption, Review):
        said.objects.filter(curriculum__in=curricula).update(readers=Subquery(_readers_of(OuterRef("curriculum"))))


def audience_of_words(shared: SharedVersion) -> dict[str, Any]:
    """Fields of what others say of its curriculum."""
    with in_community(shared.community_id):
        take_turns(shared.curriculum)
        return {"sharer_id": shared.community_id, "readers": _readers_of(shared.curriculum)[0]}


def _readers_of(curriculum: Any) -> Any:
    """Of the latest version that is shared, which has the most; or else of the last that was."""
    rows = SharedVersion.objects.filter(curriculum=curriculum).order_by("-latest", "-number")
    return rows.values_list("readers", flat=True)[:1]


def take_turns(*about: UUID) -> None:
    """Of circles first, then of curricula."""
    with connection.cursor() as cursor:
        cursor.execute(TURNS, [list(about)])


def is_for(shared: SharedVersion, community: UUID) -> bool:
    return shared.readers is None or community in shared.readers


def refuse_outside(shared: SharedVersion) -> None:
    """Whoever reads it for one of their communities takes it over for no other."""
    if not is_for(shared, current_community()):
        raise Refused(_("It is shared with circles that this community does not belong to."))


def keep(shared: SharedVersion) -> None:
    """The open scope's community took it over: it reads on, with its files, whatever becomes of the circle."""
    keep_for(current_community(), shared)


def keep_for(community: UUID, row: SharedVersion | Review) -> None:
    """It reads this on, whoever else may find it."""
    with in_community(row.community_id):
        rows = type(row).objects.filter(pk=row.pk).exclude(kept_by__contains=[community])
        rows.update(kept_by=Func("kept_by", Value(community), function="array_append"))


def reads_file(_request: Any, stored: StoredFile) -> bool:
    """It is named in what whoever asks may find in a circle, or has taken over."""
    reading = list(reading_communities())
    found = SharedVersion.objects.filter(community=stored.community_id, files__contains=[stored.pk])
    shown = Q(withdrawn_at__isnull=True, readers__overlap=reading) | Q(kept_by__overlap=reading)
    return bool(reading) and found.filter(shown).exists()
