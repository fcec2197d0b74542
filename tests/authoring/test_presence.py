"""Who is editing what: seen by the other writers, and gone by itself."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from curriculum.actions import add_coauthor
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.curriculum.factories import a_curriculum, a_teacher
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def tom(north):
    return a_teacher(north, "tom")


@pytest.fixture
def mika(north):
    return a_teacher(north, "mika")


@pytest.fixture
def pages(north, tom):
    """The draft's tree, and two of its parts; beside a part that is open in another community."""
    south = a_community("south")
    _tree, theirs, _other = pages_of(a_curriculum(south, by=a_teacher(south, "sue")))
    assert a_browser(a_person("sue")).get(theirs).status_code == 200
    return pages_of(a_curriculum(north, by=tom))


def pages_of(draft):
    with in_community(draft.community_id):
        keys = [draft.nodes.get(title=title).key for title in ("Activity 1.1", "Activity 1.2")]
    start = f"/c/{draft.community.slug}/curricula/{draft.pk}"
    return [f"{start}/draft/", *(f"{start}/parts/{key}/" for key in keys)]


def seen(page, by, who="mika"):
    return f"{who} is editing this" in text_of(a_browser(by).get(page))


def test_an_open_part_is_seen_by_the_others_on_the_tree_and_on_the_part_alone(pages, tom, mika):
    tree, part, other = pages
    with time_machine.travel(timezone.now() - timedelta(minutes=2), tick=False):
        page = a_browser(mika).get(part)
    assert "is editing this" not in text_of(page)
    assert "mika is editing this, since 2 minutes ago" in text_of(a_browser(tom).get(tree))
    assert (seen(part, tom), seen(other, tom), seen(part, mika, "sue")) == (True, False, False)


def test_going_back_to_the_tree_and_saving_end_it(pages, tom, mika):
    tree, part, _other = pages
    a_browser(mika).get(part)
    a_browser(mika).get(tree)
    assert not seen(tree, tom)
    browser = a_browser(mika)
    browser.get(part)
    browser.post(part, {"title": "Puddles", "kind": "activity", "body": "Look."}, follow=True)
    assert not seen(tree, tom)


def test_it_goes_by_itself_and_a_beat_renews_it(pages, tom, mika):
    tree, part, _other = pages
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        browser = a_browser(mika)
        browser.get(part)
        clock.move_to(start + timedelta(minutes=14))
        assert seen(tree, tom)
        assert browser.post(f"{part}editing/").status_code == 200
        clock.move_to(start + timedelta(minutes=15, seconds=20))
        assert "since 15 minutes ago" in text_of(a_browser(tom).get(tree))
        clock.move_to(start + timedelta(minutes=16))
        assert not seen(tree, tom)


def test_a_beat_says_who_else_is_there(pages, tom, mika):
    _tree, part, _other = pages
    a_browser(tom).get(part)
    assert "tom is editing this" in text_of(a_browser(mika).post(f"{part}editing/"))


def test_strangers_and_learners_neither_see_nor_mark(north, pages):
    _tree, part, _other = pages
    lea = a_member(north, "lea", "learner")
    assert a_browser(lea).post(f"{part}editing/").status_code == 403
    for who in ("stranger", "sue"):
        assert a_browser(a_person(who)).post(f"{part}editing/").status_code == 404
        assert an_api(a_person(who)).put(f"/api/v1{part}editing/").status_code == 404


def test_programs_do_the_same(north, pages, tom):
    tree, part, _other = pages
    draft = f"/api/v1{tree}".removesuffix("draft/")
    assert an_api(tom).put(f"/api/v1{part}editing/").status_code == 204
    assert [one["name"] for one in an_api(tom).get(f"{draft}editing/").json()] == ["tom"]
    assert an_api(tom).delete(f"/api/v1{part}editing/").status_code == 204
    assert an_api(tom).get(f"{draft}editing/").json() == []


def test_a_guest_is_named_by_their_own_name(north, tom):
    draft = a_curriculum(north, by=tom)
    with in_community(north.pk):
        add_coauthor(draft, person=a_person("gia", name="Gia Guest"))
    tree, part, _other = pages_of(draft)
    a_browser(a_person("gia")).get(part)
    assert seen(tree, tom, "Gia Guest")


def test_the_tree_asks_the_database_nothing_for_it(pages, tom, mika):
    tree, part, _other = pages
    before = queries(a_browser(tom), tree)
    a_browser(mika).get(part)
    assert queries(a_browser(tom), tree) == before
    cache.clear()
    assert not seen(tree, tom)
