import gzip

import pytest

from communities.models import Membership
from tenancy.scope import in_community
from tests.factories import a_member

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.urls")]
NOTES = "/api/v1/c/north/notes/"


@pytest.fixture
def note(ann, north):
    with in_community(north.pk):
        return f"{NOTES}{Membership.objects.get(display_name='ann').pk}/"


def test_what_has_not_changed_is_not_sent_again(ann, north, note):
    first = ann.get(note)
    same = ann.get(note, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", first["ETag"])
    assert first["Cache-Control"] == "private, no-cache"
    ann.put(note, {"name": "anna"}, "application/json")
    changed = ann.get(note, headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed.json()["display_name"]) == (200, "anna")
    assert changed["ETag"] != first["ETag"]


def test_compressed_answers_are_recognised_as_well(ann, north):
    for number in range(30):
        a_member(north, f"person-number-{number}")
    zipped = ann.get(NOTES, headers={"Accept-Encoding": "gzip"})
    assert zipped["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.content) == ann.get(NOTES).content
    assert zipped["ETag"].startswith('W/"')
    for etag in (zipped["ETag"], f'"other", {zipped["ETag"]}', "*"):
        same = ann.get(NOTES, headers={"Accept-Encoding": "gzip", "If-None-Match": etag})
        assert (same.status_code, same.content) == (304, b"")


def test_errors_have_no_etag(ann):
    assert ann.get("/api/v1/c/north/nothing/").get("ETag") is None


@pytest.mark.parametrize("weak", ["", "W/"])
def test_a_write_on_an_older_state_is_refused(ann, note, weak):
    def put(name, etag):
        return ann.put(note, {"name": name}, "application/json", headers={"If-Match": etag})

    read = weak + ann.get(note)["ETag"]
    assert put("anna", read).status_code == 200
    refused = put("annabel", read)
    assert (refused.status_code, refused.json()["type"]) == (412, "/problems/precondition-failed/")
    assert ann.get(note).json()["display_name"] == "anna"
    assert put("annabel", f'"x", {ann.get(note)["ETag"]}').status_code == 200
    assert put("ann", "*").status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_takes_the_same_queries_whatever_its_length(ann, north, rows, django_assert_num_queries):
    for number in range(rows):
        a_member(north, f"person-number-{number}")
    with django_assert_num_queries(10):
        ann.get(NOTES)


def test_a_list_is_paged_by_a_cursor_that_new_rows_do_not_shift(ann, north):
    for number in range(5):
        a_member(north, f"p{number}")
    first = ann.get(NOTES, {"page_size": 3}).json()
    a_member(north, "newcomer")
    second = ann.get(first["next"]).json()
    assert [row["display_name"] for row in first["results"]] == ["p4", "p3", "p2"]
    assert [row["display_name"] for row in second["results"]] == ["p1", "p0", "ann"]
    assert ann.get(NOTES, {"cursor": "nonsense"}).json()["type"] == "/problems/not-found/"
