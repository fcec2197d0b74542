"""`verify_decisions` proves that settings follow from decisions, and names the first difference."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from communities.governance.actions import decide_setting
from communities.models import Community
from tenancy.roles import as_owner
from tenancy.scope import in_community
from tests.communities.factories import a_keyholder
from tests.factories import a_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    a_community("south")
    north = a_community("north")
    with in_community(north.pk):
        decide_setting("reports", {"shares_reports": False}, by=a_keyholder(north).person, reason="So.")
        decide_setting("languages", ["es"], by=a_keyholder(north).person, reason="So.")
    return north


def verify(capsys, *slugs):
    try:
        call_command("verify_decisions", *slugs)
    except CommandError as error:
        return f"{capsys.readouterr().err}{error}"
    return capsys.readouterr().out


def test_an_honest_network_is_proved(north, capsys):
    assert "Every setting follows from a decision" in verify(capsys)


def test_a_face_that_says_something_else_is_named(north, capsys):
    Community.objects.filter(pk=north.pk).update(languages=["en"])
    said = verify(capsys)
    assert "north: setting languages: the public face says ['en'], decision 3 says ['es']" in said
    assert "south" not in said
    assert "Every setting" in verify(capsys, "south")


def test_a_community_nobody_knows_is_said(capsys):
    assert "There is no community west." in verify(capsys, "west")


@pytest.mark.django_db(transaction=True)
def test_a_decision_taken_out_is_named(capsys):
    north = a_community("north")
    with in_community(north.pk):
        for languages in (["es"], ["en"]):
            decide_setting("languages", languages, by=a_keyholder(north).person, reason="So.")
    with as_owner(), in_community(north.pk), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM governance_setting s USING governance_decision d WHERE s.decision_id = d.id AND d.number = 2"
        )
        cursor.execute("DELETE FROM governance_decision WHERE number = 2")
    assert "north: decision 2 is missing" in verify(capsys)
