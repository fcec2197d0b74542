"""People join, take roles, leave and come back; a place is never without someone who keeps its keys."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from communities import actions
from communities.models import Membership
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_keyholder
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db


def test_a_person_joins_with_a_role_and_a_name_of_their_own():
    north, south = a_community("north"), a_community("south")
    ann = a_person("ann")
    with in_community(north.pk):
        membership = actions.join(ann, role="teacher", display_name=" Annie ")
    assert (membership.display_name, membership.roles, membership.is_live) == ("Annie", ["teacher"], True)
    with in_community(south.pk):
        assert not Membership.objects.filter(person=ann).exists()


def test_joining_again_adds_the_role():
    ann = a_member(a_community("north"), "ann", "learner")
    with in_community(ann.community_id):
        assert actions.join(ann.person, role="teacher") == ann
        assert Membership.objects.get(person=ann.person).roles == ["learner", "teacher"]


def test_a_role_held_already_is_refused():
    ann = a_member(a_community("north"), "ann", "learner")
    with in_community(ann.community_id), pytest.raises(Refused):
        actions.join(ann.person, role="learner")


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        ("school", "steward"),
        ("circle", "policymaker"),
        ("network", "teacher"),
        ("network", "administrator"),
        ("school", "king"),
    ],
)
def test_a_role_of_another_kind_of_place_is_refused(kind, role):
    place = a_community("place", kind=kind)
    with in_community(place.pk), pytest.raises(Refused):
        actions.join(a_person("ann"), role=role)


def test_the_network_is_founded_by_its_steward():
    assert a_keyholder(a_community("network", kind="network")).roles == ["steward"]


def test_leaving_keeps_the_history_and_a_return_is_a_new_row():
    ann = a_member(a_community("north"), "ann")
    with in_community(ann.community_id):
        actions.end_membership(ann)
        again = actions.join(ann.person, role="learner")
        rows = list(Membership.objects.filter(person=ann.person).order_by("id").values_list("roles", "until"))
    assert again.pk != ann.pk
    assert rows == [(["member"], timezone.localdate()), (["learner"], None)]


def test_one_leaves_once():
    ann = a_member(a_community("north"), "ann")
    with in_community(ann.community_id):
        actions.end_membership(ann)
        with pytest.raises(Refused):
            actions.end_membership(ann)


def test_the_last_keyholder_cannot_leave_or_drop_the_role():
    north = a_community("north")
    a_community("south")
    founder = a_keyholder(north)
    with in_community(north.pk):
        actions.add_role(founder, role="teacher")
        with pytest.raises(Refused):
            actions.end_membership(founder)
        with pytest.raises(Refused):
            actions.drop_role(founder, role="administrator")


def test_a_keyholder_goes_when_another_stays():
    north = a_community("north")
    a_member(north, "ann", "administrator")
    founder = a_keyholder(north)
    with in_community(north.pk):
        assert not actions.end_membership(founder).is_live


def test_the_last_role_is_not_dropped():
    ann = a_member(a_community("north"), "ann")
    with in_community(ann.community_id), pytest.raises(Refused):
        actions.drop_role(ann, role="member")


def test_a_member_is_called_here_what_they_like():
    ann = a_member(a_community("north"), "ann")
    elsewhere = a_member(a_community("south"), "ann")
    with in_community(ann.community_id):
        actions.rename_member(ann, display_name=" Anna of the hill ")
        assert Membership.objects.get(pk=ann.pk).display_name == "Anna of the hill"
    with in_community(elsewhere.community_id):
        assert Membership.objects.get(pk=elsewhere.pk).display_name == "ann"


def test_the_database_refuses_two_live_memberships_and_an_end_before_the_start():
    ann = a_member(a_community("north"), "ann")
    with in_community(ann.community_id):
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(person=ann.person, display_name="ann")
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.filter(pk=ann.pk).update(until=ann.since - timedelta(days=1))


@pytest.mark.django_db(transaction=True)
def test_of_two_keyholders_leaving_at_once_one_stays():
    north = a_community("north")
    both = [a_keyholder(north), a_member(north, "ann", "administrator")]
    start, said = Barrier(2), []

    def leave(membership):
        try:
            start.wait(5)
            with in_community(north.pk):
                actions.end_membership(membership)
            said.append("left")
        except Refused:
            said.append("refused")
        finally:
            connection.close()

    _together(leave, both)
    assert sorted(said) == ["left", "refused"]


def _together(run, given):
    threads = [Thread(target=run, args=(one,)) for one in given]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
