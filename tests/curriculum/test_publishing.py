from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from curriculum.actions import ON_PUBLISHING, add_node, create_curriculum, edit_curriculum, edit_node, publish_version
from curriculum.models import Curriculum, Kind, Version, VersionNode
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.curriculum.factories import a_curriculum, a_teacher, a_version
from tests.factories import a_community

pytestmark = pytest.mark.django_db


def test_a_version_keeps_what_the_draft_said_when_it_was_published():
    north = a_community("north")
    version = a_version(north)
    with in_community(north.pk):
        draft = version.curriculum
        edit_node(draft.nodes.get(title="Unit 1"), title="Puddles")
        edit_curriculum(draft, title="Water", licence="CC0-1.0")
        second = publish_version(draft, by=a_teacher(north), note="Puddles instead")
        assert [(v.number, v.title, v.licence) for v in draft.versions.order_by("number")] == [
            (1, "Water and measure", "CC-BY-SA-4.0"), (2, "Water", "CC0-1.0"),
        ]  # fmt: skip
        assert version.nodes.filter(title="Unit 1").count() == 1
        assert second.nodes.filter(title="Puddles").count() == 1
        assert (
            {n.key for n in version.nodes.all()}
            == {n.key for n in second.nodes.all()}
            == {n.key for n in draft.nodes.all()}
        )


@pytest.mark.parametrize("model", [Version, VersionNode])
def test_the_database_refuses_to_change_what_is_published(model):
    north = a_community("north")
    a_version(north)
    with in_community(north.pk):
        for change in (lambda: model.objects.update(title="else"), lambda: model.objects.all()._raw_delete("default")):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                change()


def test_the_database_refuses_a_version_of_another_communitys_curriculum():
    north, south = a_community("north"), a_community("south")
    theirs = a_curriculum(south)
    with in_community(north.pk), pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(curriculum_id=theirs.pk, number=1, title="Taken", language="en", published_by_name="x")


@pytest.mark.parametrize(
    ("units", "activities", "reason"), [(0, 0, "nothing to publish"), (2, 0, "“Unit 1” has no activity")]
)
def test_what_is_empty_or_unfinished_is_refused(units, activities, reason):
    north = a_community("north")
    draft = a_curriculum(north, units=units, activities=activities)
    with in_community(north.pk), pytest.raises(Refused, match=reason):
        publish_version(draft, by=a_teacher(north))


def test_a_unit_whose_activities_lie_in_a_unit_within_is_finished():
    north = a_community("north")
    tom = a_teacher(north)
    with in_community(north.pk):
        draft = create_curriculum(by=tom, title="Nested", language="en")
        outer = add_node(draft, kind=Kind.UNIT, title="Outer")
        inner = add_node(draft, kind=Kind.UNIT, title="Inner", parent_key=outer.key)
        add_node(draft, kind=Kind.ACTIVITY, title="Deep", parent_key=inner.key)
        assert publish_version(draft, by=tom).nodes.count() == 3


def test_what_has_not_changed_is_not_published_again():
    north = a_community("north")
    version = a_version(north)
    with in_community(north.pk), pytest.raises(Refused, match="since version 1"):
        publish_version(version.curriculum, by=version.published_by)


@pytest.mark.parametrize("share", [True, False])
def test_publishing_tells_those_who_asked_within_its_transaction(share):
    north, told = a_community("north"), []

    def remember(version, share):
        told.append((version.number, share))
        if share:
            raise Refused("no")

    ON_PUBLISHING.append(remember)
    try:
        draft, tom = a_curriculum(north), a_teacher(north)
        with in_community(north.pk):
            if share:
                with pytest.raises(Refused):
                    publish_version(draft, by=tom, share=True)
            else:
                publish_version(draft, by=tom)
            assert draft.versions.count() == (0 if share else 1)
    finally:
        ON_PUBLISHING.remove(remember)
    assert told == [(1, share)]


@pytest.mark.django_db(transaction=True)
def test_versions_published_at_once_are_numbered_without_gaps():
    north, south = a_community("north"), a_community("south")
    draft, tom = a_curriculum(north), a_teacher(north)
    a_version(south)

    def publish(number: int) -> int:
        try:
            with in_community(north.pk):
                edit_curriculum(Curriculum.objects.get(pk=draft.pk), summary=f"Summary {number}")
                return publish_version(draft, by=tom).number
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(publish, range(24)))
    assert sorted(numbers) == list(range(1, 25))
    with in_community(north.pk):
        assert list(draft.versions.order_by("number").values_list("number", flat=True)) == list(range(1, 25))
