"""The first run."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Person
from communities.models import Community, Membership
from tenancy.scope import in_community
from tests.factories import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _password(monkeypatch):
    monkeypatch.setenv("RHIZOME_STEWARD_PASSWORD", "learning-together")


def create(capsys, username="ada", **more):
    call_command("create_steward", username, **more)
    return capsys.readouterr().out


def test_it_makes_the_network_and_its_steward_once(capsys):
    said = create(capsys, email="Ada@Brook.example", name="Ada Brook", network_name="Seven Rivers")
    assert "ada is steward of Seven Rivers" in said
    network, ada = Community.objects.get(), Person.objects.get()
    assert (network.kind, network.slug, network.name) == ("network", "network", "Seven Rivers")
    assert (ada.name, ada.email) == ("Ada Brook", "ada@brook.example")
    assert ada.check_password("learning-together")
    with in_community(network.pk):
        assert list(Membership.objects.values_list("person", "roles")) == [(ada.pk, ["steward"])]
    assert "already. Nothing was changed." in create(capsys, "ADA")
    assert (Community.objects.count(), Person.objects.count()) == (1, 1)


def test_another_steward_is_the_networks_own_decision(capsys):
    create(capsys)
    a_person("cy")
    for name in ("bo", "cy"):
        with pytest.raises(CommandError, match="decides itself"):
            create(capsys, name)
    assert Person.objects.filter(username="bo").count() == 0


def test_a_person_who_is_there_keeps_their_password(capsys, monkeypatch):
    monkeypatch.setenv("RHIZOME_STEWARD_PASSWORD", "another-password")
    ada = a_person("ada")
    create(capsys)
    ada.refresh_from_db()
    assert ada.check_password("learning-together")


@pytest.mark.parametrize(
    ("password", "more", "why"),
    [
        ("short", {}, "too short"),
        ("password", {}, "too common"),
        ("learning-together", {"email": "nowhere"}, "valid email"),
        ("learning-together", {"username": "ada brook"}, "valid username"),
        ("", {}, "RHIZOME_STEWARD_PASSWORD"),
    ],
)
def test_what_does_not_do_is_told_and_changes_nothing(capsys, monkeypatch, password, more, why):
    monkeypatch.setenv("RHIZOME_STEWARD_PASSWORD", password)
    monkeypatch.setattr("sys.stdin", StringIO())
    with pytest.raises(CommandError, match=why):
        create(capsys, **more)
    assert (Community.objects.count(), Person.objects.count()) == (0, 0)
