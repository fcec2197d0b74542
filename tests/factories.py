"""Things to test with, by the nouns of the house. Each app adds its own in tests/<app>/factories.py."""

from itertools import count

from accounts.models import Person
from communities.governance.founding import found_community
from communities.models import Community, Membership
from tenancy.scope import in_community

_next = count(1)


def a_person(username: str = "", **fields: object) -> Person:
    """The person of that user name, made when there is none yet; the password is `learning-together`."""
    username = username or f"person{next(_next)}"
    person = Person.objects.filter(username=username).first()
    if person is None:
        person = Person(username=username, **fields)
        person.set_password("learning-together")
        person.save()
    return person


def a_community(
    slug: str = "", *, kind: str = "school", founder: Person | None = None, **identity: object
) -> Community:
    """A founded community; its founder (default: a person of their own) is the administrator."""
    slug = slug or f"community{next(_next)}"
    founder = founder or a_person(f"founder-of-{slug}")
    return found_community(
        founder, slug=slug, kind=kind, choices={"identity": {"name": slug.title(), **identity}} if identity else None
    )


def a_member(community: Community, username: str = "", *roles: str) -> Membership:
    """A live membership of that person with these roles (default: member)."""
    person = a_person(username)
    with in_community(community.pk):
        return Membership.objects.create(person=person, display_name=str(person), roles=list(roles or ["member"]))
