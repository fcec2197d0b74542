"""What happens at the same moment, over connections of their own."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from accounts.models import Person
from learners.identity.claiming import claim
from tenancy.refusal import Refused
from tests.factories import a_community
from tests.identity.factories import an_invited


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
