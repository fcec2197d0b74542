"""Telling people: set by set, once, in the community's own name; and what a community never sees."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from notices.actions import mark_read, notify
from notices.models import Notice
from tenancy.scope import NoScope, as_person, in_community
from tests.factories import a_community, a_member, a_person
from tests.notices.factories import tell, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def south():
    return a_community("south")


def test_each_of_them_is_told_in_an_inbox_of_their_own(north, south):
    ann, bo, cy = a_person("ann"), a_person("bo"), a_person("cy")
    tell(north, ann, bo)
    tell(south, bo, kind="tests.fire")
    assert told(ann) == [("north", "tests.bread", False)]
    assert told(bo) == [("south", "tests.fire", False), ("north", "tests.bread", False)]
    assert told(cy) == []


def test_nobody_is_told_twice_of_one_thing_nor_of_what_they_did(north, south):
    ann, bo = a_person("ann"), a_person("bo")
    tell(north, ann, key="x", by=ann.pk)
    tell(north, ann, bo, bo, key="x")
    tell(north, ann, bo, key="x")
    tell(south, bo, key="x")  # another community's x
    assert told(ann) == [("north", "tests.bread", False)]
    assert told(bo) == [("south", "tests.bread", False), ("north", "tests.bread", False)]


def test_what_has_been_read_stays_read_when_it_is_told_again(north):
    ann = a_person("ann")
    tell(north, ann, key="x")
    with as_person(ann.pk):
        mark_read(Notice.objects.get())
    tell(north, ann, key="x")
    assert told(ann) == [("north", "tests.bread", True)]


def test_a_kind_nobody_declared_is_refused(north):
    with pytest.raises(LookupError):
        tell(north, a_person("ann"), kind="tests.nothing")
    with as_person(a_person("ann").pk), pytest.raises(NoScope):
        notify([a_person("bo").pk], "tests.bread", key="x", path="/")


@pytest.mark.parametrize(("people", "statements"), [(1, 1), (30, 1), (5000, 3)])
def test_many_are_told_by_few_statements(north, people, statements):
    made = Person.objects.bulk_create(Person(username=f"p{number}", password="!") for number in range(people))
    with CaptureQueriesContext(connection) as asked:
        tell(north, *made)
    assert len([one for one in asked if 'INSERT INTO "notices_notice"' in one["sql"]]) == statements
    assert [told(one) for one in (made[0], made[-1])] == [[("north", "tests.bread", False)]] * 2


# The wall


def test_a_community_reads_changes_and_deletes_no_notice_not_even_its_own(north):
    ann = a_member(north, "ann").person
    tell(north, ann)
    with in_community(north.pk):
        assert list(Notice.objects.all()) == []
        with connection.cursor() as cursor:
            for statement, number in (
                ("SELECT id FROM notices_notice", 0),
                ("UPDATE notices_notice SET read_at = now()", 0),
                ("DELETE FROM notices_notice", 0),
            ):
                cursor.execute(statement)
                assert cursor.rowcount == number
            for tail in ("RETURNING id", "ON CONFLICT (person_id, community_id, key) DO UPDATE SET read_at = now()"):
                with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                    insert(cursor, ann, north, tail)
    assert told(ann) == [("north", "tests.bread", False)]


def insert(cursor, person, community, tail=""):
    cursor.execute(
        "INSERT INTO notices_notice (id, person_id, community_id, key, kind, params, path, created_at)"
        f" VALUES (gen_random_uuid(), %s, %s, 'k', 'tests.bread', '{{}}', '', now()) {tail}",
        [person.pk, community.pk],
    )


def test_a_community_speaks_in_its_own_name_alone_and_nobody_without_a_scope(north, south):
    ann = a_person("ann")
    with connection.cursor() as cursor:
        for scope in (in_community(north.pk), as_person(a_person("bo").pk), transaction.atomic()):
            with scope, pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                insert(cursor, ann, south)
        with in_community(south.pk):
            insert(cursor, ann, south)
    assert told(ann) == [("south", "tests.bread", False)]


def test_what_happened_before_is_told_as_of_then(north):
    ann, then = a_person("ann"), datetime(2026, 1, 5, tzinfo=UTC)
    tell(north, ann, at=then)
    tell(north, ann, kind="tests.fire")
    with as_person(ann.pk):
        assert Notice.objects.order_by("created_at").first().created_at == then
