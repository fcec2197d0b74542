"""A code opens nothing any more once whoever made the invitation could not make it now."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from communities.actions import end_membership
from communities.models import Membership
from learners.actions import end_guardianship
from learners.identity.claiming import claim, invite_child, invite_member, lock_claim, use_claim, withdraw_claim
from learners.identity.models import Claim
from learners.models import GuardianshipRecord
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.consents.factories import born
from tests.factories import a_community, a_member, a_person
from tests.identity.factories import an_invited, unclaimed
from tests.identity.test_races import at_once
from tests.learners.factories import a_guardianship

OWN = {"username": "ivo.reed", "password": "a river of otters"}


@pytest.fixture
def north():
    return a_community("north", country="IE")


@pytest.mark.django_db
def test_a_former_guardian_comes_in_by_no_code_they_kept(north):
    ivo = unclaimed(north, "ivo")
    a_guardianship(north, "sol", "ivo")
    made, code = invite_child(ivo.person_id, guardian=a_person("sol"))
    with in_community(north.pk):
        end_guardianship(GuardianshipRecord.objects.get())
    with pytest.raises(Refused, match="opens nothing"):
        claim(code, **OWN)
    with in_community(north.pk):
        assert Claim.objects.get(pk=made.pk).used_at is None


def more_rights(ivo):
    ivo.roles = ["learner", "administrator"]
    ivo.save()


def known_elsewhere(ivo):
    south = a_community("south")
    with in_community(south.pk):
        Membership.objects.create(person=ivo.person, display_name="Ivo", roles=["learner"])


def too_young(ivo):
    born(ivo.community, "ivo", timezone.localdate() - timedelta(days=10 * 366))


def inviter_left(ivo):
    end_membership(Membership.objects.get(person=a_person("tea")))


def inviter_teaches_no_more(ivo):
    Membership.objects.filter(person=a_person("tea")).update(roles=["member"])


def inviter_suspended(ivo):
    Membership.objects.filter(person=a_person("tea")).update(suspended_from=timezone.now())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [more_rights, known_elsewhere, too_young, inviter_left, inviter_teaches_no_more, inviter_suspended]
)
def test_what_refuses_an_invitation_closes_one_that_was_made_before(north, change):
    tea, ivo = a_member(north, "tea", "teacher"), unclaimed(north, "ivo")
    with in_community(north.pk):
        _made, code = invite_member(ivo, by=tea)
        change(ivo)
    with pytest.raises(Refused, match="opens nothing"):
        claim(code, **OWN)


@pytest.mark.django_db(transaction=True)
def test_nobody_withdraws_an_invitation_that_is_being_used(north):
    _ivo, code = an_invited(north, "ivo")

    def withdraw():
        with in_community(north.pk):
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '200ms'")
            try:
                return withdraw_claim(Claim.objects.get())
            except OperationalError:
                raise Refused("it waits") from None

    with transaction.atomic():
        found = lock_claim(code, None)
        (told,) = at_once(withdraw)
        assert isinstance(told, Refused)
        use_claim(found, who=found.membership.person, what=gettext_lazy("Came"))
    with in_community(north.pk), pytest.raises(Refused, match="no longer open"):
        withdraw_claim(Claim.objects.get())
