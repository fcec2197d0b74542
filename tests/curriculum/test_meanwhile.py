"""Two write one part at once: the later one sees what stands beside what they wrote, and nothing is lost."""

import re

import pytest

from curriculum.actions import edit_node
from tenancy.scope import in_community
from tests.curriculum.factories import a_curriculum, a_teacher
from tests.curriculum.test_part_pages import address, part, text
from tests.factories import a_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def draft(north, client):
    teacher = a_teacher(north, "tess")
    client.force_login(teacher.person)
    a_curriculum(a_community("south"), "Theirs")
    return a_curriculum(north, by=teacher)


def changed_by_somebody_else(north, node, **fields):
    with in_community(north.pk):
        edit_node(node, **fields)


def words(page):
    """Without the marks on what differs."""
    return re.sub(r"</?(del|ins|mark)[^>]*>", "", text(page).partition('id="meanwhile"')[2])


def seen_of(page):
    return re.search(r'name="seen" value="([^"]+)"', text(page))[1]


def test_the_later_one_sees_both_and_saves_knowing_what_it_replaces(client, north, draft):
    node = part(north, draft)
    page = address(draft, node)
    mine = {"title": node.title, "kind": node.kind, "body": "My words.", "seen": seen_of(client.get(page))}
    changed_by_somebody_else(north, node, body="Their words.", materials=["string"])
    kept = client.post(f"/c/north/curricula/{draft.pk}/parts/preview/", mine | {"save": str(node.key)})
    assert "Save, and you see both side by side." in text(kept) and part(north, draft).body == "Their words."
    both = client.post(page, mine)
    assert both.status_code == 422 and "Bring both together" in text(both)
    assert [found in words(both) for found in ("Their words.", "My words.", "string", "hx-vals")] == [
        True,
        True,
        True,
        False,
    ]
    assert part(north, draft).body == "Their words."
    seen = seen_of(both)
    changed_by_somebody_else(north, node, body="Theirs again.")
    once_more = client.post(page, mine | {"seen": seen})
    assert once_more.status_code == 422 and "Theirs again." in words(once_more)
    done = client.post(page, mine | {"seen": seen_of(once_more), "body": "Theirs and mine."})
    assert done.status_code == 302 and part(north, draft).body == "Theirs and mine."


def test_what_says_the_same_is_told_so(client, north, draft):
    node = part(north, draft)
    page = address(draft, node)
    seen = seen_of(client.get(page))
    changed_by_somebody_else(north, node, attempts=2)
    both = client.post(page, {"title": node.title, "kind": node.kind, "body": node.body, "minutes": 45, "seen": seen})
    assert both.status_code == 422 and "something else about this part was changed" in text(both)


def test_two_translators_see_both_too(client, north, draft):
    node = part(north, draft)
    page = address(draft, node, "languages/es/")
    mine = {"title": "Charcos", "body": "Lo mío.", "seen": seen_of(client.get(page))}
    assert client.post(page, mine).status_code == 302
    late = client.post(page, mine | {"body": "Lo otro."})
    assert late.status_code == 422 and "Lo mío." in words(late) and "Lo otro." in words(late)
    assert client.post(page, mine | {"body": "Lo otro.", "seen": seen_of(late)}).status_code == 302
    assert [one.body for one in part(north, draft).translations] == ["Lo otro."]
