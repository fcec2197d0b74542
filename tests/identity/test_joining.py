"""Two who turned out to be one: everything of both is one record, and nothing is lost on either side."""

from collections import Counter
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import Person
from communities.models import Membership
from learners.guardianship import guardians_of
from learners.identity.joining import join_by_code, make_join_code
from learners.identity.models import Join
from learners.identity.tables import own_tables, tables_here
from learners.identity.undoing import undo_join
from learners.models import AccessLog, Enrolment, Guardianship
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_browser
from tests.consents.factories import a_consent, born, say, shared
from tests.factories import a_community, a_member, a_person
from tests.identity.counting import rows_of, tables_in
from tests.identity.factories import an_invited
from tests.identity.lives import a_life, joined, taught
from tests.learners.factories import a_guardianship, an_enrolment, an_offering

pytestmark = pytest.mark.django_db
JOINED = {"identity_join", "learners_accesslog", "notices_notice"}  # where joining itself writes


@pytest.fixture
def north():
    return a_community("north", country="IE")


@pytest.fixture
def south():
    return a_community("south", country="IE")


def added(before: Counter, after: Counter) -> set[str]:
    return tables_in(after - before)


def test_every_row_of_either_is_there_after_joining_and_back_after_undoing(north, south):
    a_life(north, "ann")
    a_life(south, "anna")
    taught(south, north, "anna-teaches")
    main, other = a_person("ann"), a_person("anna")
    before = rows_of(main.pk, other.pk), rows_of(other.pk, main.pk)
    assert len(tables_in(before[1])) >= 18
    made = joined("ann", "anna")
    after = rows_of(main.pk, other.pk), rows_of(other.pk, main.pk)
    whole = before[0] + before[1]
    assert whole - after[0] - after[1] == Counter()
    assert added(whole, after[0] + after[1]) <= JOINED
    assert tables_in(after[1]) == {"consents_profileentry"}  # both said what interests them
    assert made.rows == sum(before[1].values()) - 1
    undo_join(main, pk=made.pk, by=main)
    again = rows_of(main.pk, other.pk), rows_of(other.pk, main.pk)
    assert again[1] == before[1]
    assert before[0] - again[0] == Counter()
    assert added(before[0], again[0]) <= JOINED
    assert Person.objects.get(pk=other.pk).alias_of is None


def test_the_database_knows_every_table_of_persons():
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE proname IN ('carry_here', 'carry_own')")
        said = dict(cursor.fetchall())
    for name, tables in (("carry_here", tables_here()), ("carry_own", own_tables())):
        assert [one.name for one in tables if f'"{one.name}"' not in said[name]] == []


def test_only_an_alias_is_carried(north):
    ann, bo = a_member(north, "ann").person, a_member(north, "bo").person
    for name in ("carry_here", "carry_own"):
        with (
            pytest.raises(DatabaseError, match="not one person"),
            in_community(north.pk),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT {name}(%s, %s, '{{}}')", [bo.pk, ann.pk])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT has_function_privilege('public', 'carry_own(uuid, uuid, jsonb)', 'EXECUTE')")
        assert cursor.fetchone() == (False,)


def test_either_sign_in_opens_the_main_one_and_open_sessions_of_the_other_end(north, south):
    a_member(north, "ann", "learner")
    a_member(south, "anna", "learner")
    listed, unlisted = a_browser(a_person("anna")), a_browser(a_person("anna"))
    assert listed.get("/me/").status_code == 200
    joined("ann", "anna")
    assert [one.get("/me/").status_code for one in (listed, unlisted)] == [302, 302]
    for name in ("ann", "anna"):
        browser = a_browser()
        browser.post("/account/login/", {"login": name, "password": "learning-together"})
        assert browser.get("/me/").wsgi_request.user == a_person("ann")
        assert [browser.get(f"/c/{slug}/people/").status_code for slug in ("north", "south")] == [200, 200]


def test_what_only_one_can_have_stays_under_the_other_name(north, south):
    for name, place in (("ann", north), ("anna", south)):
        a_member(place, name, "learner")
        say(name, interests=f"Tides of {name}")
    joined("ann", "anna")
    say("ann", languages="es")
    with as_person(a_person("anna").pk):
        assert [row for row in rows_of(a_person("anna").pk) if "Tides of anna" in row[1]]


