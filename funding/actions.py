"""What may be done to the books."""

from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from funding.models import Books, Entry, Transfer
from funding.posting import Move, Posting, post
from tenancy.refusal import Refused
from tenancy.scope import current_community

LOCK_BOOKS = "SELECT pg_advisory_xact_lock(hashtextextended('books ' || %s::uuid, 0))"


@transaction.atomic
def reverse_entry(entry: Entry, *, id: UUID, on: date, memo: str = "", actor: UUID | None = None) -> list[UUID]:
    """Undo an entry, once. What it posted goes back, what it held is freed."""
    moves = _inverse(entry)
    return post(
        Posting(id=id, effective_on=on, kind=Entry.Kind.REVERSAL, moves=moves, memo=memo, reverses=entry.pk),
        actor=actor,
    )


@transaction.atomic
def capture_hold(hold: Entry, *, id: UUID, on: date, memo: str = "", actor: UUID | None = None) -> list[UUID]:
    """End a hold, once, by moving what it reserved."""
    back = _inverse(hold)
    paid = tuple(Move(m.debit, m.credit, m.amount) for m in back if m.state == Transfer.State.FREED)
    if not paid:
        raise Refused(_("Only a hold can be captured."))
    return post(
        Posting(id=id, effective_on=on, kind=Entry.Kind.CAPTURE, moves=back + paid, memo=memo, reverses=hold.pk),
        actor=actor,
    )


@transaction.atomic
def close_books(through: date) -> None:
    """Wait for whoever is posting, then take no entry effective on or before that day."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '5s'")
        cursor.execute(LOCK_BOOKS, [current_community()])
        cursor.execute("SET LOCAL lock_timeout = 0")
    Books.objects.exclude(closed_through__gte=through).update(closed_through=through)


def _inverse(entry: Entry) -> tuple[Move, ...]:
    back = {"held": Transfer.State.FREED, "freed": Transfer.State.HELD}
    return tuple(
        Move(t.debit, t.credit, t.amount, back[t.state]) if t.state in back else Move(t.credit, t.debit, t.amount)
        for t in entry.transfers.select_related("debit", "credit").order_by("line")
    )
