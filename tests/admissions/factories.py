"""Communities that admit by application, and rounds to test with."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from communities.governance.actions import decide_setting
from communities.models import Community
from learners.admissions.actions import apply, draw, open_round
from learners.admissions.models import Application, Draw, Round
from learners.models import Offering
from tenancy.scope import in_community
from tests.factories import a_community, a_person
from tests.learners.factories import an_offering

LOT = {"order": "lottery", "groups": []}


def admitting(slug: str, **rule: object) -> Community:
    """A community that decided so; by lot unless it is said otherwise."""
    place = a_community(slug)
    with in_community(place.pk):
        decide_setting("admissions", LOT | rule, by=a_person(f"founder-of-{slug}"), reason="Fair.")
    return place


def a_round(place: Community, *, capacity: int = 2, days: int = 7, **about: object) -> Round:
    offering = an_offering(place, capacity=capacity, **about)
    with in_community(place.pk):
        return open_round(offering, closes_at=timezone.now() + timedelta(days=days), by=a_person("joss"))


def an_application(round_: Round, username: str, **about: object) -> Application:
    with in_community(round_.community_id):
        person = a_person(username)
        return apply(round_, person=person, by=person, **about)


def a_draw(round_: Round) -> Draw:
    with time_machine.travel(round_.closes_at, tick=False), in_community(round_.community_id):
        return draw(Round.objects.select_related("offering").get(pk=round_.pk))


def offering_of(round_: Round) -> Offering:
    with in_community(round_.community_id):
        return Offering.objects.get(pk=round_.offering_id)
