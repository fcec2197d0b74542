from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.client import BOUNDARY, encode_multipart
from django.utils import timezone

from api.models import Answer
from api.tasks import forget_old_answers
from tests.factories import a_member, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.urls")]
NOTES = "/api/v1/c/north/notes/"


def post(client, name, key, path=NOTES, **more):
    return client.post(path, {"name": name}, "application/json", headers={"Idempotency-Key": key}, **more)


def test_a_repeat_gets_the_first_answer_and_nothing_is_done_twice(ann, north, names):
    first, again = post(ann, "one", "k1"), post(ann, "one", "k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    for header in ("Content-Type", "Location"):
        assert again[header] == first[header]
    assert (first.get("Idempotency-Replayed"), again["Idempotency-Replayed"]) == (None, "true")
    assert names(north) == ["one"]


def test_another_body_under_the_same_key_is_refused(ann, north, names):
    post(ann, "one", "k1")
    refused = post(ann, "two", "k1")
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/idempotency-key-reused/")
    assert names(north) == ["one"]


def test_a_key_belongs_to_one_caller_and_one_route(ann, north, south, names):
    post(ann, "one", "k1")
    assert post(ann, "one", "k1", "/api/v1/c/south/notes/").status_code == 201
    bob = Client()
    bob.force_login(a_member(north, "bob").person)
    assert post(bob, "one", "k1").get("Idempotency-Replayed") is None
    assert names(north) == ["bob", "one", "one"]
    assert names(south) == ["one"]


@pytest.mark.parametrize("key", ["", "x" * 256, "ключ", "a\tb"])
def test_a_malformed_key_is_refused(ann, north, names, key):
    response = post(ann, "one", key.encode().decode("latin-1"))
    assert (response.status_code, response.json()["type"]) == (400, "/problems/idempotency-key-malformed/")
    assert names(north) == []


def test_what_failed_may_be_tried_again(ann, north, names):
    assert post(ann, "", "k1").status_code == 400
    assert post(ann, "one", "k1").status_code == 201
    assert names(north) == ["one"]


@pytest.mark.parametrize("why", ["refused", "fault"])
def test_a_failure_leaves_no_answer(ann, north, why):
    post(ann, "one", "k1", f"/api/v1/c/north/breaks/{why}/")
    assert Answer.objects.count() == 0


def test_a_form_carries_its_key_in_a_field(ann, north, names):
    form = {"name": "one", "idempotency_key": "k1"}
    first = ann.post("/c/north/note/", form | {"csrfmiddlewaretoken": "a"})
    again = ann.post("/c/north/note/", form | {"csrfmiddlewaretoken": "b"})
    assert (first.status_code, again.status_code, again["Location"]) == (302, 302, "/thanks/")
    assert names(north) == ["one"]
    other = ann.post("/c/north/note/", form | {"name": "two"})
    assert (other.status_code, other["Content-Type"]) == (422, "text/html; charset=utf-8")


def test_uploads_are_compared_by_content_and_still_readable(ann, north, names):
    def send(content):
        file = SimpleUploadedFile("poem.txt", content)
        return ann.post("/c/north/note/", {"name": "one", "idempotency_key": "k1", "file": file})

    assert [send(b"roses").content, send(b"roses").content] == [b"roses", b"roses"]
    assert send(b"tulips").status_code == 422
    assert names(north) == ["one"]


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_new_boundary_is_not_a_new_request(ann, north, names, method):
    def send(boundary, content=b"roses"):
        fields = {"name": "one", "file": SimpleUploadedFile("poem.txt", content)}
        body = encode_multipart(BOUNDARY, fields).replace(BOUNDARY.encode(), boundary.encode())
        return ann.generic(
            method,
            "/api/v1/c/north/upload/",
            body,
            f"multipart/form-data; boundary={boundary}",
            headers={"Idempotency-Key": "k1"},
        )

    first, again = send("aaaaaa"), send("bbbbbb")
    assert (first.status_code, first.json()) == (201, {"files": {"file": "roses"}})
    assert again.content == first.content
    assert names(north) == ["one"]
    assert send("cccccc", b"tulips").status_code == 422


def test_a_body_larger_than_memory_is_left_to_the_view(ann, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 500
    body = encode_multipart(BOUNDARY, {"name": "one", "file": SimpleUploadedFile("poem.txt", b"x" * 5000)})
    for _ in range(2):
        response = ann.put(
            "/api/v1/c/north/upload/",
            body,
            f"multipart/form-data; boundary={BOUNDARY}",
            headers={"Idempotency-Key": "k1"},
        )
        assert (response.status_code, len(response.json()["files"]["file"])) == (201, 5000)
    assert Answer.objects.count() == 1


def test_a_streamed_answer_is_not_kept(ann, north, names):
    for _ in range(2):
        answer = ann.post("/c/north/streams/", {"idempotency_key": "k1"})
        assert b"".join(answer.streaming_content) == b"ab"
    assert Answer.objects.count() == 0


def test_a_ballot_leaves_nothing_in_the_store(ann, north):
    assert ann.post("/c/north/ballot/", {"idempotency_key": "k1"}).content == b"receipt 1234"
    assert Answer.objects.count() == 0


def test_reading_ignores_keys(ann):
    assert ann.get(NOTES, headers={"Idempotency-Key": "k1"}).status_code == 200
    assert Answer.objects.count() == 0


def test_without_a_key_two_requests_are_two(ann, north, names):
    for _ in range(2):
        ann.post(NOTES, {"name": "one"}, "application/json")
    assert names(north) == ["one", "one"]


def test_answers_are_forgotten_after_a_day(ann):
    post(ann, "one", "k1")
    post(ann, "two", "k2")
    Answer.objects.filter(key="k1").update(created_at=timezone.now() - timedelta(hours=25))
    forget_old_answers()
    assert [answer.key for answer in Answer.objects.all()] == ["k2"]


@pytest.mark.django_db(transaction=True)
def test_of_many_requests_at_once_one_is_done_and_the_others_wait_for_its_answer(ann, north, names):
    start, key = Barrier(8), str(uuid4())

    def send(_):
        client = Client()
        client.force_login(a_person("ann"))
        start.wait()
        response = post(client, "one", key)
        connection.close()
        return response.status_code, response.content

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(send, range(8)))
    assert len(answers) == 1
    assert answers.pop()[0] == 201
    assert names(north) == ["one"]


@pytest.mark.django_db(transaction=True)
def test_when_the_first_of_two_at_once_fails_the_second_is_done(ann, north, names):
    """The second waits on the first's key; its rollback lets the second go on."""
    holds, done = Barrier(2), Barrier(2)

    def hold(_):
        try:
            with transaction.atomic():
                Answer.objects.create(**claim)
                holds.wait()
                done.wait()
                raise RuntimeError("the first fails")
        except RuntimeError:
            connection.close()

    post(ann, "one", "k1")
    claim = Answer.objects.values("caller", "route", "key", "request_hash").get() | {"key": "k2"}
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(hold, 0)
        holds.wait()
        second = pool.submit(lambda: (post(ann, "one", "k2").status_code, connection.close())[0])
        assert not second.done()
        done.wait()
        first.result()
        assert second.result() == 201
    assert names(north) == ["one", "one"]
