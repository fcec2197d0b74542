"""Keys to the API: shown once, kept as a hash, found again by it; of a person everywhere, or in one community."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import ApiKey, Community, Membership
from communities.tokens import hash_of
from tenancy.refusal import Refused
from tenancy.scope import as_person

KEYS_AT_MOST = 50  # live ones of a person
PREFIX = "rhizome_"  # so that a key that got loose is known for one


def live_keys() -> QuerySet[ApiKey]:
    return ApiKey.objects.filter(revoked_at__isnull=True).filter(
        Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now())
    )


def keys_of(person: Person) -> QuerySet[ApiKey]:
    """The live ones with their communities, the newest first."""
    return live_keys().filter(person=person).select_related("community").order_by("-created_at", "-id")


def person_of_key(header: str) -> ApiKey | None:
    """The live key, with its person, that an `Authorization: Bearer …` header names."""
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer":
        return None
    return live_keys().filter(key_hash=hash_of(secret.strip()), person__is_active=True).select_related("person").first()


@transaction.atomic
def make_key(
    person: Person,
    *,
    name: str,
    community: Community | None = None,
    may_write: bool = False,
    expires_at: datetime | None = None,
    by: ApiKey | None = None,
) -> tuple[ApiKey, str]:
    """A key and its secret, which nobody can be told again; one made `by` another key may do no more than that one."""
    Person.objects.select_for_update().get(pk=person.pk)  # counts and adds one at a time
    if keys_of(person).count() >= KEYS_AT_MOST:
        raise Refused(_("You have %(count)d keys. Revoke one first.") % {"count": KEYS_AT_MOST})
    if expires_at and expires_at <= timezone.now():
        raise Refused(_("This day is over already."))
    if by and (
        may_write > ("write" in by.scopes) or (by.expires_at and (not expires_at or expires_at > by.expires_at))
    ):
        raise Refused(_("A key can’t make a key that may do more, or longer, than itself."))
    if community:
        with as_person(person.pk):
            if not Membership.objects.filter(person=person, community=community, until__isnull=True).exists():
                raise Refused(_("You don’t belong to this community."))
    secret = PREFIX + secrets.token_urlsafe(32)
    scopes = ["read", "write"] if may_write else ["read"]
    key = ApiKey.objects.create(
        person=person, community=community, name=name, key_hash=hash_of(secret), scopes=scopes, expires_at=expires_at
    )
    return key, secret


def revoke_key(person: Person, key_id: UUID) -> bool:
    """False where they have no such live key."""
    return keys_of(person).filter(pk=key_id).update(revoked_at=timezone.now()) > 0


def revoke_keys(person: Person) -> None:
    keys_of(person).update(revoked_at=timezone.now())
