"""Classes of young learners to test with."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from communities.models import Community
from learners.young.actions import NewSecret, add_learners, make_class
from learners.young.models import SchoolClass
from tenancy.scope import in_community
from tests.communities.factories import a_keyholder


def a_class(community: Community, name: str = "Otters") -> SchoolClass:
    with in_community(community.pk):
        ends_on = timezone.localdate() + timedelta(days=100)
        return make_class(name=name, ends_on=ends_on, by=a_keyholder(community))


def a_young_learner(school_class: SchoolClass, name: str = "Wren Ash") -> NewSecret:
    """With the pictures."""
    with in_community(school_class.community_id):
        return add_learners(school_class, names=[name])[0]


def a_card(given: NewSecret, **other: object) -> dict:
    """What the child writes; or something else instead."""
    rows = {f"picture{number}": picture for number, picture in enumerate(given.pictures, 1)}
    return {"code": given.learner.school_class.code, "called": given.learner.called, **rows, **other}


def wrong(given: NewSecret) -> dict:
    return a_card(given, picture1=given.pictures[1])


def a_young_browser(given: NewSecret) -> Client:
    client = Client()
    answer = client.post("/class/", a_card(given))
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    return client
