"""Whoever closes their account for good leaves nothing under the other name either."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.actions import create_person
from curriculum.actions import add_coauthor
from curriculum.models import CurriculumUserPermission
from jobs.outbox import run_waiting
from learners.consents.models import ProfileEntry
from learners.mydata.closing import ask_to_close
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_browser
from tests.consents.factories import as_learner, say
from tests.curriculum.factories import a_curriculum
from tests.factories import a_community, a_member, a_person
from tests.identity.lives import joined

pytestmark = pytest.mark.django_db


def test_an_alias_goes_with_the_account_that_it_was_joined_to():
    a_community("network", kind="network")
    other = create_person("anna", password="learning-together", name="Anna", email="anna@south.example")
    for name, place in (("ann", "north"), ("anna", "south")):
        a_member(a_community(place), name, "learner")
        say(name, interests="Tides")
    joined("ann", "anna")
    with as_person(other.pk):
        assert ProfileEntry.objects.count() == 1  # what there is only once stayed
    with as_learner("ann") as who:
        ask_to_close(who)
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        run_waiting()
    other.refresh_from_db()
    assert (other.username, other.name, other.email, other.is_active) == (f"gone-{other.pk.hex}", "", "", False)
    assert (other.has_usable_password(), EmailAddress.objects.exists()) == (False, False)
    with as_person(other.pk):
        assert not ProfileEntry.objects.exists()
    browser = a_browser()
    browser.post("/account/login/", {"login": "anna", "password": "learning-together"})
    assert browser.get("/me/").status_code == 302


def test_what_a_community_keeps_under_the_other_name_goes_too():
    a_community("network", kind="network")
    north, south = a_community("north"), a_community("south")
    for name, place in (("ann", north), ("anna", south), ("bo", south)):
        a_member(place, name, "learner")
    curriculum = a_curriculum(a_community("west"))
    with in_community(curriculum.community_id):
        for name in ("ann", "anna", "bo"):
            add_coauthor(curriculum, person=a_person(name))
    joined("ann", "anna")
    with as_learner("ann") as who:
        ask_to_close(who)
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        run_waiting()
    with in_community(curriculum.community_id):
        assert [one.user for one in CurriculumUserPermission.objects.select_related("user")] == [a_person("bo")]
