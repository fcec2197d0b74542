"""What waits of donations: gifts that were promised and have not come, and gifts without a receipt."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from funding.income.models import Pledge
from funding.income.queries import BACK, GRACE
from funding.income.schedule import Pause, expected_days
from tenancy.statements import ask

AHEAD = timedelta(days=7)
WAITING = """
    WITH gift AS NOT MATERIALIZED (
        SELECT * FROM income_gift g WHERE g.community_id = %(here)s AND g.taken_back_on IS NULL AND NOT EXISTS (
            SELECT FROM funding_entry r WHERE r.community_id = %(here)s AND r.reverses_id = g.entry_id)
    ), bare AS (
        SELECT count(*) AS gifts FROM gift g WHERE NOT EXISTS (
            SELECT FROM income_receiptgift l WHERE l.community_id = %(here)s AND l.gift_id = g.id AND NOT EXISTS (
                SELECT FROM income_receipt c WHERE c.community_id = %(here)s AND c.cancels_id = l.receipt_id))
    )
    SELECT bare.gifts, p.id, d.name, p.donor_id, p.amount, p.currency, p.every, p.starts, p.ends,
        ARRAY(SELECT g.due_on FROM gift g WHERE g.pledge_id = p.id AND g.due_on IS NOT NULL),
        ARRAY(SELECT s.since FROM income_pledgepause s
            WHERE s.community_id = %(here)s AND s.pledge_id = p.id ORDER BY s.id),
        ARRAY(SELECT s.until FROM income_pledgepause s
            WHERE s.community_id = %(here)s AND s.pledge_id = p.id ORDER BY s.id)
    FROM bare
    LEFT JOIN income_pledge p ON p.community_id = %(here)s AND p.state = 'active'
    LEFT JOIN income_donor d ON d.community_id = %(here)s AND d.id = p.donor_id
"""


@dataclass(frozen=True, kw_only=True)
class Due:
    pledge: UUID
    donor: UUID
    name: str
    amount: int  # minor units
    currency: str
    on: date
    is_missed: bool


def what_waits(today: date) -> tuple[list[Due], int]:
    """What should have come by a week from now and has not, the longest missed first; and gifts without a receipt."""
    rows, found = ask(WAITING), []
    for _bare, key, name, donor, amount, currency, every, starts, ends, came, since, until in rows:
        if key is None:
            continue
        pledge = Pledge(every=every, starts=starts, ends=ends)
        pauses = [Pause(*pair) for pair in zip(since, until, strict=True)]
        for day in expected_days(pledge, until=today + AHEAD, pauses=pauses):
            if day >= today - BACK and day not in came:
                about = {"pledge": key, "donor": donor, "name": name, "amount": int(amount), "currency": currency}
                found.append(Due(**about, on=day, is_missed=day + GRACE < today))
    return sorted(found, key=lambda one: (one.on, one.name, one.pledge)), int(rows[0][0])
