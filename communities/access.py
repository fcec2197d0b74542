"""What a request may do: the person, the place, and the permissions read once for all its checks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpRequest

from accounts.models import Person
from communities.models import ApiKey, Community, Membership
from communities.roles import effective
from notices.queries import unread, unread_count
from tenancy.scope import as_person

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, kw_only=True)
class Access:
    person: Person | None = None
    key: ApiKey | None = None
    memberships: tuple[Membership, ...] = ()  # those in which they may act, each with its community, by name
    suspended: tuple[Membership, ...] = ()  # those in which they may not, at present
    community: Community | None = None  # where the request is
    membership: Membership | None = None  # of the person there, unless it is suspended
    permissions: frozenset[str] = field(default_factory=frozenset)
    unread: int = 0  # of the person's notices

    def can(self, code: str) -> bool:
        return code in self.permissions

    @property
    def suspension(self) -> Membership | None:
        """Their membership of the place, if it is suspended."""
        return next((one for one in self.suspended if one.community == self.community), None)

    def opens(self, community: Community) -> bool:
        """A key to one community opens no other."""
        return self.key is None or self.key.community_id in (None, community.pk)

    def has_role(self, *roles: str) -> bool:
        return self.membership is not None and not set(roles).isdisjoint(self.membership.roles)


@dataclass(frozen=True, kw_only=True)
class AccessHere(Access):
    """Of anyone, in a community."""

    community: Community


@dataclass(frozen=True, kw_only=True)
class PersonHere(AccessHere):
    """Of somebody signed in, in a community."""

    person: Person


@dataclass(frozen=True, kw_only=True)
class MemberHere(PersonHere):
    """Of a member, in their community."""

    membership: Membership


class AccessRequest(HttpRequest):
    """Any request, once the middleware has read who asks."""

    access: Access


class CommunityRequest(AccessRequest):
    """For a place under /c/<slug>/ that is open to the public."""

    access: AccessHere


class PersonRequest(CommunityRequest):
    """For a place under /c/<slug>/ that is open to whoever is signed in."""

    access: PersonHere


class MemberRequest(PersonRequest):
    """For a place under /c/<slug>/ as most are: open to its members alone."""

    access: MemberHere


def read_access(person: Any, *, slug: str | None = None, key: ApiKey | None = None) -> Access:
    """One query for a member: the person's live memberships with their communities, and how many notices wait.

    Of somebody who came in by a class code those count in which they are a learner and nothing else.
    Raises Community.DoesNotExist."""
    if not getattr(person, "is_authenticated", False):
        return AccessHere(community=Community.objects.get(slug=slug)) if slug else Access()
    with as_person(person.pk, savepoint=False):
        live = Membership.objects.filter(until__isnull=True).select_related("community").order_by("community__name")
        rows = tuple(live.annotate(unread=unread_count()))
        waiting = rows[0].unread if rows else unread().count()
    if person.young:
        rows = tuple(one for one in rows if one.roles == ["learner"])
    told: dict[str, Any] = {
        "person": person, "key": key, "unread": waiting,
        "memberships": tuple(one for one in rows if not one.is_suspended),
        "suspended": tuple(one for one in rows if one.is_suspended),
    }  # fmt: skip
    if slug is None:
        return Access(**told)
    here = next((one for one in rows if one.community.slug == slug), None)
    if here is None or here.is_suspended:
        return PersonHere(community=here.community if here else Community.objects.get(slug=slug), **told)
    permissions = effective(here.roles, here.community.role_permissions)
    return MemberHere(community=here.community, membership=here, permissions=permissions, **told)


def open_to(audience: str) -> Callable[[View], View]:
    """Who may reach a view of a community: `public` (anyone), `people` (anyone signed in), `suspended` (members, and
    those whose membership is suspended); without it, members who may act.

    A view open to more than members runs in the community's scope all the same: it shows only what is meant for all."""

    def mark(view: View) -> View:
        view.audience = audience  # type: ignore[attr-defined]
        return view

    return mark


def needs(permission: str | Mapping[str, str]) -> Callable[[View], View]:
    """The permission a view needs, or one for each HTTP method; a member without it is refused with 403."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark
