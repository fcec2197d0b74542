"""What is shared with a circle alone, and all that is said of it, as the database itself shows and guards it."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from curriculum.actions import edit_node, publish_version
from curriculum.commons.actions import adopt_version, share_version, withdraw_from_commons
from curriculum.commons.audience import renew_readers
from curriculum.commons.collecting.actions import add_entry, make_collection
from curriculum.commons.models import Adoption, Basis, Review, Searched, SearchedInCircles, SharedVersion
from curriculum.commons.moderating.actions import moderate_review, report_review
from curriculum.commons.moderating.queries import reported
from learners.models import CircleCard
from tenancy.models import PublicModel, SharedModel
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.commons.factories import a_review
from tests.commons.valley import signed_in, text
from tests.curriculum.factories import a_teacher
from tests.factories import a_community, a_member, a_person
from tests.governance.test_circles import a_joined, act
from tests.learners.factories import an_offering

pytestmark = pytest.mark.django_db
SHARED = [model for model in apps.get_models() if issubclass(model, SharedModel)]
TABLES = [model._meta.db_table for model in SHARED]
PUBLIC = [model._meta.db_table for model in apps.get_models() if issubclass(model, PublicModel)]
NOTHING = dict.fromkeys(TABLES, 0)


def rows(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def seen():
    return {table: rows(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


@pytest.fixture
def taken(valley):
    """South made something of it, shares that with the circle too, and says how it went."""
    with in_community(valley.north.pk):
        edit_node(
            valley.draft.nodes.select_related("curriculum").get(title="Activity 1.1"), materials=["Marsupial snorkel"]
        )
    valley.shared = valley.next_version(circles=[valley.circle.pk])
    with in_community(valley.south.pk):
        mine = adopt_version(valley.shared, by=valley.sue).curriculum
    valley.review = a_review(valley.shared, valley.sue, went="Quokkas everywhere.")
    with in_community(valley.south.pk):
        edit_node(mine.nodes.select_related("curriculum").get(title="Activity 1.2"), body="Quokkas build dams.")
        valley.made = share_version(publish_version(mine, by=valley.sue), circles=[valley.circle.pk])
    return valley


def test_each_table_that_is_shared_with_some_is_guarded_from_its_owner_too():
    assert set(SHARED) == {SharedVersion, SearchedInCircles, Basis, Adoption, Review, CircleCard}
    assert set(PUBLIC) - set(TABLES) == {"commons_collection", "commons_collectionentry", "commons_searched"}
    for table in PUBLIC:
        assert rows("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", table) == [
            (True, True)
        ]
        policies = rows("SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polrelid = %s::regclass", table)
        assert all("SELECT" not in rule and ("current_setting" in rule or rule == "true") for (rule,) in policies)


def test_no_other_scope_reads_a_row_or_a_word_of_it(taken):
    here = {"commons_sharedversion": 3, "commons_searchedincircles": 3, "commons_basis": 1, "commons_adoption": 1,
            "commons_review": 1, "learners_circlecard": 1}  # fmt: skip
    an_offering(taken.north, open_to="circle")
    for inside in (taken.north, taken.south, taken.circle):
        with in_community(inside.pk):
            assert seen() == here, inside
    with as_person(taken.sue.person_id):
        assert seen() == NOTHING | {"commons_review": 1}
    for outside in (taken.west, taken.other_circle):
        with in_community(outside.pk):
            assert seen() == NOTHING
    with as_person(taken.wes.person_id):
        assert seen() == NOTHING
    assert seen() == NOTHING
    assert not Searched.objects.exists()
    words = "SELECT count(*) FROM {} WHERE {} ILIKE ANY (ARRAY['%%quokka%%', '%%snorkel%%', '%%limnology%%'])"
    assert rows(words.format("commons_word", "word")) == rows(words.format("commons_material", "name")) == [(0,)]


def test_no_other_scope_writes_even_what_everyone_reads(taken):
    with in_community(taken.north.pk):
        share_version(taken.draft.versions.get(number=2))
    an_offering(taken.north, open_to="circle")
    with in_community(taken.south.pk):
        kept = make_collection(by=taken.sue, title="Water", language="en")
        add_entry(kept, SharedVersion.objects.get(pk=taken.shared.pk))
    for table in PUBLIC:
        with in_community(taken.south.pk):
            (row,) = rows(f"SELECT row_to_json(t)::text FROM {table} t LIMIT 1")[0]
        for scope in (in_community(taken.west.pk), as_person(taken.wes.person_id), as_person(taken.sue.person_id)):
            with scope:
                assert rows(f"UPDATE {table} SET community_id = community_id") == 0
                assert rows(f"DELETE FROM {table}") == 0
                with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                    rows(f"INSERT INTO {table} SELECT (jsonb_populate_record(NULL::{table}, %s::jsonb)).*", row)


def test_words_that_find_are_added_and_never_changed(taken):
    for table in ("commons_word", "commons_material"):
        for change in (f"DELETE FROM {table}", f"UPDATE {table} SET {'word' if table.endswith('d') else 'name'} = 'x'"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                rows(change)


def test_words_go_with_the_curriculum_to_whoever_finds_it(taken):
    def reads(community):
        with in_community(community.pk):
            return Review.objects.count(), Adoption.objects.count()

    act(taken.south, "leave_circle", community=str(taken.circle.pk))
    assert (reads(taken.south), reads(taken.circle), reads(taken.west)) == ((1, 1), (1, 1), (0, 0))
    a_joined(taken.west, taken.circle)
    assert reads(taken.west) == (1, 1)
    with in_community(taken.north.pk):
        share_version(taken.draft.versions.get(number=2))
    assert "Quokkas everywhere." in text(signed_in().get(f"/commons/{taken.shared.pk}/reviews/"))
    with in_community(taken.north.pk):
        withdraw_from_commons(taken.shared)
    assert (reads(taken.other_circle), reads(taken.circle)) == ((0, 0), (1, 1))
    assert Searched.objects.count() == 1


def test_who_leaves_costs_as_much_after_many_were_shared_as_after_one(taken):
    def asked():
        with CaptureQueriesContext(connection) as queries, in_community(taken.circle.pk):
            renew_readers(taken.circle)
        return len(queries)

    few = asked()
    for number in range(3):
        taken.next_version(f"Weirs {number}", circles=[taken.circle.pk])
    assert asked() == few


def test_what_one_wrote_is_taken_back_after_leaving_too(taken):
    act(taken.south, "leave_circle", community=str(taken.circle.pk))
    page = f"/commons/reviews/{taken.review.pk}/withdraw/"
    assert signed_in(taken.wes).post(page).status_code == 404
    assert signed_in(taken.sue).post(page).status_code == 302
    with in_community(taken.north.pk):
        assert not Review.objects.exists()


def test_a_circles_review_is_reported_to_stewards_who_then_read_it(taken):
    net = a_community("net", kind="network")
    steward, both = a_member(net, "stew", "steward"), a_member(net, "tess", "steward")
    report = f"/me/reports/{taken.review.pk}/"
    assert signed_in(taken.wes).get(report).status_code == 404
    with in_community(net.pk):
        assert reported() == [] and seen() == NOTHING
    assert signed_in(a_teacher(taken.south, "bob")).post(report, {"why": "other"}).status_code == 302
    with in_community(net.pk):
        assert [one.review for one in reported()] == [taken.review]
        with pytest.raises(Refused, match="Another steward decides"):
            moderate_review(taken.review, by=both, what="hidden", reason="We do not like it.")
        moderate_review(taken.review, by=steward, what="hidden", reason="It is not about it.")
    assert "Quokkas everywhere." not in text(signed_in(taken.tess).get(f"/commons/{taken.shared.pk}/reviews/"))


def test_said_anew_for_another_community_it_is_one_review(taken):
    again = a_member(taken.circle, "sue", "teacher")
    review = a_review(taken.shared, again, went="Anew.")
    assert review.pk == taken.review.pk and review.community == taken.circle
    with pytest.raises(Refused, match="no network"):
        report_review(review, person=a_person("reader"), why="other")


def test_means_are_held_against_what_circles_share(taken):
    from curriculum.commons.fitting.actions import write_means
    from curriculum.commons.fitting.queries import ground_of

    for community, known in ((taken.south, {"Marsupial snorkel"}), (taken.west, set())):
        by = a_member(community, "keeper", "administrator")
        with in_community(community.pk):
            write_means(by=by, materials=["marsupial snorkels"], age_from=None, age_to=None)
        assert ground_of(community).materials == known
