"""What is shared with a circle: found, read, adapted and cited by its communities, and by no other in any way."""

import pytest
from django.db import connection
from django.test import Client

from communities.models import Membership
from curriculum.actions import add_node, edit_curriculum, edit_node, publish_version
from curriculum.commons.actions import adopt_version, share_version, withdraw_from_commons
from curriculum.commons.facets import facets
from curriculum.commons.models import SharedVersion, Word
from curriculum.commons.pulling import newer, preview, pull_upstream
from curriculum.commons.taking import take_part
from curriculum.commons.tasks import tell_of_version
from curriculum.media.actions import add_medium
from curriculum.models import Curriculum, Node
from files.actions import store_file
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import NOBODY, as_person, in_community, nowhere
from tests.commons.factories import a_review
from tests.curriculum.factories import a_curriculum, a_teacher
from tests.factories import a_community, a_member
from tests.files.factories import a_pdf, a_picture, address
from tests.governance.test_circles import a_circle, a_joined, act

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


class Valley:
    """North and South belong to the circle; West, and the Valley's neighbour East, do not."""

    def __init__(self):
        self.north, self.south, self.west = (a_community(slug) for slug in ("north", "south", "west"))
        self.circle = a_circle(self.north)
        a_joined(self.south, self.circle)
        self.other_circle = a_circle(self.west, "hills")
        self.tess, self.sue, self.wes = (
            a_teacher(home, name) for home, name in ((self.north, "tess"), (self.south, "sue"), (self.west, "wes"))
        )
        self.draft = a_curriculum(self.north, "Quokka weirs", by=self.tess, language="sw", subject="Limnology")
        with in_community(self.north.pk):
            node = Node.objects.select_related("curriculum", "community").get(title="Activity 1.1")
            self.picture = store_file(a_picture())
            edit_node(node, body=f"Xylophones.\n\n![A weir]({address(self.picture, self.north)})")
            self.film = add_medium(node, file=a_pdf(), title="Weirs")
            version = publish_version(self.draft, by=self.tess)
            self.shared = share_version(version, circles=[self.circle.pk])

    def next_version(self, title="Quokka weirs anew", **given):
        with in_community(self.north.pk):
            edit_curriculum(self.draft, title=title)
            return share_version(publish_version(self.draft, by=self.tess), **given)


@pytest.fixture
def valley():
    return Valley()


def signed_in(member=None):
    client = Client()
    if member:
        client.force_login(member.person)
    return client


def text(answer):
    return answer.content.decode()


LISTS = (
    "/commons/", "/commons/?q=quokka", "/commons/?q=quokkaz", "/commons/?q=xylophones", "/commons/?subject=Limnology",
    "/commons/?language=sw", "/", "/c/north/", "/search?q=quokka", "/c/north/search?q=quokka", "/api/v1/commons/", "/api/v1/commons/?text=quokka",
)  # fmt: skip


def test_no_list_search_count_or_page_shows_it_to_anyone_outside(valley):
    shared = valley.shared
    for outsider in (None, valley.wes, a_member(valley.west, "lee", "learner")):
        client = signed_in(outsider)
        for page in LISTS:
            assert "Quokka" not in text(client.get(page)), page
        assert "Limnology" not in text(client.get("/commons/")) and "Swahili" not in text(client.get("/commons/"))
        for page in ("", "reviews/", "?open"):
            assert client.get(f"/commons/{shared.pk}/{page}").status_code == 404
        for page in ("", "reviews/", "tree/"):
            assert client.get(f"/api/v1/commons/{shared.pk}/{page}").status_code == 404
        assert client.get(address(valley.picture, valley.north)).status_code == 404
        assert client.get(valley.film.url).status_code == 404
    assert not Word.objects.filter(word__in=("quokka", "weirs", "limnology")).exists()
    assert all(value not in ("sw", "Limnology") for values in facets().values() for value, _count in values)


