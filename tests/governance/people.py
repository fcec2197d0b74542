"""People who ask to join, and members who are suspended."""

from datetime import timedelta

from django.utils import timezone

from communities.governance.people.admitting import ask_to_join
from communities.governance.people.suspending import suspend_member
from communities.models import Membership
from tenancy.scope import in_community
from tests.communities.factories import a_keyholder
from tests.factories import a_member, a_person


def a_request(community, username="", words="I repair boats."):
    with in_community(community.pk):
        return ask_to_join(a_person(username), words=words)


def a_decided_suspension(member, notice=7, days=None):
    """Not begun; the member as they are now."""
    with in_community(member.community_id):
        by = a_keyholder(member.community).person
        suspend_member(member, notice=notice, days=days, by=by, reason="Shouted at the small ones.")
        return Membership.objects.get(pk=member.pk)


def begun(member, ago=timedelta(hours=1)):
    """The suspension has begun."""
    with in_community(member.community_id):
        Membership.objects.filter(pk=member.pk).update(suspended_from=timezone.now() - ago)
        return Membership.objects.get(pk=member.pk)


def a_suspended_member(community, username="", *roles, **periods):
    return begun(a_decided_suspension(a_member(community, username, *roles), **periods))
