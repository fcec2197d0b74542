"""Moves to test with."""

from datetime import date

from django.utils import timezone

from communities.governance.models import JoinRequest
from communities.governance.people.admitting import admit_member
from communities.models import Community, Membership
from learners.moves.actions import ask_move
from learners.moves.models import HomeMove
from learners.moves.turning import turn
from tenancy.scope import as_person, in_community
from tests.consents.factories import as_guardian_of, as_learner
from tests.factories import a_person


def a_move(
    username: str, source: Community, target: Community, *, guardian: str = "", on: date | None = None, **about: object
) -> HomeMove:
    """Asked for, for today."""
    door = as_guardian_of(username, guardian) if guardian else as_learner(username)
    with door as who:
        return ask_move(who, source=source, target=target, on=on or timezone.localdate(), **about)


def admit(community: Community, username: str, role: str = "learner") -> None:
    """By its founder."""
    with in_community(community.pk):
        asked = JoinRequest.objects.get(person=a_person(username), state="open")
        admit_member(asked, role=role, by=a_person(f"founder-of-{community.slug}"), reason="Welcome.")


def moved(username: str, source: Community, target: Community, **about: object) -> HomeMove:
    """Asked for, taken in, and turned today."""
    move = a_move(username, source, target, **about)
    admit(target, username)
    done = turn(a_person(username).pk, move.pk)
    assert done
    return done


def today():
    return timezone.localdate()


def state(username="ann"):
    with as_person(a_person(username).pk):
        return HomeMove.objects.order_by("-asked_at")[0].state


def roles(community, username="ann"):
    with in_community(community.pk):
        found = Membership.objects.filter(person=a_person(username), until__isnull=True).first()
    return found and found.roles
