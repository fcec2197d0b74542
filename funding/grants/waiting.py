"""What waits of grants: reports that are due soon or late, and instalments that did not come."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import ngettext

from communities.access import Access
from funding.grants.actions.reporting import AHEAD
from funding.waiting import Wait, way_to
from learners.guardianship import Family
from tenancy.statements import ask

WAITING = """
    SELECT what, count(*), (array_agg(grant_id ORDER BY due_on, id))[1] FROM (
        SELECT 'report' AS what, d.id, d.grant_id, d.due_on FROM grants_due d
            WHERE d.community_id = %(here)s AND d.due_on <= %(soon)s AND NOT EXISTS (
                SELECT FROM grants_report r WHERE r.community_id = %(here)s AND r.due_id = d.id)
        UNION ALL SELECT 'instalment', i.id, i.grant_id, i.due_on FROM grants_instalment i
            WHERE i.community_id = %(here)s AND i.due_on < %(today)s AND (i.entry_id IS NULL OR EXISTS (
                SELECT FROM funding_entry e WHERE e.community_id = %(here)s AND e.reverses_id = i.entry_id))
    ) waits GROUP BY what
"""


def grants_that_wait(access: Access, _family: Family) -> Iterable[Wait]:
    if not access.can("funding.post"):
        return
    today = timezone.localdate()
    for what, n, first in ask(WAITING, today=today, soon=today + AHEAD):
        if what == "report":
            said = ngettext("%(n)s report to a funder is due", "%(n)s reports to funders are due", n)
        else:
            said = ngettext("%(n)s instalment of a grant is late", "%(n)s instalments of grants are late", n)
        way = way_to(n, first, one="grants-grant", every="grants-list")
        yield Wait(key=what, words=said % {"n": n}, icon="hand-coins", order=50, **way)
