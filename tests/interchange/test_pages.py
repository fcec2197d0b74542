"""Files are taken in by a job, at page and API; what became of each is to be read, by those who write here."""

import gzip

import pytest

from curriculum.interchange.actions import carry_out
from curriculum.interchange.models import Import
from curriculum.models import Framework
from jobs.outbox import run_waiting
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.curriculum.counting import queries
from tests.curriculum.factories import a_teacher
from tests.factories import a_community, a_member
from tests.files.factories import an_upload
from tests.interchange.case import as_bytes, item, package

pytestmark = pytest.mark.django_db
PAGES, API = "/c/north/imports/", "/api/v1/c/north/imports/"


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def north():
    south = a_community("south")
    with in_community(south.pk):
        Import.objects.create(kind="case", files=["of-the-south.json"], language="en")
    return a_community("north")


def a_file(name="frame.json", **more):
    return an_upload(name, as_bytes(package([item(1)], **more)))


def test_a_file_is_taken_in_on_pages(north):
    teacher = a_browser(a_teacher(north))
    asked = teacher.post(PAGES, {"kind": "case", "uploads": a_file(CFRubrics=[{"title": "How well"}])})
    assert asked.status_code == 302
    assert "/jobs/" in asked.url
    run_waiting()
    with in_community(north.pk):
        one, framework = Import.objects.get(), Framework.objects.get()
    shown = teacher.get(f"{PAGES}{one.pk}/").content.decode()
    assert "1 competency" in shown
    assert "How well" in shown
    assert f"/c/north/frameworks/{framework.pk}/" in shown
    listed = text_of(teacher.get(PAGES))
    assert "frame.json" in listed
    assert "of-the-south" not in listed
    assert "at the address of" not in listed
    assert teacher.get(f"/c/north/imports/{framework.pk}/").status_code == 404


def test_what_is_refused_says_why_and_leaves_nothing(north, tmp_path, django_capture_on_commit_callbacks):
    teacher = a_browser(a_teacher(north))
    for upload, why in (
        (an_upload("frame.pdf", b"%PDF"), "this is not read here"),
        (an_upload("frame.json.gz", b"\x1f\x8bnothing"), "cannot be unpacked"),
        (an_upload("frame.json.gz", gzip.compress(b" " * (31 * 1024 * 1024))), "unpacked it has more than"),
    ):
        answer = teacher.post(PAGES, {"kind": "case", "uploads": upload})
        assert (answer.status_code, why in text_of(answer)) == (422, True), why
    two = teacher.post(PAGES, {"kind": "case", "uploads": [a_file("a.json"), a_file("b.json")]})
    assert "too many files" in text_of(two)
    swollen = [an_upload(f"{name}.ttl.gz", gzip.compress(b" " * (16 * 1024 * 1024))) for name in "ab"]
    answer = teacher.post(PAGES, {"kind": "oak", "uploads": swollen})
    assert (answer.status_code, "b.ttl.gz: unpacked it has more than" in text_of(answer)) == (422, True)
    assert teacher.post(PAGES, {"kind": "case"}).status_code == 422
    assert teacher.post(PAGES, {"kind": "case", "uploads": an_upload("frame.json", b"{")}).status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        run_waiting()
    with in_community(north.pk):
        one = Import.objects.get()
        assert (one.state, Framework.objects.exists()) == ("refused", False)
        assert carry_out(one).state == "refused"
    assert "not JSON (line 1" in text_of(teacher.get(f"{PAGES}{one.pk}/"))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_the_api_does_the_same_and_only_writers_may(north):
    api, learner = an_api(a_teacher(north)), a_member(north, "lea", "learner")
    packed = an_upload("frame.json.gz", gzip.compress(as_bytes(package([item(1)]))))
    asked = api.post(API, {"kind": "case", "files": [packed]}, format="multipart")
    assert (asked.status_code, asked.json()["state"], asked.json()["files"]) == (202, "waiting", ["frame.json"])
    run_waiting()
    one = api.get(f"{API}{asked.json()['id']}/").json()
    assert (one["state"], one["imported"]["competencies"]) == ("done", 1)
    assert [row["id"] for row in api.get(API).json()["results"]] == [one["id"]]
    assert api.post(API, {"kind": "none", "files": [a_file()]}, format="multipart").status_code == 400
    assert an_api(learner).get(API).status_code == 403
    assert a_browser(learner).get(PAGES).status_code == 403
    stranger = an_api(a_teacher(a_community("west")))
    assert stranger.get(f"{API.replace('north', 'west')}{one['id']}/").status_code == 404


def test_the_pages_ask_as_often_at_thirty_as_at_one(north):
    teacher = a_browser(a_teacher(north))

    def taken_in(number):
        with in_community(north.pk):
            left = [{"element": str(n), "reason": "No."} for n in range(number)]
            return Import.objects.create(kind="case", files=["a.json"], language="en", state="done", not_kept=left)

    few = len(queries(teacher, f"{PAGES}{taken_in(1).pk}/")), len(queries(teacher, PAGES))
    many = [taken_in(30) for _ in range(29)][-1]
    assert (len(queries(teacher, f"{PAGES}{many.pk}/")), len(queries(teacher, PAGES))) == few
