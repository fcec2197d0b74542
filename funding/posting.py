"""The one way into the books. Each refusal comes from the database."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, DataError, IntegrityError, connection, connections
from django.utils.translation import gettext_lazy as _

from funding.models import Account, Entry, Transfer
from jobs.models import Job
from jobs.outbox import enqueue
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import current_community

REASONS = {  # by the constraint's name
    "amount_is_positive": _("An amount is more than zero."),
    "two_accounts": _("A transfer needs two accounts."),
    "tenant_debit_id": _("The debited account holds another fund or currency, or is not of this community."),
    "tenant_credit_id": _("The credited account holds another fund or currency, or is not of this community."),
    "tenant_reverses_id": _("There is no such entry to reverse."),
    "reversed_once": _("This entry was reversed already."),
    "not_below_floor": _("An account would fall below its floor."),
    "not_above_ceiling": _("An account would rise above its ceiling."),
    "period_is_open": _("The books are closed for that day."),
    "same_request": _("This was recorded already under the same id, with other details."),
    "one_transfer_a_line": _("One entry came twice."),
}
FORMS = {  # by the kind of error, where no constraint is violated (SQLSTATE)
    "22001": _("A text is too long."),
    "22003": _("An amount is out of range."),
    "22P02": _("An amount is a whole number of minor units."),
    "22P05": _("A text holds a character that cannot be stored."),
}
POST = "SELECT post_entries(%s, %s::jsonb, %s::jsonb)"
POST_AT_ONCE = "SELECT post_entries_at_once(%s, %s, %s)"


class Move(NamedTuple):
    debit: Account
    credit: Account
    amount: int  # minor units
    state: str = Transfer.State.POSTED


@dataclass(frozen=True, kw_only=True)
class Posting:
    """An entry to be; its id is the idempotency key."""

    id: UUID
    effective_on: date
    kind: str
    moves: tuple[Move, ...]
    memo: str = ""
    source: str = ""
    reverses: UUID | None = None


def post(*postings: Posting, actor: UUID | None = None) -> list[UUID]:
    """Post those not posted yet, all or none, in the open scope; return the ids of the new ones.

    A refusal costs the transaction, unless the call stands in a savepoint. Call it once a transaction: accounts with
    limits are locked in order within one call only."""
    community = current_community()
    with _refusals(), connection.cursor() as cursor:
        cursor.execute(POST, [community, *_as_rows(postings, actor)])
        fresh = list(cursor.fetchone()[0])
    if fresh:
        ask_for_seal()
    return fresh


def post_at_once(community: UUID, *postings: Posting, actor: UUID | None = None) -> list[UUID]:
    """The same as a transaction of its own, in one round trip, with its scope. Not on Citus, nor inside a transaction.

    The minute's sweep seals what comes this way."""
    link: Any = connections[DEFAULT_DB_ALIAS]
    if link.in_atomic_block:
        raise RuntimeError("Use post() inside a transaction.")
    with _refusals():
        return list(link.answer(POST_AT_ONCE, [community, *_as_rows(postings, actor)])[0])


def inverse(entry: Entry) -> tuple[Move, ...]:
    """What takes an entry back, line by line: the posted moves back, the held is freed."""
    back = {"held": Transfer.State.FREED, "freed": Transfer.State.HELD}
    return tuple(
        Move(t.debit, t.credit, t.amount, back[t.state]) if t.state in back else Move(t.credit, t.debit, t.amount)
        for t in entry.transfers.select_related("debit", "credit").order_by("line")
    )


def ask_for_seal() -> None:
    """One waiting job is enough; the minute's sweep finds what comes between a job's last look and its end."""
    community = current_community()
    if not Job.objects.filter(task="funding.seal", args=[community]).exists():
        enqueue("funding.seal", community)


def _as_rows(postings: Iterable[Posting], actor: UUID | None) -> tuple[str, str]:
    """The rows as JSON, named as the tables' columns, in order of entry."""
    entries, transfers = [], []
    for p in sorted(postings, key=attrgetter("id")):
        if not p.moves:
            raise Refused(str(_("An entry needs a transfer.")))
        entry, lines = _request(p, actor), [_line(line, move) for line, move in enumerate(p.moves)]
        digest = sha256("".join([entry, *lines]).encode()).hexdigest()
        entries.append(f'{entry[:-1]}, "request_hash": "\\\\x{digest}"}}')
        transfers += [f'{line[:-1]}, "id": "{uuid7()}", "entry_id": "{p.id}"}}' for line in lines]
    return f"[{', '.join(entries)}]", f"[{', '.join(transfers)}]"


def _request(p: Posting, actor: UUID | None) -> str:
    return json.dumps({
        "id": str(p.id),
        "effective_on": str(p.effective_on),
        "kind": str(p.kind),
        "memo": p.memo,
        "source": p.source,
        "reverses_id": p.reverses and str(p.reverses),
        "actor_id": actor and str(actor),
    })  # fmt: skip


def _line(line: int, move: Move) -> str:
    return json.dumps({
        "line": line,
        "debit_id": str(move.debit.pk),
        "credit_id": str(move.credit.pk),
        "amount": move.amount,
        "fund_id": str(move.debit.fund_id),
        "currency": move.debit.currency,
        "state": str(move.state),
    })  # fmt: skip


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except (IntegrityError, DataError) as error:
        if reason := _reason(error):
            raise Refused(reason) from error
        raise


def _reason(error: Exception) -> str:
    """Citus names the constraint in the message alone, with a shard's number."""
    diagnosis: Any = getattr(error.__cause__, "diag", None)
    named = f"{diagnosis.constraint_name} {diagnosis.message_primary}"
    return str(next((why for key, why in REASONS.items() if key in named), FORMS.get(diagnosis.sqlstate, "")))
