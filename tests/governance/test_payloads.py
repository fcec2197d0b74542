"""A payload of another shape than the effect's own is refused, whatever it is."""

from json import dumps

import pytest

from communities.governance.effects import EFFECTS
from communities.governance.rules import MATTERS
from tests.communities.factories import an_api
from tests.factories import a_community, a_member
from tests.governance.factories import a_rule

pytestmark = pytest.mark.django_db
PARTS = ("key", "value", "member", "role", "community", "request", "slug", "name", "notice", "days")
SHAPES = [None, 1, "x", "\0", "\ud800", [], [[]], {}, {"": None}, {"key": "identity", "value": {"name": "\0"}}]


@pytest.mark.parametrize("effect", EFFECTS)
def test_a_payload_of_another_shape_is_refused(effect):
    north = a_community("north")
    ann = a_member(north, "ann")
    for matter in MATTERS:
        a_rule(north, matter)
    api = an_api(ann)
    for payload in [*SHAPES, *(dict.fromkeys(PARTS, shape) for shape in SHAPES)]:
        given = dumps({"effect": effect, "payload": payload, "body": "So."})
        answer = api.post("/api/v1/c/north/proposals/", given, content_type="application/json")
        assert answer.status_code in (400, 409), (payload, answer.content)
    assert api.get("/api/v1/c/north/proposals/").data["results"] == []
