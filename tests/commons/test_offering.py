"""What an adaptation improved goes back to its original, as far as that wants it."""

import pytest

from curriculum.actions import edit_curriculum, publish_version
from curriculum.commons.answering import answer_offer
from curriculum.commons.models import Offer, OfferComment, SharedVersion
from curriculum.commons.offering import comment_on_offer, offer_back, offered_changes
from curriculum.models import Curriculum
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.commons.test_pulling import an_adaptation, titles, written
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.curriculum.factories import a_teacher
from tests.factories import a_community, a_member
from tests.notices.factories import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def towns():
    return a_community("north", name="North School"), a_community("south", name="South School")


def improved(north, south, **new):
    """South's adaptation with these titles, published; and south's teacher."""
    draft = an_adaptation(north, south)
    written(south, draft.pk, **new)
    tom = a_teacher(south)
    with in_community(south.pk):
        edit_curriculum(Curriculum.objects.get(pk=draft.pk), authors=[{"name": "Tom", "community": "South School"}])
        publish_version(Curriculum.objects.get(pk=draft.pk), by=tom)
    return draft, tom


@pytest.fixture
def offered(towns):
    north, south = towns
    draft, tom = improved(north, south, Activity_1_1="Puddles", Activity_1_2="Buckets")
    with in_community(south.pk):
        return offer_back(draft, by=tom, message="Plainer titles.")


def here(community):
    with in_community(community.pk):
        return Offer.objects.select_related("curriculum", "other", "base").get()


def test_it_is_taken_in_part_and_its_authors_are_credited(towns, offered):
    north, south = towns
    ann = a_teacher(north)
    with in_community(north.pk):
        found = here(north)
        first, second = offered_changes(found)
        assert (first.theirs, second.theirs, found.state) == ("Puddles", "Buckets", "open")
        answer_offer(found, by=ann, taken=[first.id], reason="Buckets stay as they are.")
        source = found.curriculum
        source.refresh_from_db()
        assert titles(source) == ["Activity 1.2", "Activity 2.1", "Activity 2.2", "Puddles", "Unit 1", "Unit 2"]
        assert source.authors[-1] == {"name": "Tom", "community": "South School"}
        assert source.versions.count() == 1
        with pytest.raises(Refused, match="answered already"):
            answer_offer(found, by=ann, taken=[second.id])
    for side in (north, south):
        one = here(side)
        assert (one.state, one.reason, [row["title"] for row in one.taken]) == (
            "in_part", "Buckets stay as they are.", ["Activity 1.1"]
        )  # fmt: skip


def test_declining_needs_a_reason_and_changes_nothing(towns, offered):
    north, south = towns
    with in_community(north.pk):
        found = here(north)
        with pytest.raises(Refused, match="give a reason"):
            answer_offer(found, by=a_teacher(north), taken=[])
        answer_offer(found, by=a_teacher(north), taken=[], reason="Not now.")
        assert "Puddles" not in titles(found.curriculum)
    assert (here(south).state, here(south).reason) == ("declined", "Not now.")


def test_both_sides_talk_and_are_told_and_nobody_else_sees_it(towns, offered):
    north, south = towns
    west, ann, tom = a_community("west"), a_teacher(north), a_teacher(south)
    a_teacher(west)
    with in_community(south.pk):
        comment_on_offer(here(south), by=tom, text="Shall we?")
    with in_community(north.pk):
        comment_on_offer(here(north), by=ann, text="Gladly.")
        answer_offer(here(north), by=ann, taken=[one.id for one in offered_changes(here(north))])
    for side in (north, south):
        with in_community(side.pk):
            assert [(one.place, one.text) for one in OfferComment.objects.order_by("at")] == [
                ("South School", "Shall we?"), ("North School", "Gladly.")
            ]  # fmt: skip
    with in_community(west.pk):
        assert not Offer.objects.exists()
        assert not OfferComment.objects.exists()
    assert ("south", "commons.answered", False) in told(tom.person)
    assert ("south", "commons.said", False) in told(tom.person)
    assert ("north", "commons.said", False) in told(ann.person)


