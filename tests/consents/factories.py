"""Consents to test with."""

from contextlib import contextmanager
from datetime import date

from django.utils.translation import gettext_lazy

from communities.models import Community, Membership
from learners.consents.acting import acting, for_oneself
from learners.consents.actions import give_consent, save_profile
from learners.consents.models import Consent, SharedRecord
from tenancy.scope import in_community
from tests.factories import a_person


@contextmanager
def as_learner(username: str):
    with for_oneself(a_person(username)) as who:
        yield who


@contextmanager
def as_guardian_of(child: str, username: str):
    with acting(a_person(username), a_person(child).pk, what=gettext_lazy("Your consents")) as who:
        yield who


def say(username: str, seen_by: str = "communities", **said: str) -> None:
    with as_learner(username) as who:
        save_profile(who, said={field: (text, seen_by) for field, text in said.items()})


def a_consent(community: Community, username: str, *, guardian: str = "", days: int = 90, **what: object) -> Consent:
    """To see interests for teaching, unless it says otherwise."""
    door = as_guardian_of(username, guardian) if guardian else as_learner(username)
    with door as who:
        about = {"purpose": "teaching", "fields": ["interests"]} | what
        return give_consent(who, community=community, days=days, **about)


def born(community: Community, username: str, day: date) -> None:
    with in_community(community.pk):
        Membership.objects.filter(person=a_person(username)).update(born_on=day)


def shared(community: Community) -> list[tuple[str, str, dict]]:
    """What a community has, by name."""
    with in_community(community.pk):
        return [
            (one.display_name, one.purpose, one.data)
            for one in SharedRecord.objects.order_by("display_name", "purpose")
        ]
