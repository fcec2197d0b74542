"""What writers of a draft say to each other: on its pages and by API, told to those it concerns, and never published."""

import pytest

from curriculum.actions import add_coauthor, archive_curriculum, delete_node, edit_node, publish_version
from curriculum.authoring.actions import comment_on_draft, reopen, resolve
from curriculum.authoring.models import DraftComment
from curriculum.commons.models import SharedVersion
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.curriculum.factories import a_curriculum, a_teacher, a_version
from tests.factories import a_community, a_member, a_person
from tests.notices.factories import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def tom(north):
    return a_teacher(north, "tom")


@pytest.fixture
def draft(north, tom):
    """Tom's, beside one of another community with a comment that could leak."""
    south = a_community("south")
    said(a_curriculum(south, by=a_teacher(south, "sue")), a_person("sue"), "Southern words")
    return a_curriculum(north, by=tom)


def part(draft, title="Activity 1.1"):
    with in_community(draft.community_id):
        return draft.nodes.get(title=title)


def said(draft, person, text="Too long?", **where):
    with in_community(draft.community_id):
        return comment_on_draft(draft, by=person, text=text, **where)


def address(draft, rest="comments/"):
    return f"/c/{draft.community.slug}/curricula/{draft.pk}/{rest}"


@pytest.mark.parametrize(("who", "status"), [("", 302), ("stranger", 404), ("lea", 403), ("tom", 200), ("guest", 200)])
def test_whoever_writes_along_reads_and_says(north, draft, who, status):
    a_member(north, "lea", "learner")
    with in_community(north.pk):
        publish_version(draft, by=a_teacher(north))
        add_coauthor(draft, person=a_person("guest"))
    browser = a_browser(a_person(who) if who else None)
    assert browser.get(address(draft)).status_code == status
    answer = browser.post(address(draft), {"text": "Why a puddle?"})
    assert answer.status_code == (302 if status == 200 else status)
    with in_community(north.pk):
        assert DraftComment.objects.count() == (status == 200)


def test_it_is_said_of_a_part_answered_resolved_and_opened_again(north, draft, tom):
    ann, key = a_teacher(north, "ann"), part(draft).key
    browser = a_browser(ann)
    answer = browser.post(address(draft), {"text": "Is *one* puddle enough?", "key": key, "from": "part"})
    assert answer.url == address(draft, f"parts/{key}/#comments")
    page = browser.get(address(draft, f"parts/{key}/"))
    assert "<em>one</em>" in page.content.decode()
    assert "1 open comment" in text_of(browser.get(address(draft, "draft/")))
    with in_community(north.pk):
        opening = DraftComment.objects.get()
    a_browser(tom).post(address(draft), {"text": "Two, then.", "parent": opening.pk})
    assert "Two, then." in text_of(browser.get(address(draft)))
    a_browser(tom).post(address(draft, f"comments/{opening.pk}/resolve/"))
    assert "Two, then." not in text_of(browser.get(address(draft)))
    assert "resolved by tom" in text_of(browser.get(address(draft) + f"?show=resolved&part={key}"))
    browser.post(address(draft, f"comments/{opening.pk}/reopen/"))
    assert "Two, then." in text_of(browser.get(address(draft)))


def test_writers_and_then_those_of_the_thread_are_told(north, draft, tom):
    ann, ben, guest = a_teacher(north, "ann"), a_teacher(north, "ben"), a_person("guest")
    with in_community(north.pk):
        add_coauthor(draft, person=guest)
    opening = said(draft, ann.person)
    said(draft, ben.person, "No.", parent=opening)
    with in_community(north.pk):
        resolve(opening, by=ben.person)
    kinds = [[kind for _slug, kind, _read in told(one)] for one in (tom.person, guest, ann.person, ben.person)]
    assert kinds == [["authoring.commented"]] * 2 + [["authoring.resolved", "authoring.answered"], []]
    assert told(a_person("sue")) == []


