"""What the books say. Balances are debits less credits, in minor units."""

from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from tenancy.scope import current_community

# Sealed part plus unsealed tail, of one snapshot.
BALANCE = """
    SELECT coalesce(sum(balance), 0), coalesce(sum(held_in), 0), coalesce(sum(held_out), 0) FROM (
        SELECT balance, held_in, held_out FROM funding_balance WHERE community_id = %s AND id = %s
        UNION ALL
        SELECT e.balance, e.held_in, e.held_out
        FROM funding_unsealed u JOIN funding_effect e ON (e.community_id, e.entry_id) = (u.community_id, u.id)
        WHERE u.community_id = %s AND e.account_id = %s) parts
"""
BALANCES = """
    SELECT id, sum(balance), sum(held_in), sum(held_out) FROM (
        SELECT id, balance, held_in, held_out FROM funding_balance WHERE community_id = %s
        UNION ALL
        SELECT e.account_id, e.balance, e.held_in, e.held_out
        FROM funding_unsealed u JOIN funding_effect e ON (e.community_id, e.entry_id) = (u.community_id, u.id)
        WHERE u.community_id = %s) parts
    GROUP BY id
"""


class Amounts(NamedTuple):
    balance: int
    held_in: int
    held_out: int


NOTHING = Amounts(0, 0, 0)


def balance_of(account: UUID) -> Amounts:
    here = current_community()
    return _amounts(_rows(BALANCE, [here, account, here, account])[0])


def balances() -> dict[UUID, Amounts]:
    """Every account that something ever moved or held, in one query."""
    here = current_community()
    return {account: _amounts(parts) for account, *parts in _rows(BALANCES, [here, here])}


def _amounts(parts: Any) -> Amounts:
    return Amounts(*map(int, parts))


def _rows(sql: str, params: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
