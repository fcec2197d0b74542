import pytest
from django.db import connection

from communities.models import Community
from curriculum.actions import add_node, edit_curriculum, edit_node, publish_version
from curriculum.commons.actions import adopt_version, share_version, withdraw_from_commons
from curriculum.commons.models import SharedVersion
from curriculum.commons.queries import Wanted, find, shared_of, shared_versions
from curriculum.models import Curriculum, Kind, Node, Version, VersionNode
from curriculum.nodes import data_of
from files.actions import store_file
from files.models import StoredFile
from tenancy.refusal import Refused
from tenancy.scope import NoScope, in_community
from tests.commons.factories import a_shared
from tests.curriculum.factories import a_curriculum, a_teacher, a_version
from tests.factories import a_community
from tests.files.factories import a_picture, address

pytestmark = pytest.mark.django_db


@pytest.fixture
def towns():
    return a_community("north", name="North School"), a_community("south", name="South School")


def test_what_is_published_is_shared_only_when_asked(towns):
    north, _south = towns
    a_version(north, "Kept")
    a_version(north, "Given", share=True)
    assert [s.title for s in shared_versions()] == ["Given"]


def test_what_is_shared_is_a_copy_that_anyone_reads_without_a_scope(towns):
    north, _south = towns
    version = a_version(north, share=True, summary="Puddles")
    shared = SharedVersion.objects.get(version=version.pk)
    with pytest.raises(NoScope):
        VersionNode.objects.exists()
    with in_community(north.pk):
        assert set(shared.node_data) == {data_of(node) for node in version.nodes.all()}
    assert (shared.title, shared.summary, shared.community, shared.number) == ("Water and measure", "Puddles", north, 1)
    assert (shared.activities, shared.minutes) == (4, 180)
    assert shared.authors == version.authors


def test_only_the_latest_of_a_curriculum_is_listed_and_the_one_before_when_it_is_withdrawn(towns):
    north, south = towns
    a_shared(south)
    first = a_shared(north)
    with in_community(north.pk):
        draft = Curriculum.objects.get(pk=first.curriculum)
        edit_curriculum(draft, title="Water anew")
        second = share_version(publish_version(draft, by=a_teacher(north), share=True))
        assert list(shared_of(north)) == [second]
        withdraw_from_commons(second)
        assert list(shared_of(north)) == [first]
        withdraw_from_commons(first)
        assert list(shared_of(north)) == []
        share_version(Version.objects.get(pk=second.version))
        assert list(shared_of(north)) == [second]
    assert SharedVersion.objects.count() == 3


def test_only_its_community_withdraws_what_is_shared(towns):
    north, south = towns
    shared = a_shared(north)
    with in_community(south.pk), pytest.raises(Curriculum.DoesNotExist):
        withdraw_from_commons(shared)


def test_a_hidden_community_shares_nothing_and_what_it_shared_before_is_not_listed(towns):
    north, _south = towns
    shared, later = a_shared(north), a_version(north)
    Community.objects.filter(pk=north.pk).update(visibility="hidden")
    with in_community(north.pk), pytest.raises(Refused, match="cannot share"):
        share_version(Version.objects.get(pk=later.pk))
    assert shared not in shared_versions()