def test_who_may_no_longer_write_is_no_longer_told(north, draft, tom):
    opening = said(draft, tom.person)
    tom.roles = ["learner"]
    with in_community(north.pk):
        tom.save()
    said(draft, a_teacher(north, "ann").person, "No.", parent=opening)
    assert told(tom.person) == []


def test_a_part_taken_out_keeps_its_comments_on_the_list(north, draft, tom):
    node = part(draft)
    opening = said(draft, tom.person, "Take it out", key=node.key)
    with in_community(north.pk):
        delete_node(node)
    page = text_of(a_browser(tom).get(address(draft)))
    assert "Activity 1.1 taken out of the draft" in page
    assert "Take it out" in page
    assert said(draft, tom.person, "Done", parent=opening).about == "Activity 1.1"


def test_what_leads_nowhere_is_refused(north, draft, tom):
    other = said(a_curriculum(north, "Other", by=tom), tom.person)
    opening = said(draft, tom.person)
    with in_community(north.pk):
        resolve(opening, by=tom.person)
        for where in ({"key": other.pk}, {"parent": other}, {"parent": opening}):
            with pytest.raises(Refused):
                comment_on_draft(draft, by=tom.person, text="Well", **where)
        reopen(opening)
        assert comment_on_draft(draft, by=tom.person, text="Well", parent=opening).parent == opening
        archive_curriculum(draft)
        with pytest.raises(Refused, match="archived"):
            comment_on_draft(draft, by=tom.person, text="Well")
    assert a_browser(tom).post(address(draft), {"text": " "}).status_code == 422
    assert a_browser(tom).get(address(draft) + "?part=x").status_code == 400


def test_scripts_are_shown_as_words(north, draft, tom):
    said(draft, tom.person, "<script>alert(1)</script> [x](javascript:alert(1))")
    page = a_browser(tom).get(address(draft)).content.decode()
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_none_of_it_is_published(north, tom):
    draft = a_version(north, by=tom).curriculum
    said(draft, tom.person, "Between us", key=part(draft).key)
    said(draft, tom.person, "Between us")
    with in_community(north.pk):
        edit_node(part(draft), title="Puddles")
        publish_version(draft, by=tom, share=True)
    lea, shared = a_member(north, "lea", "learner"), SharedVersion.objects.get()
    for page in (address(draft, ""), address(draft, "versions/2/"), f"/commons/{shared.pk}/"):
        assert "Between us" not in a_browser(lea).get(page).content.decode()
    assert an_api(lea).get(f"/api/v1{address(draft)}").status_code == 403


def test_programs_do_the_same(north, draft, tom):
    api, place = an_api(tom), f"/api/v1{address(draft)}"
    made = api.post(place, {"text": "Too long?", "key": str(part(draft).key)})
    assert (made.status_code, made.json()["about"]) == (201, "Activity 1.1")
    api.post(place, {"text": "A little.", "answers_to": made.json()["id"]})
    [row] = api.get(place).json()["results"]
    assert [one["text"] for one in row["answers"]] == ["A little."]
    settled = f"{place}{row['id']}/resolution/"
    assert api.put(settled).json()["resolved_by"] == "tom"
    assert (api.get(place).json()["results"], len(api.get(f"{place}?show=resolved").json()["results"])) == ([], 1)
    assert api.delete(settled).json()["resolved_at"] is None
    answer = row["answers"][0]["id"]
    assert api.put(f"{place}{answer}/resolution/").status_code == 404
    assert an_api(a_person("sue")).get(place).status_code == 404


def test_pages_ask_the_same_at_one_comment_and_at_thirty(north, draft, tom):
    key = part(draft).key
    said(draft, a_person("tom"), "No.", parent=said(draft, tom.person, key=key))
    pages = [address(draft), address(draft, "draft/"), address(draft, f"parts/{key}/"), f"/api/v1{address(draft)}"]
    browser = a_browser(tom)
    one = [queries(browser, page) for page in pages]
    for number in range(29):
        said(draft, a_person("tom"), "No.", parent=said(draft, tom.person, f"Number {number}", key=key))
    assert [queries(browser, page) for page in pages] == one
