"""What happens at the same moment, over connections of their own."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from accounts.models import Person
from learners.identity.claiming import claim
from learners.identity.joining import join_by_code, make_join_code
from learners.identity.models import Join
from learners.identity.undoing import settle
from learners.models import Enrolment
from tenancy.refusal import Refused
from tenancy.scope import as_person
from tests.factories import a_community, a_member, a_person
from tests.identity.factories import an_invited
from tests.learners.factories import an_enrolment, an_offering


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each gave, or its refusal."""
    start, told = Barrier(len(acts)), {}

    def run(number: int, act: Callable[[], object]) -> None:
        start.wait()
        try:
            told[number] = act()
        except Refused as refusal:
            told[number] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=given) for given in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [told[number] for number in range(len(acts))]


@pytest.mark.django_db(transaction=True)
def test_of_four_who_come_with_one_code_one_gets_in():
    ivo, code = an_invited(a_community("north"), "ivo")
    acts = [lambda name=f"ivo{number}": claim(code, username=name, password="a river of otters") for number in range(4)]
    told = at_once(*acts)
    assert sorted(isinstance(one, Refused) for one in told) == [False, True, True, True]
    (winner,) = [one for one in told if isinstance(one, Person)]
    assert winner.pk == ivo.person_id
    assert Person.objects.get(pk=ivo.person_id).username == winner.username


@pytest.mark.django_db(transaction=True)
def test_of_two_who_join_each_other_one_is_the_main_one():
    for name, place in (("ann", "north"), ("anna", "south")):
        a_member(a_community(place), name, "learner")
    ann, anna = a_person("ann"), a_person("anna")
    codes = make_join_code(ann), make_join_code(anna)
    told = at_once(lambda: join_by_code(ann, code=codes[1]), lambda: join_by_code(anna, code=codes[0]))
    assert sorted(isinstance(one, Refused) for one in told) == [False, True]
    assert Person.objects.filter(alias_of__isnull=False).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_place_taken_while_the_two_are_joined_is_found_again():
    north = a_community("north")
    offering = an_offering(north)
    for name in ("ann", "anna"):
        a_member(north if name == "anna" else a_community("south"), name, "learner")
    ann, anna = a_person("ann"), a_person("anna")
    code = make_join_code(anna)
    told = at_once(lambda: join_by_code(ann, code=code), lambda: an_enrolment(offering, "anna", home=north) and None)
    assert isinstance(told[0], Join)
    settle(ann.pk, told[0].pk)
    with as_person(ann.pk):
        assert Enrolment.objects.count() == 1
        assert Join.objects.get().carried[str(north.pk)]["learners_enrolment"]
    with as_person(anna.pk):
        assert not Enrolment.objects.exists()