def test_pictures_of_what_is_shared_are_open_to_everyone_and_other_files_are_not(towns, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    north, _south = towns
    draft = a_curriculum(north)
    with in_community(north.pk):
        shown, other = store_file(a_picture(color="red")), store_file(a_picture(color="blue"))
        edit_node(draft.nodes.get(title="Activity 1.1"), body=f"![Puddle]({address(shown, north)})")
        publish_version(draft, by=a_teacher(north), share=True)
        assert StoredFile.objects.get(pk=shown.pk).audience == "public"
        assert StoredFile.objects.get(pk=other.pk).audience == "members"


class TestAdopting:
    def test_it_becomes_an_own_curriculum_with_origin_and_authors_and_keys_kept(self, towns):
        north, south = towns
        shared = a_shared(north, "Tides")
        with in_community(south.pk):
            version = adopt_version(shared, by=a_teacher(south))
            curriculum = version.curriculum
            assert version.community_id == south.pk
            assert (version.number, version.title, version.authors) == (1, "Tides", shared.authors)
            origin = curriculum.origins.get()
            assert (origin.version, origin.title, origin.place) == (shared.pk, "Tides", "North School")
            assert (
                {data_of(n) for n in version.nodes.all()}
                == set(shared.node_data)
                == {data_of(n) for n in curriculum.nodes.all()}
            )

    def test_a_repeat_gives_the_same(self, towns):
        north, south = towns
        shared = a_shared(north)
        with in_community(south.pk):
            tom = a_teacher(south)
            assert adopt_version(shared, by=tom) == adopt_version(shared, by=tom)
            assert Curriculum.objects.count() == 1

    def test_ones_own_and_what_is_withdrawn_are_refused(self, towns):
        north, south = towns
        shared = a_shared(north)
        with in_community(north.pk):
            with pytest.raises(Refused, match="your own"):
                adopt_version(shared, by=a_teacher(north))
            withdraw_from_commons(shared)
        shared.refresh_from_db()
        with in_community(south.pk), pytest.raises(Refused, match="no longer"):
            adopt_version(shared, by=a_teacher(south))

    def test_what_is_not_changed_is_not_shared_again_and_what_is_names_its_origin(self, towns):
        north, south = towns
        shared = a_shared(north)
        with in_community(south.pk):
            tom = a_teacher(south)
            version = adopt_version(shared, by=tom)
            with pytest.raises(Refused, match="North School shared it"):
                share_version(version)
            unit = version.curriculum.nodes.get(title="Unit 1")
            add_node(version.curriculum, kind=Kind.ACTIVITY, title="Ours", parent_key=unit.key)
            adapted = share_version(publish_version(version.curriculum, by=tom))
        assert adapted.origin == shared
        assert list(shared.adaptations.all()) == [adapted]

    @pytest.mark.parametrize(
        ("origin", "licence", "refused"),
        [
            ("CC-BY-SA-4.0", "CC-BY-4.0", True),
            ("CC-BY-SA-4.0", "CC-BY-SA-4.0", False),
            ("CC-BY-ND-4.0", "CC-BY-ND-4.0", True),
            ("CC-BY-4.0", "CC-BY-SA-4.0", False),
        ],
    )
    def test_the_licence_decides_what_a_changed_copy_may_become(self, towns, origin, licence, refused):
        north, south = towns
        shared = a_shared(north, licence=origin)
        with in_community(south.pk):
            tom = a_teacher(south)
            draft = adopt_version(shared, by=tom).curriculum
            edit_node(Node.objects.get(title="Unit 1"), title="Unit 1 anew")
            if refused and licence != origin:
                with pytest.raises(Refused, match="stays under CC BY-SA 4.0"):
                    edit_curriculum(draft, licence=licence)
                Curriculum.objects.filter(pk=draft.pk).update(licence=licence)
            else:
                edit_curriculum(draft, licence=licence)
            if refused:
                with pytest.raises(Refused, match="may not be given out"):
                    publish_version(draft, by=tom, share=True)
            publish_version(draft, by=tom, share=not refused)
            assert draft.versions.count() == 2


def test_sharing_leaks_nothing_of_the_draft(towns):
    north, _south = towns
    shared = a_shared(north)
    with in_community(north.pk):
        edit_node(Node.objects.get(title="Unit 1"), title="Not yet told")
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(s)::text FROM commons_sharedversion s")
        assert "Not yet told" not in str(cursor.fetchall())
    assert list(find(Wanted("told"), reader_language="en").rows) == []
    assert [s.pk for s in find(Wanted("unit"), reader_language="en").rows] == [shared.pk]
