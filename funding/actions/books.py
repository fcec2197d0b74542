"""The books as a whole: closed up to a day, proved, and kept in one currency."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community
from funding.models import Account, Books, Closing, Entry, Verification
from funding.news import tell_fault
from funding.proof import faults
from funding.queries import head
from jobs import progress
from jobs.outbox import enqueue
from tenancy.refusal import Refused, refusing
from tenancy.scope import current_community

LOCK_BOOKS = "SELECT pg_advisory_xact_lock(hashtextextended('books ' || %s::uuid, 0))"


@transaction.atomic
def close_books(through: date, *, by: Person | None = None) -> None:
    """Wait for whoever is posting, then take no entry effective on or before that day. They never open again."""
    wait_for_who_is_posting()
    if Books.objects.exclude(closed_through__gte=through).update(closed_through=through):
        Closing.objects.create(through=through, closed_by=by)


@transaction.atomic
def ask_for_proof(*, by: Person, then: str) -> UUID:
    """Have a job prove the open scope's books now; `then` is the address where its result stands. The job's id."""
    sealed = head()
    job = enqueue("funding.verify", current_community())
    progress.start(job, sealed.seq if sealed else 0, person_id=by.pk, label=_("Proof of the books"), then=then)
    return job


@transaction.atomic
def verify_books() -> Verification:
    """Prove the books of the open scope from their rows, note what was found, and tell who keeps them of a fault."""
    sealed = head()
    fault = next(faults(), None)
    found = Verification.objects.create(
        seq=sealed.seq if sealed else 0, fault=str(fault or ""), row=fault.row if fault else None
    )
    if fault:
        tell_fault(Community.objects.get(pk=current_community()), found)
    return found


def refuse_currency(community: Community, value: Any) -> None:
    """Once something is in the books they stay in their currency: what was written would mean something else."""
    if value["currency"] != community.currency and Entry.objects.exists():
        told = {"currency": community.currency}
        raise Refused(
            _("There are entries in the books, in %(currency)s; their currency can’t change any more.") % told
        )


@transaction.atomic
def follow_currency(community: Community, value: Any) -> None:
    """Empty books take up another currency: their accounts hold it from now on."""
    if value["currency"] == community.currency:
        return
    wait_for_who_is_posting()
    refuse_currency(community, value)
    taken = _("A fund has an account on the same line in that currency already.")
    with refusing({"one_account_a_line": taken}):
        Account.objects.filter(currency=community.currency).update(currency=value["currency"])


def wait_for_who_is_posting() -> None:
    """Until this transaction ends nobody else posts."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '5s'")
        cursor.execute(LOCK_BOOKS, [current_community()])
        cursor.execute("SET LOCAL lock_timeout = 0")
