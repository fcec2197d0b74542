"""Where others look a version over, none is published before enough of them agree."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from curriculum.actions import edit_curriculum, edit_node, publish_version
from curriculum.models import Version
from curriculum.releases.actions import give_opinion, hand_in, publish_reviewed, take_back
from curriculum.releases.models import Submission, SubmissionNode, Use
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.curriculum.counting import queries
from tests.curriculum.factories import a_curriculum, a_teacher, a_version
from tests.factories import a_community, a_member
from tests.releases.factories import a_submission, with_reviewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    north = a_community("north")
    with_reviewers(north, 1)
    return north


def told(member):
    with as_person(member.person_id):
        return list(
            Notice.objects.filter(kind__startswith="releases.").order_by("created_at").values_list("kind", flat=True)
        )


def test_nobody_publishes_past_the_others(north):
    ann = a_teacher(north, "ann")
    draft = a_curriculum(north, by=ann)
    with in_community(north.pk), pytest.raises(Refused, match="others have a say"):
        publish_version(draft, by=ann)
    api = an_api(ann)
    answer = api.post(f"/api/v1/c/north/curricula/{draft.pk}/versions/", {}, format="json")
    assert (answer.status_code, "others have a say" in answer.content.decode()) == (409, True)
    page = a_browser(ann).get(f"/c/north/curricula/{draft.pk}/publish/")
    assert "Hand it in" in text_of(page)
    assert a_browser(ann).post(f"/c/north/curricula/{draft.pk}/publish/", {"note": "First"}).status_code == 302
    with in_community(north.pk):
        assert not Version.objects.exists()
        assert Submission.objects.get().note == "First"


def test_it_becomes_a_version_as_it_was_handed_in_once_another_agrees(north):
    south = a_community("south")
    a_version(south)
    ann, bo = a_teacher(north, "ann"), a_teacher(north, "bo")
    one = a_submission(ann, note="The first", share=True)
    assert told(bo) == ["releases.handed_in"]
    assert told(ann) == []
    with in_community(north.pk):
        edit_curriculum(one.curriculum, title="Something else by now")
        edit_node(one.curriculum.nodes.get(title="Unit 1"), title="Puddles")
        with pytest.raises(Refused, match="1 more has to agree"):
            publish_reviewed(one)
        with pytest.raises(Refused, match="You handed it in"):
            give_opinion(one, by=ann, agrees=True)
        with pytest.raises(Refused, match="Say what is to be changed"):
            give_opinion(one, by=bo, agrees=False, words=" ")
        give_opinion(one, by=bo, agrees=False, words="Unit 2 is thin.")
        with pytest.raises(Refused, match="bo asks for changes first"):
            publish_reviewed(one)
        give_opinion(one, by=bo, agrees=True, words="It will do.")
        version = publish_reviewed(one)
        assert (version.number, version.title, version.note) == (1, "Water and measure", "The first")
        assert version.published_by_name == "ann"
        assert set(version.nodes.values_list("title", flat=True)) == set(one.nodes.values_list("title", flat=True))
        one.refresh_from_db()
        curriculum = one.curriculum
        curriculum.refresh_from_db()
        assert (one.number, one.is_open) == (1, False)
        assert curriculum.edited_at > curriculum.published_at  # the draft went on meanwhile
        with pytest.raises(Refused, match="published already, as version 1"):
            publish_reviewed(one)
    assert told(ann) == ["releases.asked", "releases.agreed", "releases.published"]
    assert "The draft has changed since version 1" in text_of(
        a_browser(ann).get(f"/c/north/curricula/{curriculum.pk}/")
    )


def test_one_is_handed_in_at_a_time_and_can_be_taken_back(north):
    ann, bo = a_teacher(north, "ann"), a_teacher(north, "bo")
    one = a_submission(ann)
    with in_community(north.pk):
        with pytest.raises(Refused, match="handed in already"):
            hand_in(one.curriculum, by=bo)
        with pytest.raises(Refused, match="Who handed it in does this"):
            take_back(one, by=bo)
        take_back(one, by=ann)
        with pytest.raises(Refused, match="taken back"):
            give_opinion(one, by=bo, agrees=True)
        again = hand_in(one.curriculum, by=bo)
        take_back(again, by=ann, may_publish=True)
        assert Submission.objects.filter(closed_at__isnull=True).count() == 0


def test_what_stops_publishing_stops_handing_in(north):
    ann = a_teacher(north, "ann")
    empty = a_curriculum(north, by=ann, units=1, activities=0)
    with in_community(north.pk), pytest.raises(Refused, match="has no activity"):
        hand_in(empty, by=ann)
    one = a_submission(ann)
    with in_community(north.pk):
        give_opinion(one, by=a_teacher(north, "bo"), agrees=True)
        publish_reviewed(one)
        with pytest.raises(Refused, match="Nothing has changed since version 1"):
            hand_in(one.curriculum, by=ann)


def test_where_the_author_publishes_nobody_hands_in():
    south = a_community("south")
    ann = a_teacher(south, "ann")
    with in_community(south.pk), pytest.raises(Refused, match="Nobody needs to look it over"):
        hand_in(a_curriculum(south, by=ann), by=ann)


def test_a_version_that_came_meanwhile_is_not_undone(north):
    ann, bo = a_teacher(north, "ann"), a_teacher(north, "bo")
    one = a_submission(ann)
    with in_community(north.pk):
        give_opinion(one, by=bo, agrees=True)
    with_reviewers(north, 0)
    with in_community(north.pk):
        edit_curriculum(one.curriculum, title="Newer")
        publish_version(one.curriculum, by=ann)
        with pytest.raises(Refused, match="Version 1 came since"):
            publish_reviewed(one)


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_it_at_once_make_one_version(north):
    ann, bo = a_teacher(north, "ann"), a_teacher(north, "bo")
    one = a_submission(ann)
    with in_community(north.pk):
        give_opinion(one, by=bo, agrees=True)

    def act(_):
        try:
            with in_community(north.pk):
                return publish_reviewed(one).number
        except Refused:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(act, range(4)), key=str) == [1, None, None, None]


def test_the_database_keeps_what_was_handed_in(north):
    south = a_community("south")
    one = a_submission(a_teacher(north, "ann"))
    theirs = a_curriculum(south)
    with in_community(north.pk):
        for change in (
            lambda: SubmissionNode.objects.update(title="else"),
            lambda: Use.objects.all()._raw_delete("default"),
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                change()
        with pytest.raises(IntegrityError), transaction.atomic():
            Submission.objects.create(curriculum_id=theirs.pk, title="Taken", language="en", by=one.by, by_name="ann")
    with in_community(south.pk):
        assert not Submission.objects.exists()


def test_pages_show_it_to_members_and_let_those_act_who_may(north):
    south = a_community("south")
    ann, bo, cleo = a_teacher(north, "ann"), a_teacher(north, "bo"), a_member(north, "cleo", "learner")
    one = a_submission(ann, note="Fresh")
    place = f"/c/north/submissions/{one.pk}/"
    assert "has to agree" in text_of(a_browser(cleo).get(place))
    assert a_browser(cleo).post(f"{place}opinion/", {"agrees": "yes"}).status_code == 403
    assert a_browser(a_teacher(south, "sam")).get(place).status_code in (403, 404)
    assert a_browser(a_teacher(south, "tim")).get(f"/c/south/submissions/{one.pk}/").status_code == 404
    theirs, mine = a_browser(bo), a_browser(ann)
    assert "Agree" not in text_of(mine.get(place))
    assert theirs.post(f"{place}opinion/", {"agrees": "no", "words": ""}).status_code == 422
    assert theirs.post(f"{place}opinion/", {"agrees": "no", "words": "More weir."}).status_code == 302
    assert "More weir." in text_of(mine.get(place))
    assert mine.post(f"{place}publish/").status_code == 422
    assert theirs.post(f"{place}opinion/", {"agrees": "yes", "words": ""}).status_code == 302
    assert "Handed in" in text_of(mine.get("/c/north/curricula/"))
    assert mine.post(f"{place}publish/").status_code == 302
    assert "It is published, as version 1" in text_of(mine.get(place))
    assert "Handed in" not in text_of(mine.get("/c/north/curricula/"))


def test_programs_do_the_same(north):
    a_submission(a_teacher(a_kept_south(), "sam"))
    ann, bo = a_teacher(north, "ann"), a_teacher(north, "bo")
    draft = a_curriculum(north, by=ann)
    mine, theirs, base = an_api(ann), an_api(bo), "/api/v1/c/north"
    made = mine.post(f"{base}/curricula/{draft.pk}/submissions/", {"note": "First"}, format="json").json()
    assert [one["id"] for one in mine.get(f"{base}/curricula/{draft.pk}/submissions/").json()["results"]] == [
        made["id"]
    ]
    place = f"{base}/submissions/{made['id']}/"
    assert theirs.put(f"{place}opinion/", {"agrees": False}, format="json").status_code == 409
    assert theirs.put(f"{place}opinion/", {"agrees": True}, format="json").json()["name"] == "bo"
    whole = mine.get(place).json()
    assert (len(whole["nodes"]), whole["opinions"][0]["agrees"]) == (6, True)
    assert mine.post(f"{place}publish/").json()["number"] == 1
    assert mine.delete(place).status_code == 409
    with in_community(north.pk):
        edit_curriculum(draft, title="Newer")
    second = mine.post(f"{base}/curricula/{draft.pk}/submissions/", {}, format="json").json()
    assert mine.delete(f"{base}/submissions/{second['id']}/").status_code == 204


def a_kept_south():
    south = a_community("south")
    with_reviewers(south, 2)
    return south


@pytest.mark.parametrize("units", [1, 10])
def test_a_page_asks_as_often_however_long_it_is(north, units):
    ann = a_teacher(north, "ann")
    one = a_submission(ann, units=units)
    assert len(queries(a_browser(ann), f"/c/north/submissions/{one.pk}/")) <= 14
