"""Who is here and signs in by nothing, who is invited, and what a code stands for."""

from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.models import Person
from communities.models import Community, Membership
from communities.queries import acting_members
from communities.roles import effective
from learners.consents.rules import needs_of
from learners.guardianship import guardians_of
from learners.identity.codes import key_of
from learners.identity.models import Claim, ClaimCode, Join, JoinCode
from learners.young.models import YoungLearner
from tenancy.scope import as_person, in_community

INVITE = "identity.invite"
NOBODYS = Q(person__password__startswith=UNUSABLE_PASSWORD_PREFIX, person__is_active=True)


def waiting() -> Q:
    """Of claims: open now."""
    return Q(used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now())


def unclaimed(*, q: str = "") -> QuerySet[Membership]:
    """Members whom nobody signs in as, by name, with the invitation that is open; not who has a class code."""
    young = YoungLearner.objects.filter(person=OuterRef("person"))
    found = Membership.objects.filter(NOBODYS, ~Exists(young), until__isnull=True)
    if q:
        found = found.filter(display_name__icontains=q)
    invited = Prefetch("claims", Claim.objects.filter(waiting()), to_attr="invited")
    return found.prefetch_related(invited).order_by("display_name", "pk")


def claim_behind(code: str) -> Claim | None:
    """What an open code stands for, whatever scope is open; nothing for any other."""
    key = key_of(code)
    community = ClaimCode.objects.filter(pk=key).values_list("community_id", flat=True).first()
    if community is None:
        return None
    with in_community(community):
        found = Claim.objects.filter(waiting(), key=key).select_related("membership__person", "community").first()
        return found if found and _stands(found) else None


def _stands(claim: Claim) -> bool:
    """In the community's scope: nobody signs in as them yet, and whoever invited them could do so now."""
    if not unclaimed().filter(pk=claim.membership_id).exists():
        return False
    if claim.made_by_id in guardians_of(claim.membership.person_id):
        return True
    by, here = acting_members().filter(person=claim.made_by_id).first(), claim.community
    if by is None or INVITE not in rights_of(by, here) or not rights_of(claim.membership, here) <= rights_of(by, here):
        return False
    return not (belongs_elsewhere(claim.membership.person_id, here.pk) or needs_guardian(claim.membership, here))


def child_membership(child_id: UUID, community_id: UUID) -> Membership | None:
    """In the scope of that community."""
    with in_community(community_id):
        return unclaimed().filter(person=child_id).first()


def belongs_elsewhere(person_id: UUID, community_id: UUID) -> bool:
    with as_person(person_id):
        return Membership.objects.exclude(community=community_id).exists()


def rights_of(membership: Membership, here: Community) -> frozenset[str]:
    return effective(membership.roles, here.role_permissions)


def needs_guardian(membership: Membership, here: Community) -> bool:
    """They are too young to decide it alone."""
    guarded = bool(guardians_of(membership.person_id))
    with as_person(membership.person_id):
        mine = list(Membership.objects.filter(until__isnull=True).select_related("community"))
    return needs_of(mine, here, guarded=guarded).guardian


def has_own_sign_in(person_id: UUID) -> bool:
    return not Person.objects.filter(pk=person_id, password__startswith=UNUSABLE_PASSWORD_PREFIX).exists()


def code_of_person(code: str) -> Person | None:
    """Who made this code to be joined, while it is open."""
    found = JoinCode.objects.filter(pk=key_of(code), expires_at__gt=timezone.now(), person__is_active=True)
    made = found.select_related("person").first()
    return made.person if made else None


def joins() -> QuerySet[Join]:
    """In a person's scope, the latest first."""
    return Join.objects.select_related("alias").order_by("-at")


class Proof(NamedTuple):
    """Who an open code shows one to be."""

    name: str
    places: list[str]


def proof_of(code: str) -> Proof | None:
    """By a code that they made themself, or by an invitation."""
    other = code_of_person(code)
    if other:
        return Proof(str(other), places_known(other.pk))
    claim = claim_behind(code)
    return Proof(claim.membership.display_name, [claim.community.name]) if claim else None


def places_known(person_id: UUID) -> list[str]:
    """The names of the communities where somebody is a member."""
    with as_person(person_id):
        live = Membership.objects.filter(until__isnull=True)
        return list(live.order_by("community__name").values_list("community__name", flat=True))
