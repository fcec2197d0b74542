"""What moved on each account up to the end of any day, without reading every transfer."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from tenancy.statements import ask

# Sealed months before the bound, the unsealed tail before it, and the days between the bound and the day asked for
# (added where the bound is before it, taken off where it is after it); of one snapshot, so that nothing counts twice.
# Days between are few, which the planner cannot know: OFFSET 0 has it find their transfers by entry, not read all.
SUMS = """
    WITH asked AS MATERIALIZED (
        SELECT * FROM unnest(
            %(numbers)s::int[], %(bounds)s::date[], %(firsts)s::date[], %(lasts)s::date[], %(signs)s::int[]
        ) AS asked (number, bound, first, last, sign))
    SELECT number, account, sum(debits), sum(credits) FROM (
        SELECT a.number, m.account, m.debits, m.credits
        FROM asked a JOIN funding_monthtotal m ON m.community_id = %(here)s AND m.month < a.bound {of_months}
        UNION ALL
        SELECT a.number, f.account_id, greatest(f.balance, 0), greatest(-f.balance, 0)
        FROM funding_unsealed u
        JOIN funding_entry e ON (e.community_id, e.id) = (u.community_id, u.id)
        JOIN funding_effect f ON (f.community_id, f.entry_id) = (u.community_id, u.id) {of_effects}
        JOIN asked a ON e.effective_on < a.bound
        WHERE u.community_id = %(here)s AND e.community_id = %(here)s AND f.community_id = %(here)s
        UNION ALL
        SELECT a.number, f.account_id, a.sign * greatest(f.balance, 0), a.sign * greatest(-f.balance, 0)
        FROM asked a
        JOIN funding_entry e ON e.community_id = %(here)s AND e.effective_on BETWEEN a.first AND a.last
        CROSS JOIN LATERAL (
            SELECT f.account_id, f.balance FROM funding_effect f
            WHERE f.community_id = %(here)s AND f.entry_id = e.id {of_effects} OFFSET 0) f) parts
    GROUP BY number, account
"""
ALL = SUMS.format(of_months="", of_effects="")
ONE = SUMS.format(of_months="AND m.account = %(account)s", of_effects="AND f.account_id = %(account)s")
MIDDLE = 15  # of a month: nearer to its end it is quicker to take off what comes after


class Sums(NamedTuple):
    """Minor units."""

    debits: int
    credits: int

    @property
    def balance(self) -> int:
        return self.debits - self.credits


NONE = Sums(0, 0)


class Reach(NamedTuple):
    """How the sums up to a day are put together: whole months before `bound`, and single days."""

    bound: date
    first: date
    last: date
    sign: int


def sums_through(days: Iterable[date], *, account: UUID | None = None) -> list[dict[UUID, Sums]]:
    """For each day what every account moved up to its end; posted money alone, by the day entries take effect."""
    asked = reaches(days)
    rows = ask(ONE, account=account, **asked) if account else ask(ALL, **asked)
    found: dict[int, dict[UUID, Sums]] = defaultdict(dict)
    for number, key, debits, credits in rows:
        found[number][key] = Sums(int(debits), int(credits))
    return [found[number] for number in asked["numbers"]]


def reaches(days: Iterable[date]) -> dict[str, list[Any]]:
    """What the statements above are asked with."""
    found = [_reach(day) for day in days]
    names = ("bounds", "firsts", "lasts", "signs")
    asked: dict[str, list[Any]] = {name: [reach[part] for reach in found] for part, name in enumerate(names)}
    return asked | {"numbers": list(range(len(found)))}


def _reach(day: date) -> Reach:
    start = day.replace(day=1)
    after = (start + timedelta(days=31)).replace(day=1)
    if day.day > MIDDLE or day >= timezone.localdate():
        return Reach(after, day + timedelta(days=1), after - timedelta(days=1), -1)
    return Reach(start, start, day, 1)
