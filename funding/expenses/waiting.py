"""What waits of requests for money: others' for an answer, a payment or a word, and what is one's own to go on with."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import ngettext

from communities.access import Access
from funding.expenses.rules import APPROVE, ASK, PAY
from funding.waiting import Wait, way_to
from learners.guardianship import Family
from tenancy.statements import ask

# An expense of somebody's that waits for a second person is looked for on the accounts that hold anything now.
WAITING = """
    WITH request AS (
        SELECT r.*, f.person_id AS learner, EXISTS (
            SELECT FROM expenses_step s WHERE s.community_id = %(here)s AND s.request_id = r.id
            AND s.by_id = %(me)s AND s.what = 'approved') AS answered, EXISTS (
            SELECT FROM expenses_step s WHERE s.community_id = %(here)s AND s.request_id = r.id
            AND s.what = 'word') AS agreed
        FROM expenses_request r JOIN funding_fund f ON f.community_id = %(here)s AND f.id = r.fund_id
        WHERE r.community_id = %(here)s AND (r.state IN ('asked', 'approved')
            OR (r.person_id = %(me)s AND (r.state = 'draft' OR r.left > 0)))
    ), holding AS (
        SELECT id FROM funding_balance WHERE community_id = %(here)s AND held_in <> 0
        UNION SELECT e.account_id FROM funding_unsealed u
        JOIN funding_effect e ON (e.community_id, e.entry_id) = (u.community_id, u.id)
        WHERE u.community_id = %(here)s AND e.held_in <> 0
    )
    SELECT what, count(*), (array_agg(id ORDER BY since, id))[1] FROM (
        SELECT 'approve' AS what, id, asked_at AS since FROM request
            WHERE %(approves)s AND state = 'asked' AND NOT answered AND person_id <> ALL(%(close)s)
            AND (learner IS NULL OR agreed)
        UNION ALL SELECT 'pay', id, asked_at FROM request
            WHERE %(pays)s AND state = 'approved' AND person_id <> ALL(%(close)s)
        UNION ALL SELECT 'agree', id, asked_at FROM request
            WHERE state = 'asked' AND NOT agreed AND learner = ANY(%(family)s)
        UNION ALL SELECT 'draft', id, made_at FROM request WHERE %(asks)s AND state = 'draft'
        UNION ALL SELECT 'account', id, asked_at FROM request
            WHERE %(asks)s AND state = 'paid' AND person_id = %(me)s
        UNION ALL SELECT 'confirm', e.id, e.recorded_at FROM funding_entry e
            WHERE %(pays)s AND e.community_id = %(here)s AND e.kind = 'expense' AND e.actor_id <> %(me)s
            AND e.id IN (SELECT t.entry_id FROM holding h
                JOIN funding_account a ON a.community_id = %(here)s AND a.id = h.id AND a.kind = 'expense'
                JOIN funding_transfer t ON t.community_id = %(here)s AND t.debit_id = a.id AND t.state = 'held')
            AND NOT EXISTS (SELECT FROM funding_entry b WHERE b.community_id = %(here)s AND b.reverses_id = e.id)
            AND NOT EXISTS (SELECT FROM expenses_request r WHERE r.community_id = %(here)s AND r.hold_id = e.id)
    ) waits GROUP BY what
"""


class Kind(NamedTuple):
    order: int
    icon: str
    every: str  # the page of all of them, and what it asks for
    query: str = ""
    one: str = "expenses-request"


KINDS = {
    "agree": Kind(10, "handshake", "expenses-list"),
    "approve": Kind(11, "receipt", "expenses-list", "?view=approve"),
    "pay": Kind(12, "coins", "expenses-list", "?view=pay"),
    "confirm": Kind(13, "check", "funding-entries", "?kind=expense", "funding-entry"),
    "draft": Kind(80, "pencil", "expenses-list", "?view=mine"),
    "account": Kind(40, "receipt", "expenses-list", "?view=mine"),
}


def requests_that_wait(access: Access, family: Family) -> Iterable[Wait]:
    """Nobody answers their own, nor their child's or guardian's; to those the list says nothing."""
    me = access.person
    may = {"approves": access.can(APPROVE), "pays": access.can(PAY), "asks": access.can(ASK)}
    if me is None or not any(may.values()):
        return
    mine = [me.pk, *family.children]
    for what, count, first in ask(WAITING, me=me.pk, family=mine, close=[*mine, *family.guardians], **may):
        yield _wait(what, count, first)


def _wait(what: str, count: int, first: UUID) -> Wait:
    kind = KINDS[what]
    way: dict[str, Any] = way_to(count, first, one=kind.one, every=kind.every, query=kind.query)
    return Wait(key=what, words=_words(what, count), icon=kind.icon, order=kind.order, **way)


def _words(what: str, n: int) -> str:
    said = {
        "agree": ngettext("%(n)s request waits for a learner’s word", "%(n)s requests wait for a learner’s word", n),
        "approve": ngettext("%(n)s request to approve or refuse", "%(n)s requests to approve or refuse", n),
        "pay": ngettext("%(n)s approved request to pay", "%(n)s approved requests to pay", n),
        "confirm": ngettext(
            "%(n)s expense that somebody recorded, to confirm", "%(n)s expenses that somebody recorded, to confirm", n
        ),
        "draft": ngettext("%(n)s draft of yours to hand in", "%(n)s drafts of yours to hand in", n),
        "account": ngettext("%(n)s advance of yours to account for", "%(n)s advances of yours to account for", n),
    }
    return said[what] % {"n": n}
