"""What waits of budgets: lines of those in force that are used up, or soon will be."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import ngettext

from communities.access import Access
from funding.waiting import Wait
from learners.guardianship import Family
from tenancy.statements import ask

ALERTS = """
    SELECT count(DISTINCT l.id), (array_agg(b.id ORDER BY b.starts, b.id))[1], count(DISTINCT b.id)
    FROM budgets_budget b
    JOIN budgets_adoption a ON a.community_id = %(here)s AND a.budget_id = b.id
    JOIN budgets_versionline l ON l.community_id = %(here)s AND l.version_id = a.version_id
    JOIN budgets_alert s ON s.community_id = %(here)s AND s.line_id = l.id
    WHERE b.community_id = %(here)s AND %(today)s BETWEEN b.starts AND b.ends AND NOT EXISTS (
        SELECT FROM budgets_adoption r WHERE r.community_id = %(here)s AND r.replaces_id = a.version_id)
"""


def lines_used_up(access: Access, _family: Family) -> Iterable[Wait]:
    """To who prepares budgets, and so may propose another version."""
    if not access.can("funding.prepare_budget"):
        return
    [(n, first, budgets)] = ask(ALERTS, today=timezone.localdate())
    said = ngettext(
        "%(n)s line of a budget is used up, or soon will be", "%(n)s lines of budgets are used up, or soon will be", n
    )
    way = {"url_name": "budgets-budget", "args": (first,)} if budgets == 1 else {"url_name": "budgets-list"}
    yield Wait(key="budgets", count=n, words=said % {"n": n}, icon="scale", order=70, **way)
