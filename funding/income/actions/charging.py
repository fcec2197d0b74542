"""Fees: what they are, charged for a whole period at once, and put right.

The books say the sum of each period's charges, and nothing of anybody: when a charge changes, the period's entry is
reversed and posted anew, whatever the reason was."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community
from communities.roles import ROLES
from funding.actions import post_entry
from funding.income.fees import less_for, lowered, periods_of, who_owes
from funding.income.models import Charge, ChargeRun, FeeKind, ForWhom, Reduction
from funding.models import Entry
from funding.posting import FORMS, REASONS, Move, Posting, inverse
from funding.usual import usual_account
from jobs.outbox import enqueue
from tenancy.keys import uuid7
from tenancy.refusal import Refused, refusing
from tenancy.scope import current_community

OUT_OF_RANGE = FORMS["22003"]
TURN = "SELECT pg_advisory_xact_lock(hashtextextended('fees ' || %s::uuid, 0))"


def take_turn() -> None:
    """Whoever charges, lowers, pays or takes back fees comes one after the other in a community: none waits for another
    in a circle, and nobody is charged in full while somebody grants them less."""
    with connection.cursor() as cursor:
        cursor.execute(TURN, [current_community()])


@transaction.atomic
def keep_fee_kind(*, id: UUID, **about: Any) -> FeeKind:
    """`about`: title, amount, currency, per, for_whom, role or offering, fund (without restrictions)."""
    if about["fund"].is_restricted:
        raise Refused(_("A fee goes into a fund without restrictions."))
    if about["for_whom"] != ForWhom.ROLE:
        about["role"] = ""
    elif about["role"] not in ROLES:
        raise Refused(_("Say for which role, or for which offering."))
    if about["for_whom"] != ForWhom.OFFERING:
        about["offering"] = None
    reasons = {
        "one_fee_a_title": _("There is a fee of this title."),
        "a_fee_says_for_whom": _("Say for which role, or for which offering."),
        "fee_is_positive": REASONS["amount_is_positive"],
        "out of range": OUT_OF_RANGE,
    }
    with refusing(reasons):
        kind, is_new = FeeKind.objects.get_or_create(pk=id, defaults=about)
    if not is_new and any(getattr(kind, field) != value for field, value in about.items()):
        raise Refused(str(REASONS["same_request"]))
    return kind


@transaction.atomic
def retire_fee_kind(kind: FeeKind) -> FeeKind:
    """It is charged no more; what was charged stays."""
    kind.is_retired = True
    kind.save(update_fields=["is_retired"])
    return kind


@transaction.atomic
def charge_fee(kind: FeeKind, *, period: str, due_on: date, by: Person) -> ChargeRun:
    """Everyone it is for, once; asked for again, only those who came meanwhile. The first run says when it is due."""
    if kind.is_retired:
        raise Refused(_("This fee is charged no more."))
    take_turn()
    here = Community.objects.get(pk=current_community())
    known = {one.key: one for one in periods_of(kind, here)}
    if period not in known:
        raise Refused(_("There is no such period."))
    title = f"{kind.title}, {known[period].name}".rstrip(", ")
    ChargeRun.objects.bulk_create(
        [ChargeRun(kind=kind, period=period, title=title, due_on=due_on)], ignore_conflicts=True
    )
    run: ChargeRun = ChargeRun.objects.select_for_update().get(kind=kind, period=period)
    made = _charged(run, kind)
    restate(run, by=by)
    if made:
        enqueue("income.tell_charged", here.pk, run.pk)
    return run


@transaction.atomic
def change_charge(charge: Charge, *, amount: int, by: Person) -> Charge:
    """Somebody left, or was charged wrongly: to any amount down to what was paid; 0 takes it back."""
    take_turn()
    run = ChargeRun.objects.select_for_update().get(pk=charge.run_id)
    charge = Charge.objects.select_for_update().get(pk=charge.pk)
    if amount < charge.paid:
        raise Refused(_("More than that was paid already."))
    Reduction.objects.filter(charge=charge).delete()
    charge.amount = amount
    with refusing({"out of range": OUT_OF_RANGE}):
        charge.save(update_fields=["amount"])
    restate(run, by=by)
    return charge


def restate(run: ChargeRun, *, by: Person | None) -> None:
    """Make the books say what its charges add up to now; whoever calls holds the run's lock."""
    total = Charge.objects.filter(run=run).aggregate(sum=Sum("amount"))["sum"] or 0
    if total == run.total:
        return
    kind, today, postings = run.kind, timezone.localdate(), []
    if run.entry and not Entry.objects.filter(reverses=run.entry).exists():
        postings.append(
            Posting(
                id=uuid7(), effective_on=today, kind=Entry.Kind.REVERSAL, moves=inverse(run.entry), memo=run.title,
                reverses=run.entry_id,
            )
        )  # fmt: skip
    run.total, run.entry_id = total, None
    if total:
        run.entry_id = uuid7()
        owed, fees = (usual_account(usual, fund=kind.fund, currency=kind.currency) for usual in ("receivable", "fees"))
        moves = (Move(owed, fees, total),)
        postings.append(Posting(id=run.entry_id, effective_on=today, kind=Entry.Kind.FEE, moves=moves, memo=run.title))
    post_entry(*postings, by=by)
    run.save(update_fields=["total", "entry"])


def _charged(run: ChargeRun, kind: FeeKind) -> list[Charge]:
    """Those who are not yet; as many statements for five hundred as for one."""
    known = set(Charge.objects.filter(run=run).values_list("person", flat=True))
    people = {person: name for person, name in who_owes(kind).items() if person not in known}
    less = less_for(people, due_on=run.due_on)

    def owed(person: UUID) -> int:
        return lowered(kind.amount, less[person].percent) if person in less else kind.amount

    about = {"run": run, "title": run.title, "due_on": run.due_on, "currency": kind.currency}
    rows = [
        Charge(person_id=one, display_name=name, amount=owed(one), **about)
        for one, name in sorted(people.items(), key=lambda item: item[1])
    ]
    Charge.objects.bulk_create(rows)
    Reduction.objects.bulk_create(_reductions(rows, kind, less))
    return rows


def _reductions(rows: Iterable[Charge], kind: FeeKind, less: Any) -> list[Reduction]:
    return [
        Reduction(charge=one, request_id=less[one.person_id].request, full=kind.amount, amount=one.amount)
        for one in rows
        if one.person_id in less and one.amount < kind.amount
    ]
