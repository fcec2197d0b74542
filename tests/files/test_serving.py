import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.models import Community
from files.actions import store_file
from tenancy.scope import in_community
from tests.factories import a_community, a_member, a_person
from tests.files.factories import PDF, a_pdf, a_picture, address, an_upload, picture_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def a_stored(community, upload=None, **options):
    with in_community(community.pk):
        return store_file(upload or a_pdf(), **options)


def body(answer):
    return b"".join(answer.streaming_content)


def test_only_members_read_a_file_of_their_community(client):
    north, south = a_community("north"), a_community("south")
    stored = a_stored(north)
    url = address(stored, north)
    assert client.get(url).status_code == 404
    for person, status in (
        (a_person("stranger"), 404),
        (a_member(south, "sue").person, 404),
        (a_member(north, "ann").person, 200),
    ):
        client.force_login(person)
        assert client.get(url).status_code == status
    assert body(client.get(url)) == PDF
    client.force_login(a_member(south, "ann").person)
    assert client.get(url.replace("/north/", "/south/")).status_code == 404


def test_a_public_file_is_for_everyone_and_a_private_one_for_no_one_here(client):
    north = a_community("north")
    shown, kept = a_stored(north, a_picture(), audience="public"), a_stored(north, audience="private")
    assert client.get(address(shown, north)).status_code == 200
    client.force_login(a_member(north, "ann", "administrator").person)
    assert client.get(address(kept, north)).status_code == 404


@pytest.mark.parametrize(
    ("upload", "disposition"),
    [(a_picture("p.png"), 'inline; filename="p.png"'), (a_pdf("w.pdf"), 'inline; filename="w.pdf"'), (an_upload("t.txt", b"text"), 'attachment; filename="t.txt"')],
    ids=["picture", "pdf", "text"],
)  # fmt: skip
def test_a_file_is_sent_so_that_a_browser_cannot_take_it_for_a_page(client, upload, disposition):
    north = a_community("north")
    stored = a_stored(north, upload)
    client.force_login(a_member(north, "ann").person)
    answer = client.get(address(stored, north), headers={"Accept-Encoding": "gzip"})
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == disposition
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, max-age=3600"
    assert answer["Content-Type"] == stored.media_type
    assert "Content-Encoding" not in answer
    assert len(body(answer)) == stored.size == int(answer["Content-Length"])


def test_a_file_known_by_its_tag_is_not_sent_again(client):
    north = a_community("north")
    url = address(a_stored(north), north)
    client.force_login(a_member(north, "ann").person)
    tag = client.get(url)["ETag"]
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 304
    assert client.get(url, headers={"If-None-Match": '"else"'}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-3", 206, PDF[:4]),
        ("bytes=10-", 206, PDF[10:]),
        ("bytes=-5", 206, PDF[-5:]),
        ("bytes=0-99999", 206, PDF),
        ("bytes=99999-", 416, b""),
        ("bytes=5-1", 416, b""),
        ("bytes=0-1,4-5", 200, PDF),
        ("lines=1-2", 200, PDF),
        ("bytes=-", 200, PDF),
        pytest.param(f"bytes={'9' * 5000}-", 200, PDF, id="too many digits"),
    ],
)
def test_a_part_of_a_file_is_sent_when_asked_for(client, asked, status, part):
    north = a_community("north")
    url = address(a_stored(north), north)
    client.force_login(a_member(north, "ann").person)
    answer = client.get(url, headers={"Range": asked})
    assert answer.status_code == status
    assert (body(answer) if answer.streaming else answer.content) == part


def test_a_part_of_what_has_changed_is_sent_whole(client):
    north = a_community("north")
    url = address(a_stored(north), north)
    client.force_login(a_member(north, "ann").person)
    assert client.get(url, headers={"Range": "bytes=0-3", "If-Range": '"old"'}).status_code == 200


def test_the_logo_is_for_everyone_who_may_know_of_the_community(client):
    north, south = a_community("north"), a_community("south")
    assert client.get("/c/north/logo").status_code == 404
    for community in (north, south):
        sign = a_stored(community, a_picture(color="red" if community == north else "blue"), audience="public")
        Community.objects.filter(pk=community.pk).update(logo=sign.pk)
    assert client.get("/c/north/logo")["Content-Type"] == "image/png"
    Community.objects.filter(pk=south.pk).update(visibility="hidden")
    assert client.get("/c/south/logo").status_code == 404


def test_the_file_is_opened_within_the_scope_and_sent_after_it(client, django_assert_num_queries):
    north = a_community("north")
    url = address(a_stored(north), north)
    client.force_login(a_member(north, "ann").person)
    answer = client.get(url)
    with django_assert_num_queries(0):
        assert body(answer) == PDF


class TestApi:
    url = "/api/v1/c/north/files/"

    def upload(self, client, content=None):
        return client.post(self.url, {"file": an_upload("puddle.png", content or picture_bytes())})

    def test_who_may_store(self, client):
        north, south = a_community("north"), a_community("south")
        assert self.upload(client).status_code in (401, 403, 404)
        for person, status in (
            (a_member(south, "sue", "teacher").person, 404),
            (a_member(north, "lea", "learner").person, 403),
        ):
            client.force_login(person)
            assert self.upload(client).status_code == status
        client.force_login(a_member(north, "tom", "teacher").person)
        answer = self.upload(client)
        assert answer.status_code == 201
        assert answer.json()["url"] == f"/c/north/files/{answer.json()['id']}/puddle.png"
        with in_community(north.pk):
            assert default_storage.exists(f"{north.pk}/{answer.json()['sha256']}")

    def test_listing_asks_the_same_number_of_queries_for_1_and_for_30(self, client):
        north, south = a_community("north"), a_community("south")
        a_stored(south, a_pdf(more=b"south"))
        a_stored(north, a_pdf(more=b"private"), audience="private")
        client.force_login(a_member(north, "tom", "teacher").person)
        counts = []
        for more in (1, 29):
            for number in range(more):
                a_stored(north, a_pdf(more=f"{more} {number}".encode()))
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(self.url)
            counts.append(len(asked))
        assert len(answer.json()["results"]) == 30
        assert counts[0] == counts[1]
