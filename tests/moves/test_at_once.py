"""Moves that are asked for, undone and taken in at the same moment, over real connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from communities.governance.models import JoinRequest
from communities.governance.people.admitting import admit_member
from learners.moves.actions import ask_move, undo_move
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.consents.factories import as_learner
from tests.factories import a_community, a_member, a_person
from tests.moves.factories import a_move, roles, state, today


def test_two_moves_asked_for_at_once_are_one(transactional_db):
    north, places = a_community("north"), [a_community(f"place{n}") for n in range(4)]
    a_member(north, "ann", "learner")
    start = Barrier(8)

    def ask(target):
        try:
            with as_learner("ann") as who:
                start.wait(30)
                return ask_move(who, source=north, target=target, on=today()).target_id
        except Refused:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        won = {done for done in pool.map(ask, places * 2) if done}
    assert len(won) == 1
    asked = []
    for place in places:
        with in_community(place.pk):
            asked += [place.pk] * JoinRequest.objects.count()
    assert asked == list(won)


def test_undoing_and_taking_in_at_once_leave_one_of_the_two(transactional_db):
    north, south = a_community("north"), a_community("south")
    a_member(north, "ann", "learner")
    move, start = a_move("ann", north, south), Barrier(2)
    with in_community(south.pk):
        asked = JoinRequest.objects.get()

    def race(act):
        try:
            start.wait(30)
            act()
        except Refused:
            pass
        finally:
            connection.close()

    def undo():
        with as_learner("ann") as who:
            undo_move(who, pk=move.pk)

    def take_in():
        with in_community(south.pk):
            admit_member(asked, role="learner", by=a_person("founder-of-south"), reason="Welcome.")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(race, [undo, take_in]))
    assert (state(), roles(north), roles(south)) == ("undone", ["learner"], None)
