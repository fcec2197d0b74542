from io import StringIO

import pytest
import yaml
from django.core.management import call_command

METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def schema():
    written = StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=written)
    return yaml.safe_load(written.getvalue())


def operations(schema):
    return [(path, method, what) for path, methods in schema["paths"].items() for method, what in methods.items()]


def test_the_schema_is_valid_and_made_without_warnings(schema):
    assert schema["openapi"].startswith("3.")
    assert {method for _path, method, _what in operations(schema)} <= METHODS


def test_every_operation_tells_of_problems_and_every_write_of_its_key(schema):
    problem = {"$ref": "#/components/responses/Problem"}
    key = {"$ref": "#/components/parameters/IdempotencyKey"}
    for path, method, what in operations(schema):
        assert what["responses"]["default"] == problem, path
        assert (key in what.get("parameters", [])) == (method != "get"), (path, method)


def test_operations_are_grouped_by_the_app_that_answers(schema):
    tags = {tag for _path, _method, what in operations(schema) for tag in what["tags"]}
    assert {"curriculum", "funding", "jobs"} <= tags
    assert tags.isdisjoint({"c", "me", "api"})


@pytest.mark.django_db
def test_anyone_may_read_the_schema_and_its_documentation(client):
    assert client.get("/api/v1/schema/").status_code == 200
    page = client.get("/api/v1/docs/")
    assert page.status_code == 200
    assert "<script>" not in page.content.decode()
    assert "unsafe" not in page["Content-Security-Policy"]
    script = client.get("/api/v1/docs/", {"script": ""})
    assert script["Content-Type"].startswith("application/javascript")