def test_what_may_not_be_offered_is_refused_with_why(towns):
    north, south = towns
    draft = an_adaptation(north, south)
    tom = a_teacher(south)
    with in_community(south.pk):
        with pytest.raises(Refused, match="nothing to offer"):
            offer_back(draft, by=tom, message="Nothing")
        written(south, draft.pk, Unit_1="Wet")
        publish_version(Curriculum.objects.get(pk=draft.pk), by=tom)
        offer_back(draft, by=tom, message="Wet")
        with pytest.raises(Refused, match="open already"):
            offer_back(draft, by=tom, message="Again")
    with in_community(north.pk):
        own = Curriculum.objects.get(pk=SharedVersion.objects.get().curriculum)
        with pytest.raises(Refused, match="taken over"):
            offer_back(own, by=a_teacher(north), message="Ours")


def test_on_pages_it_is_offered_answered_and_seen(towns):
    north, south = towns
    draft, tom = improved(north, south, Activity_1_1="Puddles")
    theirs, ours = a_browser(a_teacher(north)), a_browser(tom)
    made = ours.post(f"/c/south/curricula/{draft.pk}/offer-back/", {"message": "Plainer."})
    assert made.status_code == 302
    pk = here(north).pk
    address = f"/c/north/curricula/offers/{pk}/"
    page = text_of(theirs.get(address))
    assert all(word in page for word in ("Plainer.", "Puddles", "Take what is ticked"))
    waiting = text_of(ours.get(f"/c/south/curricula/offers/{pk}/"))
    assert "has not answered yet" in waiting
    assert "What was offered Activity 1.1: title" in " ".join(waiting.split())
    button = "Offer our changes back"
    assert button not in text_of(ours.get(f"/c/south/curricula/{draft.pk}/"))
    for text, why in (("", "This field is required"), ("x" * 5001, "at most 5000 characters")):
        refused = theirs.post(f"{address}comment/", {"text": text})
        assert (refused.status_code, why in text_of(refused)) == (422, True)
    assert theirs.post(f"{address}comment/", {"text": "Thank you."}).status_code == 302
    with in_community(north.pk):
        (change,) = offered_changes(here(north))
        seen = here(north).curriculum.edited_at.isoformat()
    assert theirs.post(address, {"seen": seen, "decline": "1"}).status_code == 422
    assert theirs.post(address, {"seen": seen, "take": "1", "taken": [change.id]}).status_code == 302
    page = text_of(ours.get(f"/c/south/curricula/offers/{pk}/"))
    assert all(word in page for word in ("Taken", "Thank you.", "Activity 1.1"))
    after = text_of(ours.get(f"/c/south/curricula/{draft.pk}/"))
    assert "Taken" in after
    assert button in after
    assert a_browser(a_member(a_community("west"), "wes", "teacher")).get(address).status_code == 404
    assert a_browser(a_member(north, "lea", "learner")).get(address).status_code == 403


def test_programs_do_the_same(towns):
    north, south = towns
    draft, tom = improved(north, south, Activity_1_1="Puddles")
    theirs, ours = an_api(a_teacher(north)), an_api(tom)
    made = ours.post(f"/api/v1/c/south/curricula/{draft.pk}/offer-back/", {"message": "Plainer."}, "json")
    assert made.status_code == 201
    address = f"/api/v1/c/north/offers/{made.json()['id']}/"
    shown = theirs.get(address).json()
    sent = {"taken": [one["id"] for one in shown["changes"]], "seen": shown["seen"]}
    assert theirs.post(f"{address}comments/", {"text": "Thanks."}, "json").status_code == 201
    assert theirs.post(f"{address}answer/", sent, "json").json()["state"] == "taken"
    assert [one["state"] for one in ours.get("/api/v1/c/south/offers/").json()["results"]] == ["taken"]


def test_an_offer_asks_as_often_for_thirty_changes_as_for_one(towns):
    north, south = towns
    counts = []
    for size in (1, 30):
        draft = an_adaptation(north, south, title=f"Of {size}", units=1, activities=size)
        written(south, draft.pk, **{f"Activity_1_{n}": f"New {n}" for n in range(1, size + 1)})
        with in_community(south.pk):
            publish_version(Curriculum.objects.get(pk=draft.pk), by=a_teacher(south))
            made = offer_back(draft, by=a_teacher(south), message="Better")
        counts.append(queries(a_browser(a_teacher(north)), f"/c/north/curricula/offers/{made.pk}/"))
    assert counts[0] == counts[1]
