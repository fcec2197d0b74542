"""Tries at the same moment: none slips past the limits."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from learners.young.models import Tries
from tests.communities.factories import a_browser
from tests.factories import a_community
from tests.young.factories import a_card, a_class, a_young_learner, wrong


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_are_each_counted_or_refused():
    wren = a_young_learner(a_class(a_community("north")))
    statuses, start = [], Barrier(12)

    def guess():
        start.wait()
        try:
            statuses.append(a_browser().post("/class/", wrong(wren)).status_code)
        finally:
            connection.close()

    threads = [Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    compared = Tries.objects.get().failed
    assert 1 <= compared <= 5
    assert len(statuses) == 12
    assert statuses.count(429) >= 12 - compared
    while Tries.objects.get().failed < 5:
        a_browser().post("/class/", wrong(wren))
    assert a_browser().post("/class/", a_card(wren)).status_code == 429
