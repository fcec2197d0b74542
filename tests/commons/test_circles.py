"""Who finds and reads what is shared with a circle: its communities, and no other in any way."""

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from communities.keys import make_key
from communities.models import Membership
from curriculum.commons.facets import facets
from curriculum.commons.models import SharedVersion, Word
from curriculum.commons.taking import take_part
from curriculum.models import Curriculum
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community, nowhere
from tests.commons.factories import a_review
from tests.commons.valley import LISTS, signed_in, text
from tests.factories import a_member
from tests.files.factories import address

pytestmark = pytest.mark.django_db


def test_no_list_search_count_or_page_shows_it_to_anyone_outside(valley):
    shared = valley.shared
    for outsider in (None, valley.wes, a_member(valley.west, "lee", "learner")):
        client = signed_in(outsider)
        for page in LISTS:
            assert "Quokka" not in text(client.get(page)), page
        assert "Limnology" not in text(client.get("/commons/")) and "Swahili" not in text(client.get("/commons/"))
        for page in ("", "reviews/", "?open", "citation.bib", "citation.json"):
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


def test_a_suspended_member_reads_nothing_of_the_circle(valley):
    with in_community(valley.south.pk):
        Membership.objects.filter(pk=valley.sue.pk).update(suspended_from=timezone.now())
    assert signed_in(valley.sue).get(f"/commons/{valley.shared.pk}/").status_code == 404
    assert signed_in(valley.sue).get(address(valley.picture, valley.north)).status_code == 404
