"""An account's register of a period, by the day entries take effect, from an opening to a closing balance."""

from collections.abc import Iterator
from typing import NamedTuple

from funding.models import Account
from funding.register import AT_ONCE, AccountRegister, Line
from funding.reports.periods import Span
from funding.reports.sums import NONE, ONE, reaches, sums_through
from tenancy.statements import ask

WITHIN = """
    SELECT t.id, t.entry_id, t.{other}_id AS other_id, e.effective_on,
        CASE WHEN t.state = 'posted' THEN {sign}t.amount ELSE 0 END AS effect
    FROM funding_entry e JOIN funding_transfer t ON (t.community_id, t.entry_id) = (e.community_id, e.id)
    WHERE e.community_id = %(here)s AND e.effective_on BETWEEN %(since)s AND %(until)s
        AND t.community_id = %(here)s AND t.{side}_id = %(account)s
"""
DEBITS = WITHIN.format(side="debit", other="credit", sign="")
CREDITS = WITHIN.format(side="credit", other="debit", sign="-")
# Newest first; what came after a row is taken off the closing balance, which is of the same snapshot.
MOVES = f"""
    SELECT id, entry_id, other_id, effect,
        (SELECT coalesce(sum(s.debits) - sum(s.credits), 0) FROM ({ONE}) s (number, account, debits, credits))
            - sum(effect) OVER (ORDER BY effective_on DESC, id DESC) + effect
    FROM ({DEBITS} UNION ALL {CREDITS}) moves
    ORDER BY effective_on DESC, id DESC LIMIT %(limit)s OFFSET %(offset)s
"""  # noqa: S608 (no part of it comes from outside)
COUNT = f"SELECT count(*) FROM ({DEBITS} UNION ALL {CREDITS}) moves"  # noqa: S608 (nor of this)


class Course(NamedTuple):
    """How an account went through a period; minor units, as a reader expects to see them."""

    opening: int
    came_in: int
    went_out: int
    closing: int


class PeriodRegister(AccountRegister):
    def __init__(self, account: Account, span: Span, *, kept: bool) -> None:
        super().__init__(account, kept=kept)
        self.span = span

    def course(self) -> Course:
        start, end = (
            found.get(self.account.pk, NONE)
            for found in sums_through([self.span.eve, self.span.last], account=self.account.pk)
        )
        more, less = end.debits - start.debits, end.credits - start.credits
        if self.account.sign < 0:
            more, less = less, more
        return Course(self.account.sign * start.balance, more, less, self.account.sign * end.balance)

    def count(self) -> int:
        return int(ask(COUNT, account=self.account.pk, since=self.span.first, until=self.span.last)[0][0])

    def _lines(self, offset: int, limit: int | None) -> Iterator[Line]:
        found = ask(
            MOVES, account=self.account.pk, since=self.span.first, until=self.span.last, offset=offset, limit=limit,
            **reaches([self.span.last]),
        )  # fmt: skip
        for start in range(0, len(found), AT_ONCE):
            yield from self._told(found[start : start + AT_ONCE])
