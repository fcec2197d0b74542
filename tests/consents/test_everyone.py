"""What a learner says to everyone: of their own will, never below the age, and nothing else of them with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Person
from learners.consents.models import ProfileEntry
from tenancy.refusal import Refused
from tenancy.scope import as_person
from tests.consents.factories import a_consent, born, say, shared
from tests.factories import a_community, a_member, a_person
from tests.identity.lives import joined
from tests.learners.factories import a_guardianship

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    north = a_community("north", country="IE")  # where one decides alone at 16
    for name in ("ann", "bo"):
        a_member(north, name, "learner")
    return north


def years(north, name, age):
    born(north, name, timezone.localdate() - timedelta(days=age * 366))


def page(client, name):
    answer = client.get(f"/learners/{a_person(name).pk}/")
    return answer.status_code, answer.content.decode()


def test_a_stranger_reads_what_is_for_everyone_and_nothing_else(client, north):
    years(north, "ann", 17)
    say("ann", "everyone", interests="Boats and knots")
    say("ann", "communities", goals="To sail alone")
    say("bo", "me", interests="Kites")
    status, said = page(client, "ann")
    assert (status, "Boats and knots" in said, "To sail alone" in said, "Kites" in said) == (200, True, False, False)
    assert page(client, "bo")[0] == 404
    say("ann", "me", interests="Boats and knots")
    assert page(client, "ann")[0] == 404


def test_below_the_age_nothing_is_for_everyone_not_even_what_was_written_before(client, north):
    years(north, "ann", 15)
    with pytest.raises(Refused, match="At your age"):
        say("ann", "everyone", interests="Boats")
    client.force_login(a_person("ann"))
    form = {"interests": "Boats", "interests-seen": "everyone"}
    others = ("goals", "languages", "ways", "access", "support", "device", "connection")
    answer = client.post("/me/profile/", form | {f"{one}-seen": "me" for one in others})
    assert (answer.status_code, "At your age" in answer.content.decode()) == (422, True)
    with as_person(a_person("ann").pk):
        ProfileEntry.objects.create(field="interests", text="Boats", seen_by="everyone")
    assert page(client, "ann")[0] == 404


def test_whose_age_nobody_knows_counts_as_a_child_with_a_guardian_and_else_as_grown(client, north):
    say("ann", "everyone", interests="Boats")
    assert page(client, "ann")[0] == 200
    a_guardianship(north, "sol", "ann")
    assert page(client, "ann")[0] == 404
    with pytest.raises(Refused, match="At your age"):
        say("ann", "everyone", goals="To sail")


def test_communities_that_one_agreed_with_read_it_too(north):
    years(north, "ann", 17)
    say("ann", "everyone", interests="Boats")
    a_consent(north, "ann")
    assert shared(north) == [("ann", "teaching", {"interests": "Boats"})]


def test_who_closed_the_account_says_nothing(client, north):
    years(north, "ann", 17)
    say("ann", "everyone", interests="Boats")
    Person.objects.filter(username="ann").update(is_active=False)
    assert page(client, "ann")[0] == 404


def test_an_identity_that_was_joined_to_another_says_nothing(client, north):
    """Nobody could take it back: its sign-in opens the other."""
    for name in ("ann", "bo"):
        say(name, "everyone", interests=f"Boats of {name}")
    joined("ann", "bo")
    assert page(client, "bo")[0] == 404
    assert page(client, "ann")[0] == 200
