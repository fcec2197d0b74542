"""An offer is withdrawn, its answer undone; both sides agree on it whatever comes first."""

import pytest

from curriculum.actions import edit_curriculum, edit_node
from curriculum.commons.answering import answer_offer, undo_answer, withdraw_offer
from curriculum.commons.models import Offer
from curriculum.commons.offering import offer_back, offered_changes
from curriculum.models import Curriculum
from curriculum.nodes import data_of
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.commons.test_offering import here, improved
from tests.communities.factories import a_browser, an_api, text_of
from tests.curriculum.factories import a_teacher
from tests.factories import a_community, a_member
from tests.learners.test_races import at_once
from tests.notices.factories import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def towns():
    return a_community("north", name="North School"), a_community("south", name="South School")


@pytest.fixture
def offered(towns):
    return an_offer(*towns)


def an_offer(north, south):
    draft, tom = improved(north, south, Activity_1_1="Puddles", Activity_1_2="Buckets")
    with in_community(south.pk):
        return offer_back(draft, by=tom, message="Plainer titles.")


def states(*towns):
    return [here(town).state for town in towns]


def take(north, by=None):
    with in_community(north.pk):
        found = here(north)
        return answer_offer(found, by=by or a_teacher(north), taken=[one.id for one in offered_changes(found)])


def test_its_makers_withdraw_it_while_it_is_open(towns, offered):
    north, south = towns
    west, ann, tom, tim = a_community("west"), a_teacher(north), a_teacher(south), a_teacher(south)
    with in_community(north.pk), pytest.raises(Refused, match="Those who made"):
        withdraw_offer(here(north), by=ann)
    with in_community(south.pk):
        withdraw_offer(here(south), by=tom)
        with pytest.raises(Refused, match="answered already"):
            withdraw_offer(here(south), by=tom)
    assert states(north, south) == ["withdrawn", "withdrawn"]
    with in_community(north.pk), pytest.raises(Refused, match="answered already"):
        answer_offer(here(north), by=ann, taken=[], reason="Too late.")
    assert ("north", "commons.withdrawn", False) in told(ann.person)
    assert told(tim.person) == [("south", "commons.withdrawn", False)]
    assert told(tom.person) == []
    with in_community(west.pk):
        assert not Offer.objects.exists()


def test_an_answer_is_undone_to_what_was_and_given_anew(towns, offered):
    north, south = towns
    ann, tom = a_teacher(north), a_teacher(south)
    with in_community(north.pk):
        source = here(north).curriculum
        was, authors = {data_of(node) for node in source.nodes.all()}, source.authors
    take(north, ann)
    with in_community(north.pk):
        after = undo_answer(here(north), by=ann)
        assert ({data_of(node) for node in after.nodes.all()}, after.authors) == (was, authors)
        with pytest.raises(Refused, match="Nothing was taken"):
            undo_answer(here(north), by=ann)
    assert states(north, south) == ["open", "open"]
    assert [here(side).taken for side in towns] == [[], []]
    take(north, ann)
    assert states(north, south) == ["taken", "taken"]
    assert [kind for _place, kind, _read in told(tom.person)] == [
        "commons.answered", "commons.undone", "commons.answered"
    ]  # fmt: skip


def test_it_is_not_undone_once_somebody_wrote_or_another_offer_came(towns, offered):
    north, south = towns
    ann, tom = a_teacher(north), a_teacher(south)
    take(north, ann)
    with in_community(south.pk):
        draft = Curriculum.objects.get()
        second = offer_back(draft, by=tom, message="Once more.")
    with in_community(north.pk):
        first = Offer.objects.select_related("curriculum").get(pk=offered.pk)
        with pytest.raises(Refused, match="another offer since"):
            undo_answer(first, by=ann)
        assert Offer.objects.get(pk=first.pk).state == "taken"
    with in_community(south.pk):
        withdraw_offer(second, by=tom)
    with in_community(north.pk):
        edit_node(first.curriculum.nodes.get(title="Puddles"), title="Ponds")
        with pytest.raises(Refused, match="written on the draft since"):
            undo_answer(first, by=ann)


def test_on_pages_and_for_programs(towns, offered):
    north, south = towns
    ann, tom = a_teacher(north), a_teacher(south)
    theirs, ours = a_browser(ann), a_browser(tom)
    address = f"/c/%s/curricula/offers/{offered.pk}/"
    take(north, ann)
    assert "Undo it" in text_of(theirs.get(address % "north"))
    assert "Undo it" not in text_of(ours.get(address % "south"))
    assert theirs.post(f"{address % 'north'}undo/").status_code == 302
    assert "Undo it" not in text_of(theirs.get(address % "north"))
    take(north, ann)
    assert an_api(ann).post(f"/api/v1/c/north/offers/{offered.pk}/undo/").status_code == 204
    assert "Withdraw it" in text_of(ours.get(address % "south"))
    assert "Withdraw it" not in text_of(theirs.get(address % "north"))
    learner = a_browser(a_member(south, "lea", "learner"))
    assert learner.post(f"{address % 'south'}withdraw/").status_code == 403
    assert an_api(tom).post(f"/api/v1/c/south/offers/{offered.pk}/withdraw/").json()["state"] == "withdrawn"
    assert ours.post(f"{address % 'south'}withdraw/").status_code == 302
    assert "answered already" in text_of(ours.get(address % "south"))
    assert states(north, south) == ["withdrawn", "withdrawn"]


def test_a_refusal_keeps_what_was_ticked(towns, offered):
    north, _south = towns
    browser, address = a_browser(a_teacher(north)), f"/c/north/curricula/offers/{offered.pk}/"
    with in_community(north.pk):
        first, second = (one.id for one in offered_changes(here(north)))
        seen = here(north).curriculum.edited_at.isoformat()
        edit_curriculum(here(north).curriculum, subject="Water")
    sent = {"seen": seen, "take": "1", "shown": [first, second], "taken": [second], "reason": "Only this."}
    refused = browser.post(address, sent)
    page = refused.content.decode()
    assert (refused.status_code, "changed since you looked" in text_of(refused)) == (422, True)
    ticked = [f'name="taken" value="{one}" checked' in page for one in (first, second)]
    assert (ticked, "Only this." in page) == ([False, True], True)


@pytest.mark.django_db(transaction=True)
def test_of_answering_and_withdrawing_at_once_one_wins_on_both_sides():
    for number in range(4):
        north, south = a_community(f"north-{number}"), a_community(f"south-{number}")
        an_offer(north, south)
        ann, tom = a_teacher(north), a_teacher(south)

        def answer(north=north, ann=ann):
            with in_community(north.pk):
                answer_offer(here(north), by=ann, taken=[], reason="No.")

        def withdraw(south=south, tom=tom):
            with in_community(south.pk):
                withdraw_offer(here(south), by=tom)

        done = at_once(_said, [answer, withdraw, answer, withdraw])
        assert (done.count(""), states(north) == states(south)) == (1, True)


@pytest.mark.django_db(transaction=True)
def test_of_several_who_undo_at_once_one_does():
    north, south = a_community("north"), a_community("south")
    an_offer(north, south)
    ann = a_teacher(north)
    take(north, ann)

    def undo():
        with in_community(north.pk):
            undo_answer(here(north), by=ann)

    assert sorted(at_once(_said, [undo] * 4)) == ["", *["Nothing was taken that could be undone."] * 3]
    assert states(north, south) == ["open", "open"]


def _said(act):
    try:
        act()
    except Refused as refusal:
        return str(refusal)
    return ""
