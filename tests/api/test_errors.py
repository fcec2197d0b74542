import logging

import pytest

from api.problems import KINDS

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.urls")]


def problem(response):
    assert response["Content-Type"] == "application/problem+json"
    said = response.json()
    assert said["status"] == response.status_code
    return said


def post(client, path, data=None, **more):
    return client.post(f"/api/v1/c/north/{path}/", data if data is not None else {}, "application/json", **more)


def test_a_refusal_says_why(ann, north, names):
    response = post(ann, "breaks/refused")
    assert problem(response) == {
        "type": "/problems/refused/",
        "title": "A rule says no",
        "status": 409,
        "detail": "The books are closed.",
        "instance": "/api/v1/c/north/breaks/refused/",
    }
    assert names(north) == []


@pytest.mark.parametrize(
    ("why", "kind", "status"),
    [
        ("missing", "not-found", 404),
        ("model", "invalid", 400),
        ("range", "invalid", 400),
        ("gone", "unavailable", 503),
        ("fault", "server-error", 500),
    ],
)
def test_what_breaks_is_a_problem_and_leaves_nothing(ann, north, names, why, kind, status):
    response = post(ann, f"breaks/{why}")
    said = problem(response)
    assert (said["type"], response.status_code) == (f"/problems/{kind}/", status)
    assert "secret" not in response.content.decode()
    assert names(north) == []


def test_wrong_values_are_named_field_by_field(ann):
    said = problem(post(ann, "notes", {"name": "x" * 21, "size": "many"}))
    assert said["type"] == "/problems/invalid/"
    assert said["errors"] == {
        "name": ["Ensure this field has no more than 20 characters."],
        "size": ["A valid integer is required."],
    }
    assert problem(post(ann, "notes", [1, 2]))["errors"].keys() == {"non_field_errors"}
    assert problem(post(ann, "breaks/model"))["errors"] == {"name": ["Too long."]}


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        ("{nonsense", "application/json", "bad-request"),
        (b"\xff\xfe", "application/json", "bad-request"),
        ("<a/>", "application/xml", "unsupported-media-type"),
        ("x", "multipart/form-data", "bad-request"),
        pytest.param("[" * 5000 + "]" * 5000, "application/json", "bad-request", id="deep"),
        ('{"name": "\\ud800"}', "application/json", "bad-request"),
    ],
)
def test_what_cannot_be_read_is_refused(ann, body, content_type, kind):
    response = ann.generic("POST", "/api/v1/c/north/notes/", body, content_type=content_type)
    assert problem(response)["type"] == f"/problems/{kind}/"


def test_a_body_too_large_is_refused(ann, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = post(ann, "notes", {"name": "x" * 2000})
    assert (problem(response)["type"], response.status_code) == ("/problems/too-large/", 413)


def test_an_unknown_method_names_those_there_are(ann):
    response = ann.delete("/api/v1/c/north/notes/")
    assert problem(response)["type"] == "/problems/method-not-allowed/"
    assert response["Allow"] == "GET, POST, HEAD, OPTIONS"


def test_an_unknown_path_of_the_api_is_a_problem_too(ann):
    assert problem(ann.get("/api/v1/nothing/"))["instance"] == "/api/v1/nothing/"


def test_whatever_a_caller_accepts_the_answer_is_json(ann):
    assert ann.get("/api/v1/c/north/notes/", headers={"Accept": "text/html"})["Content-Type"] == "application/json"
    problem(post(ann, "breaks/refused", headers={"Accept": "application/problem+json"}))


def test_a_database_that_is_gone_takes_one_clear_line_in_the_log(ann, caplog):
    with caplog.at_level(logging.WARNING):
        response = post(ann, "breaks/gone")
    assert response["Retry-After"] == "5"
    lines = [record.getMessage() for record in caplog.records]
    [line] = [line for line in lines if "request_finished" not in line]
    assert "database_unavailable" in line
    assert "server closed the connection" in line
    assert "\n" not in line


def test_pages_fail_as_pages(ann, north, names):
    for why, status, text in [
        ("refused", 409, "The books are closed."),
        ("missing", 404, "<h1>"),
        ("gone", 503, "<h1>"),
        ("fault", 500, "<h1>"),
    ]:
        response = ann.post(f"/c/north/breaks/{why}/")
        assert (response.status_code, response["Content-Type"]) == (status, "text/html; charset=utf-8")
        assert text in response.content.decode()
        assert names(north) == []


@pytest.mark.parametrize("slug", KINDS)
def test_each_kind_of_problem_is_explained(client, slug):
    assert str(KINDS[slug].title) in client.get(f"/problems/{slug}/").content.decode()


def test_an_unknown_kind_of_problem_is_not_found(client):
    assert client.get("/problems/nonsense/").status_code == 404