def test_a_guardian_of_either_looks_after_both(north, south):
    a_guardianship(north, "gus", "ann")
    a_guardianship(south, "gil", "anna")
    for place, name in ((north, "ann"), (south, "anna")):
        born(place, name, date(2008, 5, 1))
    joined("ann", "anna")
    gus, gil = a_person("gus"), a_person("gil")
    assert guardians_of(a_person("ann").pk) == {gus.pk, gil.pk}
    with as_person(gil.pk):
        assert Guardianship.objects.get().other_id == a_person("ann").pk
    assert a_browser(gil).get(f"/me/children/{a_person('ann').pk}/sign-in/").status_code == 200
    with as_person(gil.pk):
        assert [one.kind for one in Notice.objects.filter(kind="identity.joined")] == ["identity.joined"]


def test_two_memberships_of_one_community_become_one(north):
    one, two = a_member(north, "ann", "learner"), a_member(north, "anna", "teacher")
    offering = an_offering(north, teachers=(two,))
    made = joined("ann", "anna")
    with in_community(north.pk):
        kept, ended = Membership.objects.get(pk=one.pk), Membership.objects.get(pk=two.pk)
        assert (kept.roles, kept.until) == (["learner", "teacher"], None)
        assert (ended.person_id, ended.is_live) == (one.person_id, False)
        assert [teacher.membership_id for teacher in offering.teachers.all()] == [kept.pk]
    undo_join(a_person("ann"), pk=made.pk, by=a_person("ann"))
    with in_community(north.pk):
        kept, ended = Membership.objects.get(pk=one.pk), Membership.objects.get(pk=two.pk)
        assert (kept.roles, ended.roles, ended.is_live) == (["learner"], ["teacher"], True)
        assert [teacher.membership_id for teacher in offering.teachers.all()] == [ended.pk]


def test_of_two_consents_to_one_purpose_the_main_ones_holds(north):
    a_member(north, "ann", "learner")
    a_member(north, "anna", "learner")
    for name in ("ann", "anna"):
        say(name, interests=f"Tides of {name}")
        a_consent(north, name)
    joined("ann", "anna")
    assert shared(north) == [("ann", "teaching", {"interests": "Tides of ann"})]


def test_an_invitation_proves_the_other_side_and_is_used_up(north, south):
    a_member(north, "ann", "learner")
    ivo, code = an_invited(south, "ivo")
    an_enrolment(an_offering(south), "ivo", home=south)
    join_by_code(a_person("ann"), code=code)
    with as_person(a_person("ann").pk):
        assert Membership.objects.filter(community=south).exists()
        assert Enrolment.objects.count() == 1
        assert "Joined with an account that was there already" in [str(one.what) for one in AccessLog.objects.all()]
    with pytest.raises(Refused, match="opens nothing"):
        join_by_code(a_person("bo"), code=code)
    assert Person.objects.get(pk=ivo.person_id).alias_of == a_person("ann")


def test_who_joins_a_main_one_brings_its_aliases_and_no_circle_comes_of_it(north):
    for name in ("ann", "anna", "annie"):
        a_member(north, name, "learner")
    first = joined("anna", "annie")
    second = joined("ann", "anna")
    assert set(a_person("ann").aliases.values_list("username", flat=True)) == {"anna", "annie"}
    for main, other in (("anna", "ann"), ("annie", "ann"), ("ann", "anna")):
        with pytest.raises(Refused, match="joined to another"):
            join_by_code(a_person(main), code=make_join_code(a_person(other)))
    ann = a_person("ann")
    with pytest.raises(Refused, match="after it first"):
        undo_join(ann, pk=first.pk, by=ann)
    undo_join(ann, pk=second.pk, by=ann)
    assert a_person("annie").alias_of == a_person("anna")
    undo_join(a_person("anna"), pk=first.pk, by=ann)
    assert not Person.objects.filter(alias_of__isnull=False).exists()
    with as_person(a_person("annie").pk):
        assert Membership.objects.get(until__isnull=True).display_name == "annie"
        assert not Join.objects.exists()
