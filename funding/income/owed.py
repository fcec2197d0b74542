"""Fees as they are listed, and requests to pay less."""

from uuid import UUID

from django.db.models import Case, F, Prefetch, QuerySet, Sum, Value, When

from communities.models import Community, Membership
from funding.income.models import Charge, ChargeRun, FeeKind, HardshipRequest, HardshipState, Payment
from funding.models import Entry


def fee_kinds() -> QuerySet[FeeKind]:
    """Those in use first, by title."""
    return FeeKind.objects.select_related("offering", "fund").order_by("is_retired", "title", "id")


def runs() -> QuerySet[ChargeRun]:
    """The latest first, with what came of each in all."""
    found = ChargeRun.objects.select_related("kind").annotate(came=Sum("charges__paid"))
    return found.order_by("-due_on", "-id")


def charges_of(run: ChargeRun) -> QuerySet[Charge]:
    return Charge.objects.filter(run=run).order_by("display_name", "id")


def open_charges() -> QuerySet[Charge]:
    """Of every fee, by name: what each still owes."""
    return Charge.objects.filter(amount__gt=F("paid")).order_by("display_name", "person", "due_on", "id")


def payments_of(entry: Entry) -> QuerySet[Payment]:
    return Payment.objects.filter(entry=entry).select_related("charge").order_by("charge__display_name", "id")


def own_charges() -> QuerySet[Charge]:
    """In a learner's scope: everywhere, what is due last first, each with what was paid of it."""
    paid = Prefetch("payments", Payment.objects.filter(taken_back=False).order_by("on", "id"))
    return Charge.objects.select_related("community").prefetch_related(paid).order_by("-due_on", "-id")


def learning_at() -> list[Community]:
    """In a learner's scope: where they are a learner now."""
    live = Membership.objects.filter(until__isnull=True, roles__contains=["learner"])
    return [one.community for one in live.select_related("community").order_by("community__name")]


def requests() -> QuerySet[HardshipRequest]:
    """Of the community, those that wait first; or, in a person's scope, those they asked themself."""
    waiting = When(state__in=[HardshipState.WAITING, HardshipState.AGREED], then=Value(0))
    rank = Case(waiting, default=Value(1))
    return HardshipRequest.objects.select_related("community").order_by(rank, "-asked_at", "-id")


def asked_for(learner: UUID) -> QuerySet[HardshipRequest]:
    """In the scope of the one who asked."""
    return requests().filter(learner=learner)
