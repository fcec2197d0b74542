"""A guardian carries away what is theirs to read of a child, and never what the child keeps to themself."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from jobs.outbox import run_waiting
from learners.mydata.actions import forget_copy
from learners.mydata.models import Copy
from tenancy.scope import as_person
from tests.communities.factories import an_api, text_of
from tests.consents.factories import say
from tests.factories import a_community, a_member, a_person
from tests.identity.lives import joined
from tests.learners.factories import a_guardianship
from tests.mydata.factories import a_copy, parts

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    north = a_community("north")
    a_member(north, "ann", "learner")
    a_guardianship(north, "sol", "ann")
    say("ann", "me", interests="what nobody knows")
    say("ann", "guardians", goals="to sail")
    return a_person("ann")


def said(copy):
    return [one["text"] for one in parts(copy)["consents.profileentry"]]


def test_what_is_for_the_child_alone_is_in_their_own_copy_alone(ann):
    own, of_guardian = a_copy("ann"), a_copy("ann", guardian="sol")
    assert (sorted(said(own)), said(of_guardian)) == (["to sail", "what nobody knows"], ["to sail"])


def test_the_childs_own_copy_is_no_guardians_to_find_take_or_delete(client, ann):
    own = a_copy("ann")
    client.force_login(a_person("sol"))
    page = client.get(reverse("mydata-child-home", args=[ann.pk]))
    assert str(own.pk) not in page.content.decode()
    assert client.get(reverse("mydata-child-download", args=[ann.pk, own.pk])).status_code == 404
    assert client.post(reverse("mydata-child-forget", args=[ann.pk, own.pk])).status_code == 404
    api, address = an_api(a_person("sol")), f"/api/v1/me/children/{ann.pk}/data/copies/"
    assert api.get(address).json()["results"] == []
    assert api.get(f"{address}{own.pk}/").status_code == 404
    assert api.delete(f"{address}{own.pk}/").status_code == 404


def test_the_child_sees_the_copy_of_a_guardian(client, ann):
    made = a_copy("ann", guardian="sol")
    client.force_login(ann)
    assert "sol" in text_of(client.get(reverse("mydata-home")))
    assert client.get(reverse("mydata-download", args=[made.pk])).status_code == 200


def test_deleted_it_is_gone_from_the_storage_too(ann, django_capture_on_commit_callbacks):
    made = a_copy("ann")
    path = made.path
    with as_person(ann.pk), django_capture_on_commit_callbacks(execute=True):
        forget_copy(made)
    assert not default_storage.exists(path)


def test_the_file_of_somebody_who_was_joined_to_another_goes_in_its_time(django_capture_on_commit_callbacks):
    for name in ("bo", "bob"):
        a_member(a_community(f"of-{name}"), name, "learner")
    made = a_copy("bob")
    joined("bo", "bob")
    with time_machine.travel(timezone.now() + timedelta(days=8)), django_capture_on_commit_callbacks(execute=True):
        run_waiting()
    assert not default_storage.exists(made.path)
    for name in ("bo", "bob"):
        with as_person(a_person(name).pk):
            assert not Copy.objects.exists()
