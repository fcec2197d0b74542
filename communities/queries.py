"""Who is here, who is invited, and which communities anyone may see."""

from datetime import datetime
from uuid import UUID

from django.db.models import CharField, F, Func, Q, QuerySet
from django.utils import timezone

from communities.models import Community, Invitation, Membership
from communities.roles import ROLES
from communities.tokens import community_in, hash_of
from tenancy.scope import in_community
from tenancy.statements import ask

BY_ROLE = """
    SELECT role, count(*) FROM communities_membership, unnest(roles) role
    WHERE community_id = %(here)s AND until IS NULL GROUP BY role
"""
MEMBER_SORTS = {"name": ("display_name", "pk"), "since": ("since", "pk"), "until": ("until", "pk")}


def members(*, q: str = "", role: str = "", who: str = "", sort: str = "name") -> QuerySet[Membership]:
    """Memberships of the open scope's community: those of now, or those that ended (`who="former"`)."""
    found: QuerySet[Membership] = Membership.objects.filter(until__isnull=who != "former")
    if q:
        found = found.filter(display_name__icontains=q)
    if role:
        found = found.filter(roles__contains=[role])
    columns = MEMBER_SORTS.get(sort.removeprefix("-"), MEMBER_SORTS["name"])
    return found.order_by(*(f"-{column}" if sort.startswith("-") else column for column in columns))


def not_suspended(at: datetime | None = None) -> Q:
    """Of memberships: those that are not suspended at a moment (now)."""
    at = at or timezone.now()
    return Q(suspended_from__isnull=True) | Q(suspended_from__gt=at) | Q(suspended_until__lte=at)


def acting_members() -> QuerySet[Membership]:
    """The live memberships of the open scope that may act now."""
    found: QuerySet[Membership] = Membership.objects.filter(not_suspended(), until__isnull=True)
    return found


def time_zone_of(community_id: UUID) -> str:
    return Community.objects.values_list("time_zone", flat=True).get(pk=community_id)


def history_of(membership: Membership) -> QuerySet[Membership]:
    """All the times this person has been a member here, the latest first."""
    found: QuerySet[Membership] = Membership.objects.filter(person_id=membership.person_id).order_by("-since", "-pk")
    return found


def count_by_role() -> dict[str, int]:
    """How many live members have each role, in the roles' order; one with two roles counts in both."""
    counted = dict(ask(BY_ROLE))
    return {role: counted[role] for role in ROLES if role in counted}


def open_invitations() -> QuerySet[Invitation]:
    """The soonest to expire first."""
    found: QuerySet[Invitation] = (
        Invitation.objects.filter(used_by__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now())
        .select_related("invited_by")
        .order_by("expires_at", "pk")
    )
    return found


def invitation_behind(token: str) -> tuple[Invitation, Community] | None:
    """What a link stands for, open or not."""
    community_id = community_in(token)
    community = Community.objects.filter(pk=community_id).first() if community_id else None
    if community is None:
        return None
    with in_community(community.pk):
        invitation = Invitation.objects.filter(token_hash=hash_of(token)).select_related("invited_by").first()
    return (invitation, community) if invitation else None


def public_communities(*, q: str = "", country: str = "", language: str = "") -> QuerySet[Community]:
    """Those whose public page anyone may see, without the network itself, by name."""
    found = Community.objects.filter(visibility=Community.Visibility.PUBLIC).exclude(kind=Community.Kind.NETWORK)
    if q:
        found = found.filter(Q(name__icontains=q) | Q(place__icontains=q) | Q(purpose__icontains=q))
    if country:
        found = found.filter(country=country)
    if language:
        found = found.filter(languages__contains=[language])
    return found.order_by("name", "pk")


def places_known() -> tuple[list[str], list[str]]:
    """The countries and the languages of the public communities."""
    public = public_communities().order_by()
    countries = public.exclude(country="").values_list("country", flat=True).distinct()
    languages = public.annotate(one=Func(F("languages"), function="unnest", output_field=CharField()))
    return list(countries), list(languages.values_list("one", flat=True).distinct())
