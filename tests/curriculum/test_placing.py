"""A part is put where it was dragged, with all that lies in it."""

import pytest

from curriculum.actions import place_node
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api
from tests.curriculum.factories import a_curriculum, a_teacher
from tests.curriculum.test_writing import node, outline
from tests.factories import a_community, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    """1 (1.1, 1.2), 2 (2.1, 2.2), 3 (3.1, 3.2), by Tom; and Sue's community beside it with the same."""
    north, south = a_community("north"), a_community("south")
    a_curriculum(south, units=3, by=a_teacher(south, "sue"))
    return a_curriculum(north, units=3, by=a_teacher(north, "tom"))


def put(draft, title, parent, at):
    with in_community(draft.community_id):
        key = node(draft, parent).key if parent else None
        place_node(node(draft, title), parent_key=key, at=at)
        return outline(draft)


def test_it_lies_before_the_part_at_that_place(draft):
    assert put(draft, "Unit 3", None, 0)["1"] == "3"
    assert put(draft, "Unit 3", None, 2)["3"] == "3"
    moved = put(draft, "Activity 1.1", "Unit 2", 1)
    assert [moved[number] for number in ("1.1", "2.1", "2.2", "2.3")] == ["1.2", "2.1", "1.1", "2.2"]
    assert put(draft, "Activity 1.1", "Unit 3", 2000)["3.3"] == "1.1"
    assert put(draft, "Unit 2", "Unit 1", 0)["1.1.1"] == "2.1"


@pytest.mark.parametrize(
    ("title", "parent", "why"),
    [
        ("Activity 1.1", None, "lies in a unit"),
        ("Activity 1.1", "Activity 2.1", "no such unit"),
        ("Unit 1", "Unit 1", "in itself"),
    ],
)
def test_where_it_cannot_lie_is_refused(draft, title, parent, why):
    with pytest.raises(Refused, match=why):
        put(draft, title, parent, 0)


def test_a_page_and_a_program_put_it_there_and_say_why_not(draft):
    with in_community(draft.community_id):
        part, unit = node(draft, "Activity 1.1").key, node(draft, "Unit 3").key
    place = f"/c/north/curricula/{draft.pk}/parts/{part}/place/"
    tom, sue = a_person("tom"), a_person("sue")
    assert a_browser(tom).post(place, {"parent": unit, "at": 1}).status_code == 302
    with in_community(draft.community_id):
        assert outline(draft)["3.2"] == "1.1"
    refused = a_browser(tom).post(place, {"parent": "", "at": 1})
    assert (refused.status_code, refused.content.decode()[:6]) == (422, "A part")
    assert a_browser(tom).post(place, {"parent": "x", "at": 1}).status_code == 400
    assert a_browser(tom).post(place, {"at": "-1"}).status_code == 400
    assert an_api(tom).put(f"/api/v1{place}", {"parent_key": str(unit), "at": 0}).json()["position"] == 0
    assert an_api(tom).put(f"/api/v1{place}", {"parent_key": None, "at": 0}).status_code == 409
    assert a_browser(sue).post(place, {"parent": unit, "at": 1}).status_code == 404
    assert an_api(sue).put(f"/api/v1{place}", {"parent_key": str(unit), "at": 0}).status_code == 404
