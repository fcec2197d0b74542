"""The draft as a learner will read it: without what writers see, and framed by this site alone."""

import pytest

from curriculum.actions import add_coauthor, edit_node
from tenancy.scope import in_community
from tests.communities.factories import a_browser, queries, text_of
from tests.curriculum.factories import a_curriculum, a_teacher
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    north, south = a_community("north"), a_community("south")
    a_curriculum(south, "Southern words", by=a_teacher(south, "sue"))
    return a_curriculum(north, by=a_teacher(north, "tom"), summary="Puddles and buckets")


def pages(draft):
    start = f"/c/{draft.community.slug}/curricula/{draft.pk}/draft/"
    return f"{start}preview/", f"{start}phone/"


def test_it_reads_as_what_is_published_will(draft):
    preview, _phone = pages(draft)
    page = a_browser(a_person("tom")).get(preview)
    assert "Measure the <em>same</em> puddle" in page.content.decode()
    assert "Puddles and buckets" in text_of(page)
    assert "<form" not in page.content.decode()
    assert "Southern words" not in text_of(page)


def test_one_part_or_one_unit_alone(draft):
    preview, phone = pages(draft)
    with in_community(draft.community_id):
        unit, part = (draft.nodes.get(title=title).key for title in ("Unit 1", "Activity 2.2"))
    browser = a_browser(a_person("tom"))
    one, other = text_of(browser.get(f"{preview}?part={unit}")), text_of(browser.get(f"{preview}?part={part}"))
    assert ("Activity 1.2" in one, "Activity 2.2" in one) == (True, False)
    assert ("Activity 1.2" in other, "Activity 2.2" in other) == (False, True)
    assert f"?framed&amp;part={part}" in browser.get(f"{phone}?part={part}").content.decode()
    assert browser.get(f"{preview}?part={draft.pk}").status_code == 404
    assert browser.get(f"{preview}?part=x").status_code == 400


def test_only_this_site_frames_it_and_only_the_phone_frames(draft):
    preview, phone = pages(draft)
    browser = a_browser(a_person("tom"))
    framed, framing = browser.get(f"{preview}?framed"), browser.get(phone)
    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in framed.headers["Content-Security-Policy"]
    assert "Back to the draft" not in text_of(framed)
    assert framing.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in framing.headers["Content-Security-Policy"]
    assert "frame-src 'self'" in framing.headers["Content-Security-Policy"]
    assert "frame-src" not in framed.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("who", "status"), [("", 302), ("stranger", 404), ("sue", 404), ("lea", 403), ("gia", 200)])
def test_only_writers_see_a_draft(draft, who, status):
    a_member(draft.community, "lea", "learner")
    with in_community(draft.community_id):
        add_coauthor(draft, person=a_person("gia"))
    for page in pages(draft):
        assert a_browser(a_person(who) if who else None).get(page).status_code == status


def test_scripts_stay_words(draft):
    with in_community(draft.community_id):
        edit_node(draft.nodes.get(title="Activity 1.1"), body="<script>alert(1)</script>")
    assert "<script>alert" not in a_browser(a_person("tom")).get(pages(draft)[0]).content.decode()


def test_it_asks_the_same_for_a_long_draft(draft):
    long = a_curriculum(draft.community, units=5, activities=6)
    browser = a_browser(a_person("tom"))
    assert queries(browser, pages(long)[0]) == queries(browser, pages(draft)[0])
