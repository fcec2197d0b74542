"""Invitations to test with, browsers that are signed in, and what a page asks the database."""

from re import sub

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from communities.actions import invite
from communities.models import Membership
from tenancy.scope import in_community

BOOKKEEPING = ("SAVEPOINT", "RELEASE", "SET LOCAL", "ROLLBACK TO")


def a_keyholder(community):
    """The founder's membership."""
    with in_community(community.pk):
        return Membership.objects.order_by("id").first()


def an_invitation(community, role="member", **fields):
    """The token of a fresh invitation."""
    with in_community(community.pk):
        return invite(by=a_keyholder(community), role=role, **fields)[1]


def a_browser(person=None):
    """Signed in, if a person is given."""
    client = Client()
    if person:
        client.force_login(getattr(person, "person", person))
    return client


def an_api(person=None):
    client = APIClient()
    if person:
        client.force_login(getattr(person, "person", person))
    return client


def queries(client, address):
    """How many statements a page reads and writes with, after a first look; the scope's own do not count."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return sum(not query["sql"].startswith(BOOKKEEPING) for query in captured)


def text_of(answer):
    """What the page says, without its tags, on one line."""
    page = sub(r"</?bdi>", "", answer.content.decode())
    return " ".join(sub(r"<[^>]+>", " ", page).split())
