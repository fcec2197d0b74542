"""Two who do the same at the same moment, each on a connection of its own: nothing is lost, doubled or half done."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from curriculum.actions import edit_node, publish_version
from curriculum.assessments.actions import hand_in as hand_in_attempt
from curriculum.assessments.models import Answer
from curriculum.commons.actions import adopt_version, share_version, withdraw_from_commons
from curriculum.commons.answering import answer_offer
from curriculum.commons.collecting.actions import add_entry, make_collection
from curriculum.commons.models import Adoption, CollectionEntry, Offer, Pull, Review, Searched, SharedVersion
from curriculum.commons.offering import offer_back, offered_changes
from curriculum.commons.pulling import pull_upstream
from curriculum.commons.reviews.actions import write_review
from curriculum.interchange.actions import bring_in
from curriculum.interchange.case import CASE
from curriculum.interchange.importers import Source
from curriculum.models import Competency, Curriculum, Framework
from curriculum.releases.actions import give_opinion, hand_in, put_in_use
from curriculum.releases.models import Opinion, Submission, Use
from files.actions import store_file
from files.models import StoredFile
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.assessments.factories import MACHINE, an_assessment, an_attempt
from tests.commons.at_once import one_refused, sound, together
from tests.commons.factories import a_shared
from tests.commons.test_pulling import a_newer, written
from tests.curriculum.factories import a_curriculum, a_teacher, a_version
from tests.factories import a_community
from tests.files.factories import a_pdf
from tests.governance.crossing import wait_for, within
from tests.governance.test_circles import a_circle, a_joined, act
from tests.interchange.case import as_bytes, item, package
from tests.releases.factories import with_reviewers

pytestmark = pytest.mark.django_db(transaction=True)
SAID = {"went": "Well.", "again": "as_it_is", "setting": "room", "learners": 14}


def test_of_two_who_write_or_decide_at_once_the_later_is_told():
    north = a_community("north")
    ann = a_teacher(north, "ann")
    draft = a_curriculum(north, by=ann)
    with in_community(north.pk):
        node = draft.nodes.select_related("curriculum").get(title="Activity 1.1")
    why = one_refused(
        together(*(within(north, edit_node, node, seen=node.edited_at, body=text) for text in ("One.", "Two.")))
    )
    assert "Somebody else has changed this" in why
    with in_community(north.pk):
        publish_version(draft, by=ann)
        edit_node(draft.nodes.select_related("curriculum").get(title="Activity 1.2"), body="Else.")
        draft.refresh_from_db()
        publish_version(draft, by=ann)
    sound(together(*(
        within(north, put_in_use, draft, number=number, by=ann.person, reason="So.") for number in (1, 2)
    )))  # fmt: skip
    with in_community(north.pk):
        uses = list(Use.objects.order_by("decision__number").select_related("version"))
        assert len(uses) == 2 and Curriculum.objects.get().in_use == uses[-1].version.number
        edit_node(draft.nodes.select_related("curriculum").get(title="Activity 1.2"), body="Third.")
    with_reviewers(north, 1)
    bo = a_teacher(north, "bo")
    why = one_refused(together(*(within(north, hand_in, draft, by=by) for by in (ann, bo))))
    assert "handed in already" in why
    with in_community(north.pk):
        one = Submission.objects.select_related("curriculum").get()
    cy = a_teacher(north, "cy")
    sound(together(*(within(north, give_opinion, one, by=cy, agrees=True) for _ in range(2))))
    with in_community(north.pk):
        assert Opinion.objects.count() == 1


def test_of_two_who_pull_offer_or_answer_at_once_the_later_is_told():
    north, south = a_community("north"), a_community("south")
    shared = a_shared(north)
    tom, tim = a_teacher(south, "tom"), a_teacher(south, "tim")
    sound(together(*(within(south, adopt_version, shared, by=by) for by in (tom, tim))))
    with in_community(south.pk):
        draft = Curriculum.objects.get()
        assert Adoption.objects.count() == 1
        assert SharedVersion.objects.get().kept_by == [south.pk]
    written(north, shared.curriculum, Activity_1_1="Puddles")
    newer = a_newer(north, shared.curriculum)
    why = one_refused(together(*(
        within(south, pull_upstream, draft, by=by, version=newer.pk, seen=draft.edited_at) for by in (tom, tim)
    )))  # fmt: skip
    assert "meanwhile" in why
    written(north, shared.curriculum, Activity_1_2="Buckets")
    third = a_newer(north, shared.curriculum)
    with in_community(south.pk):
        draft.refresh_from_db()
        node = draft.nodes.select_related("curriculum").get(title="Activity 1.2")
    results = together(
        within(south, pull_upstream, draft, by=tom, version=third.pk, seen=draft.edited_at),
        within(south, edit_node, node, seen=node.edited_at, body="Ours."),
    )
    with in_community(south.pk):
        now = draft.nodes.get(key=node.key)
        if isinstance(results[1], Refused):
            assert now.title == "Buckets" and Pull.objects.count() == 2
        else:
            assert now.body == "Ours."
            assert (now.title == "Buckets") == (not isinstance(results[0], Exception))
        draft.refresh_from_db()
        if now.body != "Ours.":
            edit_node(draft.nodes.select_related("curriculum").get(key=node.key), body="Ours.")
        publish_version(Curriculum.objects.get(pk=draft.pk), by=tom)
    made = together(*(within(south, offer_back, draft, by=by, message="Take it") for by in (tom, tim)))
    assert "open already" in one_refused(made)
    ann, amy = a_teacher(north, "ann"), a_teacher(north, "amy")
    with in_community(north.pk):
        offer = Offer.objects.select_related("curriculum", "base").get()
        ids = [one.id for one in offered_changes(offer)]
    why = one_refused(together(*(within(north, answer_offer, offer, by=by, taken=ids) for by in (ann, amy))))
    assert "answered already" in why
    west = a_community("west")
    wes = a_teacher(west, "wes")
    results = together(within(north, withdraw_from_commons, third), within(west, adopt_version, third, by=wes))
    with in_community(west.pk):
        assert Curriculum.objects.exists() == (not isinstance(results[1], Exception))


def test_what_several_keep_at_once_is_kept_once(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    north, south = a_community("north"), a_community("south")
    sound(together(*(within(north, store_file, a_pdf()) for _ in range(4))))
    with in_community(north.pk):
        assert StoredFile.objects.count() == 1
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
    shared, sue = a_shared(north), a_teacher(south, "sue")
    with in_community(south.pk):
        adopt_version(shared, by=sue)
        kept = make_collection(by=sue, title="Water", language="en")
    sound(together(*(within(south, write_review, shared, by=sue, **SAID) for _ in range(3))))
    assert Review.objects.count() == 1
    assert "in this collection already" in one_refused(
        together(*(within(south, add_entry, kept, shared) for _ in "ab"))
    )
    assert CollectionEntry.objects.count() == 1
    with in_community(north.pk):
        version = a_version(north, "Tides")
    sound(together(*(within(north, share_version, version) for _ in range(3))))
    assert (
        SharedVersion.objects.filter(version=version.pk).count()
        == Searched.objects.filter(shared__version=version.pk).count()
        == 1
    )
    file = Source("frame.json", as_bytes(package([item(1), item(2)])))
    sound(together(*(within(north, bring_in, CASE, [file]) for _ in range(2))))
    with in_community(north.pk):
        assert (Framework.objects.count(), Competency.objects.count()) == (1, 2)
    attempt = an_attempt(an_assessment(north, MACHINE))
    sound(together(*(within(north, hand_in_attempt, attempt) for _ in range(3))))
    with in_community(north.pk):
        assert Answer.objects.count() == len(attempt.questions)


def test_a_community_that_leaves_while_something_is_shared_finds_it_no_more():
    north, south = a_community("north"), a_community("south")
    circle = a_circle(north)
    a_joined(south, circle)
    version = a_version(north)
    shared, leaving = Event(), within(south, act, south, "leave_circle", community=str(circle.pk))

    def share_and_wait():
        share_version(version, circles=[circle.pk])
        shared.set()
        wait_for(1)

    with ThreadPoolExecutor(2) as pool:
        sharing = pool.submit(within(north, share_and_wait))
        assert shared.wait(20)
        sound([pool.submit(leaving).result(60), sharing.result(60)])
    with in_community(south.pk):
        assert not SharedVersion.objects.exists()
    with in_community(north.pk):
        assert SharedVersion.objects.get().readers == sorted([north.pk, circle.pk])
