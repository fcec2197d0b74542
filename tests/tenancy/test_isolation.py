"""The database is the wall: what a scope sees, and what it cannot do."""

import threading
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from communities.governance.models import Decision, Setting
from communities.models import Invitation, Membership
from tenancy.roles import app_role
from tenancy.scope import NOBODY, NoScope, as_person, current_community, current_person, in_community
from tenancy.statements import ask
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db


def rows(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def south():
    return a_community("south")


def a_decision(community, number=7):
    with in_community(community.pk):
        return Decision.objects.create(number=number, kind="setting", title="x", decided_by=a_person("ann"))


def test_our_role_obeys_row_security_and_owns_nothing():
    assert rows(
        "SELECT current_user = %s, rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = current_user",
        app_role(),
    ) == [(True, False)]
    assert rows("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user") == [(0,)]


def test_a_scope_sees_its_own_rows_only(north, south):
    ours, theirs = a_decision(north), a_decision(south)
    with in_community(north.pk):
        assert Decision.objects.get(number=7) == ours
        assert rows("SELECT id FROM governance_decision WHERE number = 7") == [(ours.pk,)]
    with in_community(south.pk):
        assert Decision.objects.get(number=7) == theirs


def test_a_prepared_statement_shows_the_rows_of_the_scope_it_is_asked_in(north, south):
    ours, theirs = a_decision(north), a_decision(south)
    for _ in range(8):  # beyond what PostgreSQL plans anew
        for community, decision in ((north, ours), (south, theirs)):
            with in_community(community.pk):
                assert ask("SELECT id FROM governance_decision WHERE number = 7") == [(decision.pk,)]
    assert rows("SELECT count(*) > 0 FROM pg_prepared_statements WHERE statement LIKE %s", "%number = 7%") == [(True,)]
    with pytest.raises(NoScope):
        ask("SELECT id FROM governance_decision WHERE number = 7")


def test_without_a_scope_there_is_nothing_and_no_write(north):
    decision = a_decision(north)
    assert rows("SELECT id FROM governance_decision") == []
    for touch in (Decision.objects.exists, lambda: Decision(title="x"), current_community, current_person):
        with pytest.raises(NoScope):
            touch()
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Decision(community=north, number=8, kind="setting", title="x", decided_by=decision.decided_by).save(
            force_insert=True
        )


def test_queries_may_be_built_before_the_scope_opens(north):
    later = Decision.objects.filter(number=7)
    ours = a_decision(north)
    with in_community(north.pk):
        assert list(later) == [ours]


def test_scopes_nest_and_come_back(north, south):
    ours = a_decision(north)
    with in_community(north.pk):
        with in_community(south.pk):
            assert not Decision.objects.filter(number=7).exists()
        assert Decision.objects.get(number=7) == ours
        with pytest.raises(ZeroDivisionError), in_community(south.pk):
            raise ZeroDivisionError
        assert Decision.objects.get(number=7) == ours
        with pytest.raises(DatabaseError), in_community(south.pk):
            rows("SELECT 1/0")
        assert rows("SELECT id FROM governance_decision WHERE number = 7") == [(ours.pk,)]
    assert rows("SELECT current_setting('app.community', true)") == [(str(NOBODY),)]


def test_a_row_cannot_be_written_into_another_community(north, south):
    with pytest.raises(DatabaseError, match="row-level security"), in_community(north.pk):
        Decision.objects.create(number=7, kind="setting", title="x", decided_by=a_person("ann"), community=south)


def test_a_child_cannot_name_a_parent_of_another_community(north, south):
    theirs = a_decision(south)
    for parent in (theirs.pk, uuid4()):
        with pytest.raises(IntegrityError, match="foreign key"), in_community(north.pk):
            Setting.objects.create(key="x", value=1, decision_id=parent)


def test_a_row_of_another_community_cannot_be_saved_or_deleted_here(north, south):
    theirs = a_member(south, "ann")
    key = theirs.pk
    with in_community(north.pk):
        with pytest.raises(DatabaseError), transaction.atomic():
            theirs.save()
        assert theirs.delete() == (0, {})
        assert rows("UPDATE communities_membership SET display_name = 'x' WHERE id = %s RETURNING id", key) == []
        assert rows("DELETE FROM communities_membership WHERE id = %s RETURNING id", key) == []
    with in_community(south.pk):
        assert Membership.objects.get(pk=key).display_name == "ann"


def test_people_read_their_own_rows_everywhere_and_change_none(north, south):
    for community in (north, south):
        a_member(community, "ann")
        a_member(community, "ben")
    ann = a_person("ann")
    with as_person(ann.pk):
        assert {m.community_id for m in Membership.objects.all()} == {north.pk, south.pk}
        assert rows("SELECT count(*) FROM communities_membership") == [(2,)]
        assert Membership.objects.filter(person=a_person("ben")).count() == 0
        assert not Decision.objects.exists()
        assert Membership.objects.update(display_name="x") == 0
        assert rows("UPDATE communities_membership SET display_name = 'x' RETURNING id") == []
        with pytest.raises(NoScope):
            Membership.objects.create(person=ann, display_name="ann")
        with pytest.raises(DatabaseError), transaction.atomic():
            Membership.objects.create(person=ann, display_name="ann", community=north)


def test_a_persons_scope_inside_a_communitys(north, south):
    ann = a_member(south, "ann").person
    with in_community(north.pk):
        with as_person(ann.pk):
            assert Membership.objects.get().community_id == south.pk
        assert not Membership.objects.filter(person=ann).exists()


def test_append_only_rows_stay(north):
    decision = a_decision(north)
    with in_community(north.pk):
        for change in (
            decision.save,
            decision.delete,
            lambda: Setting.objects.update(key="x"),
            Setting.objects.all().delete,
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                change()
        assert Decision.objects.filter(number=7).exists()


@pytest.mark.parametrize("statement", [
    "ALTER TABLE governance_decision DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE governance_decision NO FORCE ROW LEVEL SECURITY",
    "DROP POLICY tenant_rows ON governance_decision",
    "CREATE POLICY everything ON governance_decision USING (true)",
    "TRUNCATE governance_setting",
    "SET ROLE rhizome_owner",
    "SET SESSION AUTHORIZATION rhizome_owner",
    "CREATE TABLE mine (x int)",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
    "COPY communities_membership TO PROGRAM 'cat'",
    "ALTER ROLE rhizome_app BYPASSRLS",
])  # fmt: skip
def test_the_application_cannot_lift_protection(north, statement):
    with pytest.raises(DatabaseError, match="must be owner|permission denied|must be"), transaction.atomic():
        rows(statement)


def test_row_security_cannot_be_switched_off(north):
    a_decision(north)
    with (
        pytest.raises(DatabaseError, match="affected by row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET LOCAL row_security = off")
        cursor.execute("SELECT id FROM governance_decision")


def test_a_privilege_the_app_lacks_cannot_be_given_by_it(north):
    with connection.cursor() as cursor:
        cursor.execute("GRANT SELECT, UPDATE ON governance_decision TO public")  # only warns, and does nothing
    assert rows("SELECT has_table_privilege(current_user, 'governance_decision', 'UPDATE')") == [(False,)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_nothing_stays_on_the_connection(turn):
    north = a_community("north")
    ours = a_decision(north)
    with in_community(north.pk):
        assert Decision.objects.get(number=7) == ours
    with pytest.raises(ZeroDivisionError), in_community(north.pk):
        raise ZeroDivisionError
    assert rows("SELECT current_setting('app.community'), (SELECT count(*) FROM governance_decision)") == [
        (str(NOBODY), 0)
    ]


@pytest.mark.django_db(transaction=True)
def test_scopes_of_threads_do_not_mix(north, south):
    seen, both_open = {}, threading.Barrier(2)

    def look(community, name):
        try:
            a_member(community, name)
            with in_community(community.pk):
                both_open.wait(10)
                seen[name] = [m.display_name for m in Membership.objects.exclude(display_name__startswith="founder")]
                both_open.wait(10)
        finally:
            connection.close()

    threads = [threading.Thread(target=look, args=(c, n)) for c, n in ((north, "ann"), (south, "ben"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert seen == {"ann": ["ann"], "ben": ["ben"]}


@pytest.mark.django_db(transaction=True)
def test_a_scope_without_a_transaction_of_its_own_leaves_nothing_half_done(north):
    with pytest.raises(IntegrityError), in_community(north.pk):
        Invitation.objects.create(
            role="member", token_hash="a", invited_by=Membership.objects.get(), expires_at="2030-01-01T00:00Z"
        )
        Setting.objects.create(key="x", value=1, decision_id=uuid4())
    with in_community(north.pk):
        assert not Invitation.objects.exists()