def test_its_communities_find_read_and_cite_it(valley):
    client = signed_in(valley.sue)
    for page in (
        "/commons/",
        "/commons/?q=quokka",
        "/commons/?q=xylophones",
        "/api/v1/commons/?text=quokka",
        "/search?q=quokka",
    ):
        assert "Quokka weirs" in text(client.get(page)), page
    page = text(client.get(f"/commons/{valley.shared.pk}/"))
    for shown in (
        "Only communities of these circles find this: Valley",
        "@misc",
        "application/ld+json",
        "Use this in South",
    ):
        assert shown in page, shown
    assert client.get(f"/api/v1/commons/{valley.shared.pk}/").json()["for_everyone"] is False
    assert client.get(address(valley.picture, valley.north)).status_code == 200
    assert client.get(valley.film.url).status_code == 200
    assert "Quokka weirs" in text(signed_in(valley.tess).get("/commons/"))
    assert (
        signed_in(a_member(valley.circle, "dee", "administrator")).get(f"/commons/{valley.shared.pk}/").status_code
        == 200
    )


def test_outside_its_communities_it_is_taken_over_by_no_door(valley):
    shared, client = valley.shared, signed_in(valley.wes)
    for page in (f"adopt/{shared.pk}/", f"adopt/{shared.pk}/part/", f"review/{shared.pk}/"):
        assert client.get(f"/c/west/curricula/{page}").status_code == 404
        assert client.post(f"/c/west/curricula/{page}").status_code == 404
    for page in ("adopt/", "part/"):
        assert (
            client.post(f"/api/v1/c/west/commons/{shared.pk}/{page}", {"keys": [valley.film.file]}).status_code == 404
        )
    assert client.get(f"/c/north/curricula/{valley.draft.pk}/").status_code == 404


def test_who_belongs_to_two_communities_takes_it_into_the_one_of_the_circle_alone(valley):
    both = signed_in(valley.sue)
    a_member(valley.west, "sue", "teacher")
    shared = valley.shared
    page = text(both.get(f"/commons/{shared.pk}/"))
    assert "Use this in South" in page and "Use this in West" not in page and "Use this in my" not in page
    for call in (
        both.post(f"/c/west/curricula/adopt/{shared.pk}/"),
        both.post(f"/api/v1/c/west/commons/{shared.pk}/adopt/"),
    ):
        assert call.status_code in (409, 422) and "does not belong to" in text(call)
    keys = [node.key for node in shared.node_data]
    with in_community(valley.west.pk, reading=[valley.west.pk, valley.south.pk]):
        by = Membership.objects.get(person=valley.sue.person)
        with pytest.raises(Refused, match="does not belong to"):
            take_part(shared, by=by, keys=keys)
        with pytest.raises(Refused, match="does not belong to"):
            a_review(shared, by)
        assert not Curriculum.objects.exists()


def test_a_key_to_one_community_reads_for_no_other(valley):
    from communities.keys import make_key

    a_member(valley.west, "sue", "teacher")
    shared = f"/api/v1/commons/{valley.shared.pk}/"
    for home, status in ((valley.south, 200), (valley.west, 404)):
        with in_community(home.pk):
            _key, secret = make_key(
                Membership.objects.get(person=valley.sue.person).person, name="Laptop", community=home
            )
        assert Client().get(shared, headers={"Authorization": f"Bearer {secret}"}).status_code == status


def test_the_database_shows_it_in_no_other_scope(valley):
    def seen():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM commons_sharedversion")
            return cursor.fetchone()[0], SharedVersion.objects.count()

    assert seen() == (0, 0)
    for community, count in (
        (valley.north, 1),
        (valley.south, 1),
        (valley.circle, 1),
        (valley.west, 0),
        (valley.other_circle, 0),
    ):
        with in_community(community.pk):
            assert seen() == (count, count), community
    with in_community(valley.south.pk), in_community(valley.west.pk):
        assert seen() == (0, 0)
    with as_person(valley.sue.person_id):
        assert seen() == (0, 0)
    with nowhere(reading=[valley.south.pk]), in_community(valley.west.pk):
        assert seen() == (1, 1)
    assert seen() == (0, 0)


