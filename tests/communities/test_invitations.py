"""An invitation lets one person in, once, while it is open."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from communities import actions
from communities.models import Invitation, Membership
from communities.tokens import community_in, new_token
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_keyholder, an_invitation
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db


def test_an_invitation_makes_a_member():
    north, south = a_community("north"), a_community("south")
    token = an_invitation(north, "teacher")
    ann = actions.accept_invitation(token, person=a_person("ann"), display_name="Ann")
    with in_community(north.pk):
        assert Membership.objects.get(pk=ann.pk).roles == ["teacher"]
        assert Invitation.objects.get().used_by == ann
    with in_community(south.pk):
        assert Invitation.objects.count() == 0


def test_only_a_hash_is_kept():
    north = a_community("north")
    token = an_invitation(north)
    with in_community(north.pk):
        kept = Invitation.objects.values_list("token_hash", flat=True).get()
    assert (token in kept, len(kept)) == (False, 64)


def test_a_used_invitation_lets_nobody_else_in():
    token = an_invitation(a_community("north"))
    actions.accept_invitation(token, person=a_person("ann"))
    with pytest.raises(Refused, match="has been used"):
        actions.accept_invitation(token, person=a_person("ben"))


def test_a_withdrawn_invitation_lets_nobody_in():
    north = a_community("north")
    token = an_invitation(north)
    with in_community(north.pk):
        actions.withdraw_invitation(Invitation.objects.get())
        with pytest.raises(Refused):
            actions.withdraw_invitation(Invitation.objects.get())
    with pytest.raises(Refused, match="withdrawn"):
        actions.accept_invitation(token, person=a_person("ann"))


def test_an_invitation_expires():
    token = an_invitation(a_community("north"), days=3)
    ann = a_person("ann")
    later = time_machine.travel(timezone.now() + timedelta(days=3), tick=False)
    with later, pytest.raises(Refused, match="expired"):
        actions.accept_invitation(token, person=ann)


@pytest.mark.parametrize("days", [0, -1, 91])
def test_an_invitation_is_open_for_a_while_and_not_for_ever(days):
    with pytest.raises(Refused):
        an_invitation(a_community("north"), days=days)


def test_an_invitation_for_a_role_that_is_not_there_is_refused():
    with pytest.raises(Refused):
        an_invitation(a_community("north"), "steward")


def test_a_member_takes_the_role_and_keeps_the_others():
    north = a_community("north")
    ann = a_member(north, "ann", "guardian")
    assert actions.accept_invitation(an_invitation(north, "teacher"), person=ann.person).roles == [
        "guardian",
        "teacher",
    ]


def test_a_role_held_already_does_not_use_the_invitation_up():
    north = a_community("north")
    token = an_invitation(north)
    with pytest.raises(Refused):
        actions.accept_invitation(token, person=a_member(north, "ann").person)
    assert actions.accept_invitation(token, person=a_person("ben")).is_live


@pytest.mark.parametrize("token", ["", "x", "ä" * 52, "A" * 52, "A" * 51])
def test_a_made_up_token_is_refused(token):
    with pytest.raises(Refused):
        actions.accept_invitation(token, person=a_person("ann"))


def test_a_token_of_one_community_opens_no_other():
    north, south = a_community("north"), a_community("south")
    secret = an_invitation(north)[22:]
    forged = new_token(south.pk)[:22] + secret
    assert community_in(forged) == south.pk
    with pytest.raises(Refused):
        actions.accept_invitation(forged, person=a_person("ann"))


def test_a_token_names_its_community():
    community_id = UUID("0199a000-0000-7000-8000-000000000001")
    assert community_in(new_token(community_id)) == community_id


@pytest.mark.django_db(transaction=True)
def test_of_many_who_use_a_link_at_once_one_comes_in():
    north = a_community("north")
    token = an_invitation(north)
    people = [a_person(f"person-{number}") for number in range(6)]
    start, said = Barrier(len(people)), []

    def accept(person):
        try:
            start.wait(5)
            actions.accept_invitation(token, person=person)
            said.append("in")
        except Refused:
            said.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=accept, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    with in_community(north.pk):
        assert Membership.objects.exclude(pk=a_keyholder(north).pk).count() == 1
    assert sorted(said) == ["in"] + ["refused"] * 5
