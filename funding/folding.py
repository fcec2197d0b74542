"""Adds what is sealed to the sums kept of it: each account's balance, and what each month moved on it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

ORIGIN = date(2000, 1, 1)  # days are counted from it in what is sealed
# Every INSERT selects from the community's books: Citus then runs it where they are.
BALANCES = """
    INSERT INTO funding_balance AS b (community_id, id, balance, held_in, held_out)
    SELECT k.community_id, x.* FROM funding_books k,
        unnest(%s::uuid[], %s::numeric[], %s::numeric[], %s::numeric[]) x (id, balance, held_in, held_out)
    WHERE k.community_id = %s ORDER BY x.id
    ON CONFLICT (community_id, id) DO UPDATE SET balance = b.balance + excluded.balance,
        held_in = b.held_in + excluded.held_in, held_out = b.held_out + excluded.held_out
"""
MONTHS = """
    INSERT INTO funding_monthtotal AS m (community_id, id, account, month, debits, credits)
    SELECT k.community_id, gen_random_uuid(), x.* FROM funding_books k,
        unnest(%s::uuid[], %s::date[], %s::numeric[], %s::numeric[]) x (account, month, debits, credits)
    WHERE k.community_id = %s
    ON CONFLICT (community_id, account, month) DO UPDATE
    SET debits = m.debits + excluded.debits, credits = m.credits + excluded.credits
"""


class Folder:
    """Takes entries as they are sealed (funding/sealing.py); one row an account, and one a month of it, is written."""

    def __init__(self) -> None:
        self.balances: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])  # balance, held in, held out
        self.months: defaultdict[tuple[str, date], list[int]] = defaultdict(lambda: [0, 0])  # debits, credits

        self.days: set[date] = set()

    def take(self, effective_on: int, transfers: Iterable[list[Any]]) -> None:
        """What a transfer does to its accounts is as the view funding_effect says it, by which it is proved."""
        day = ORIGIN + timedelta(effective_on)
        month = day.replace(day=1)
        self.days.add(day)
        for _id, _line, debit, credit, _fund, _currency, amount, state, *_accounts in transfers:
            if state == "posted":
                self.balances[debit][0] += amount
                self.balances[credit][0] -= amount
                self.months[debit, month][0] += amount
                self.months[credit, month][1] += amount
            else:
                held = amount if state == "held" else -amount
                self.balances[debit][1] += held
                self.balances[credit][2] += held

    def write(self, community: UUID, cursor: Any) -> None:
        columns = zip(*([account, *sums] for account, sums in self.balances.items()), strict=True)
        cursor.execute(BALANCES, [*map(list, columns), community])
        if self.months:
            columns = zip(*([*key, *sums] for key, sums in self.months.items()), strict=True)
            cursor.execute(MONTHS, [*map(list, columns), community])