def test_a_community_that_leaves_finds_it_no_more_and_keeps_what_it_adapted(valley):
    with in_community(valley.south.pk):
        adopt_version(valley.shared, by=valley.sue)
        draft = Curriculum.objects.get()
    act(valley.south, "leave_circle", community=str(valley.circle.pk))
    client = signed_in(valley.sue)
    for page in LISTS:
        assert "Quokka" not in text(client.get(page)), page
    assert client.get(f"/commons/{valley.shared.pk}/").status_code == 404
    assert client.post(f"/c/south/curricula/adopt/{valley.shared.pk}/").status_code == 404
    second = valley.next_version(circles=[valley.circle.pk])
    assert client.get(f"/commons/{second.pk}/").status_code == 404
    assert "Quokka weirs" in text(client.get(f"/c/south/curricula/{draft.pk}/"))
    assert client.get(f"/c/south/curricula/{draft.pk}/upstream/").status_code == 200
    assert client.get(address(valley.picture, valley.north)).status_code == 200
    with in_community(valley.south.pk):
        assert newer(draft) == [] and preview(draft) is None
        assert SharedVersion.objects.get() == valley.shared
        edit_curriculum(draft, title="Our weirs")
        edit_node(draft.nodes.select_related("curriculum").get(title="Activity 1.2"), body="Ours.")
        ours = share_version(publish_version(draft, by=valley.sue))
    page = text(signed_in().get(f"/commons/{ours.pk}/"))
    assert "Our weirs" in page and "Quokka" not in page and str(valley.shared.pk) not in page
    whole = signed_in().get(f"/api/v1/commons/{ours.pk}/").json()
    assert whole["origins"] == [] and "Quokka" not in str(whole)
    kin = signed_in().get(f"/api/v1/commons/{ours.pk}/tree/").json()
    assert "Quokka" not in str(kin) and str(valley.shared.pk) not in str(kin)
    assert signed_in(valley.tess).get(f"/api/v1/commons/{ours.pk}/").json()["origins"] == [str(valley.shared.pk)]


def test_a_community_that_comes_in_finds_what_was_shared_before(valley):
    client = signed_in(valley.wes)
    a_joined(valley.west, valley.circle)
    assert "Quokka weirs" in text(client.get("/commons/"))
    with in_community(valley.west.pk):
        adopt_version(SharedVersion.objects.get(), by=valley.wes)


def test_it_is_widened_and_a_later_version_has_as_many_readers(valley):
    with pytest.raises(Refused, match="circles that your community belongs to"):
        valley.next_version(circles=[valley.other_circle.pk])
    with in_community(valley.north.pk):
        version = valley.draft.versions.get(number=1)
        assert share_version(version, circles=[valley.circle.pk]) == valley.shared
        assert share_version(version).for_everyone
        assert share_version(version, circles=[valley.circle.pk]).for_everyone
    assert "Quokka weirs" in text(signed_in().get("/commons/?q=quokkaz"))
    assert signed_in().get(address(valley.picture, valley.north)).status_code == 200
    assert signed_in().get(valley.film.url).status_code == 200
    with pytest.raises(Refused, match="Version 1 is shared with others"):
        valley.next_version(circles=[valley.circle.pk])
    with in_community(valley.north.pk):
        withdraw_from_commons(SharedVersion.objects.get())
    assert not valley.next_version("Narrower", circles=[valley.circle.pk]).for_everyone
    assert "Narrower" not in text(signed_in().get("/commons/"))


def test_a_published_version_goes_to_those_who_had_the_last(valley):
    with in_community(valley.north.pk):
        edit_curriculum(valley.draft, title="Quokka weirs anew")
        publish_version(valley.draft, by=valley.tess, share=True)
    assert "Quokka" not in text(signed_in().get("/commons/"))
    assert "Quokka weirs anew" in text(signed_in(valley.sue).get("/commons/"))


def test_of_a_newer_version_only_the_circle_is_told(valley):
    with in_community(valley.south.pk):
        adopt_version(valley.shared, by=valley.sue)
    second = valley.next_version(circles=[valley.circle.pk])
    act(valley.south, "leave_circle", community=str(valley.circle.pk))
    tell_of_version(second.pk, NOBODY, valley.north.pk)
    with as_person(valley.sue.person_id):
        assert not Notice.objects.filter(kind="commons.newer").exists()
    a_joined(valley.south, valley.circle)
    tell_of_version(second.pk, NOBODY, valley.north.pk)
    with as_person(valley.sue.person_id):
        assert Notice.objects.filter(kind="commons.newer").count() == 1


