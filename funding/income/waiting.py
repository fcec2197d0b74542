"""What waits of donations and fees: gifts, receipts, and requests to pay less."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import ngettext

from communities.access import Access
from funding.income.due import what_waits
from funding.waiting import Wait, way_to
from learners.guardianship import Family
from tenancy.statements import ask

HARDSHIP = """
    SELECT count(*), (array_agg(id ORDER BY asked_at, id))[1] FROM income_hardshiprequest
    WHERE community_id = %(here)s AND asker_id <> %(me)s AND learner_id <> ALL(%(family)s)
    AND (state = 'waiting' OR (state = 'agreed' AND agreed_by_id <> %(me)s))
"""


def donations_that_wait(access: Access, _family: Family) -> Iterable[Wait]:
    """Promised gifts whose day has come, and gifts without a receipt."""
    if not access.can("funding.see_donors"):
        return
    today = timezone.localdate()
    expected, bare = what_waits(today)
    due = [one for one in expected if one.on <= today]
    n = len(due)
    words = ngettext("%(n)s promised gift is due", "%(n)s promised gifts are due", n) % {"n": n}
    way = way_to(n, due[0].donor if due else None, one="income-donor", every="income-giving")
    yield Wait(key="gifts", words=words, icon="heart", order=60, **way)
    words = ngettext("%(n)s gift without a receipt", "%(n)s gifts without a receipt", bare) % {"n": bare}
    yield Wait(
        key="receipts", count=bare, words=words, icon="receipt", url_name="income-giving", query="#donors", order=61
    )


def hardship_that_waits(access: Access, family: Family) -> Iterable[Wait]:
    """Nobody decides on their own, or their child's."""
    if not (access.person and access.can("funding.see_hardship")):
        return
    me = access.person.pk
    [(n, first)] = ask(HARDSHIP, me=me, family=[me, *family.children])
    words = ngettext("%(n)s request for help with fees", "%(n)s requests for help with fees", n) % {"n": n}
    way = way_to(n, first, one="income-hardship-one", every="income-hardship")
    yield Wait(key="hardship", words=words, icon="life-buoy", order=20, **way)
