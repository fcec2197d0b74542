"""Two teachers take one roll at once, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from learners.progress.attendance.actions import Said, take_roll
from learners.progress.attendance.models import Presence, PresenceChange, Session
from tenancy.scope import in_community
from tests.factories import a_community, a_member
from tests.learners.factories import an_enrolment, an_offering

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_at_once_make_one_roll_and_neither_undoes_the_other():
    north = a_community("north")
    teachers = [a_member(north, name, "teacher") for name in ("ann", "bea")]
    offering = an_offering(north, teachers=tuple(teachers))
    learners = [an_enrolment(offering, f"learner{n}") for n in range(6)]
    there, start = {one.pk: Said() for one in learners}, Barrier(2)

    def take(number):
        tapped = {learners[number].pk: Said("absent", "ill")}
        try:
            start.wait(30)
            with in_community(north.pk):
                day = timezone.localdate()
                return take_roll(
                    offering, on=day, starts=time(9), by=teachers[number].person, said=there | tapped, shown=there
                ).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        made = [done.result(60) for done in [pool.submit(take, number) for number in range(2)]]
    assert made[0] == made[1]
    with in_community(north.pk):
        assert Session.objects.count() == 1
        absent = set(Presence.objects.filter(was="absent").values_list("enrolment", flat=True))
        assert absent == {learners[0].pk, learners[1].pk}
        assert (Presence.objects.count(), PresenceChange.objects.count()) == (6, 7)