def test_pulling_goes_on_within_the_circle_and_keeps_what_was_pulled(valley):
    with in_community(valley.south.pk):
        adopt_version(valley.shared, by=valley.sue)
        draft = Curriculum.objects.get()
    with in_community(valley.north.pk):
        add_node(valley.draft, kind="unit", title="Unit 3")
        add_node(valley.draft, kind="activity", title="Sluices", parent_key=valley.draft.nodes.get(title="Unit 3").key)
    second = valley.next_version(circles=[valley.circle.pk])
    with in_community(valley.south.pk):
        found = preview(draft)
        assert found.theirs == second
        pull_upstream(draft, by=valley.sue, version=second.pk, seen=draft.edited_at)
    act(valley.south, "leave_circle", community=str(valley.circle.pk))
    with in_community(valley.south.pk):
        assert set(SharedVersion.objects.values_list("number", flat=True)) == {1, 2}
        assert preview(Curriculum.objects.get()) is None


def test_the_page_of_a_curriculum_offers_everyone_and_its_circles(valley):
    client, page = signed_in(valley.tess), f"/c/north/curricula/{valley.draft.pk}/"
    shown = text(client.get(page))
    assert "with the communities of: Valley" in shown and "Hills" not in shown
    with in_community(valley.north.pk):
        withdraw_from_commons(valley.shared)
    shown = text(client.get(page))
    assert "Everyone" in shown and str(valley.circle.pk) in shown
    share = f"{page}versions/1/share/"
    for wrong in ("", "nonsense", str(valley.other_circle.pk)):
        assert client.post(share, {"audience": wrong}).status_code == 409
    assert client.post(share, {"audience": str(valley.circle.pk)}).status_code == 302
    with in_community(valley.north.pk):
        assert SharedVersion.objects.get(withdrawn_at__isnull=True).circles == [valley.circle.pk]
    assert "Quokka" not in text(signed_in().get("/commons/"))
    assert client.post(share, {"audience": "everyone"}).status_code == 302
    assert "Quokka" in text(signed_in().get("/commons/"))


def test_programs_share_with_a_circle_by_its_name(valley):
    with in_community(valley.north.pk):
        withdraw_from_commons(valley.shared)
    client, share = signed_in(valley.tess), f"/api/v1/c/north/curricula/{valley.draft.pk}/versions/1/share/"
    wrong = client.post(share, {"circles": ["hills"]}, content_type="application/json")
    assert wrong.status_code == 409 and "no circle called hills" in text(wrong)
    assert client.post(share, {"circles": ["valley"]}, content_type="application/json").json()["for_everyone"] is False
    assert client.post(share, {}, content_type="application/json").json()["for_everyone"] is True


def test_a_suspended_member_reads_nothing_of_the_circle(valley):
    from django.utils import timezone

    with in_community(valley.south.pk):
        Membership.objects.filter(pk=valley.sue.pk).update(suspended_from=timezone.now())
    assert signed_in(valley.sue).get(f"/commons/{valley.shared.pk}/").status_code == 404
    assert signed_in(valley.sue).get(address(valley.picture, valley.north)).status_code == 404


def test_an_offer_back_stays_between_its_two_communities(valley):
    from curriculum.commons.models import Offer
    from curriculum.commons.offering import offer_back

    with in_community(valley.south.pk):
        adopt_version(valley.shared, by=valley.sue)
        draft = Curriculum.objects.get()
        edit_curriculum(draft, title="Better weirs")
        publish_version(draft, by=valley.sue)
        made = offer_back(draft, by=valley.sue, message="Take it")
    assert signed_in(valley.tess).get(f"/c/north/curricula/offers/{made.pk}/").status_code == 200
    assert signed_in(valley.sue).get(f"/c/south/curricula/offers/{made.pk}/").status_code == 200
    with in_community(valley.west.pk):
        assert not Offer.objects.exists()
