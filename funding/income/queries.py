"""Who gives, what is expected of whom, what came, and receipts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import TruncMonth

from funding.income.models import Donor, Gift, Pledge, PledgePause, PledgeState, Receipt, ReceiptGift
from funding.income.schedule import Pause, expected_days
from funding.models import Entry, Transfer

GRACE = timedelta(days=7)  # after which what was expected counts as missing
BACK, AHEAD = timedelta(days=400), timedelta(days=45)  # how far the pages look


class Expected(NamedTuple):
    pledge: Pledge
    due_on: date
    is_missed: bool


@dataclass(frozen=True, kw_only=True)
class MonthOfGifts:
    month: date
    currency: str
    amount: int  # minor units


def standing() -> QuerySet[Gift]:
    """Gifts that were not taken back, neither here nor by a reversal in the books."""
    reversal = Entry.objects.filter(reverses=OuterRef("entry"))
    return Gift.objects.filter(~Exists(reversal), taken_back_on__isnull=True)


def donors(text: str = "") -> QuerySet[Donor]:
    """By name; with how many pledges they have under way."""
    found = Donor.objects.filter(name__icontains=text) if text else Donor.objects.all()
    under_way = Count("pledges", filter=Q(pledges__state=PledgeState.ACTIVE))
    return found.annotate(under_way=under_way).order_by("name", "id")


def pledges(donor: Donor | None = None) -> QuerySet[Pledge]:
    """The latest first, each with its pauses."""
    found = Pledge.objects.filter(donor=donor) if donor else Pledge.objects.all()
    pauses = Prefetch("pauses", PledgePause.objects.order_by("since"))
    return found.select_related("donor", "fund").prefetch_related(pauses).order_by("-starts", "-id")


def gifts(donor: Donor | None = None) -> QuerySet[Gift]:
    """The latest first."""
    found = Gift.objects.filter(donor=donor) if donor else Gift.objects.all()
    return found.select_related("donor", "pledge").order_by("-on", "-id")


def gifts_told() -> QuerySet[Gift]:
    """The latest first, each with its fund, whether the books reversed it, and the receipt that holds."""
    cancelled = Receipt.objects.filter(cancels=OuterRef("receipt"))
    holding = ReceiptGift.objects.filter(~Exists(cancelled), gift=OuterRef("pk"))
    return gifts().annotate(
        fund_name=Subquery(Transfer.objects.filter(entry=OuterRef("entry")).order_by("line").values("fund__name")[:1]),
        reversed=Exists(Entry.objects.filter(reverses=OuterRef("entry"))),
        receipt_year=Subquery(holding.values("receipt__year")[:1]),
        receipt_number=Subquery(holding.values("receipt__number")[:1]),
    )


def expected(found: Iterable[Pledge], *, today: date) -> list[Expected]:
    """Of pledges under way: what has not come yet, the missed first, up to a month and a half ahead; one query."""
    under_way = [one for one in found if one.state == PledgeState.ACTIVE]
    came: dict[Any, set[Any]] = defaultdict(set)
    for pledge, day in standing().filter(pledge__in=under_way, due_on__isnull=False).values_list("pledge", "due_on"):
        came[pledge].add(day)
    rows = [
        Expected(one, day, day + GRACE < today)
        for one in under_way
        for day in expected_days(one, until=today + AHEAD, pauses=pauses_of(one))
        if day >= today - BACK and day not in came[one.pk]
    ]
    return sorted(rows, key=lambda row: (row.due_on, row.pledge.donor.name, row.pledge.pk))


def pauses_of(pledge: Pledge) -> list[Pause]:
    return [Pause(one.since, one.until) for one in pledge.pauses.all()]


def receipts() -> QuerySet[Receipt]:
    """The latest number first; `cancelled` says whether another cancels it."""
    cancelled = Exists(Receipt.objects.filter(cancels=OuterRef("pk")))
    found = Receipt.objects.select_related("donor", "cancels").annotate(cancelled=cancelled)
    return found.order_by("-year", "-number")


def without_receipt(donor: Donor) -> QuerySet[Gift]:
    """Gifts that stand, and that no receipt confirms that holds."""
    cancelled = Receipt.objects.filter(cancels=OuterRef("receipt"))
    holding = ReceiptGift.objects.filter(~Exists(cancelled), gift=OuterRef("pk"))
    return standing().filter(~Exists(holding), donor=donor).order_by("on", "id")


def receipts_by_gift(donor: Donor) -> dict[UUID, Receipt]:
    """Which gift the receipt that holds confirms."""
    cancelled = Receipt.objects.filter(cancels=OuterRef("receipt"))
    holding = ReceiptGift.objects.filter(~Exists(cancelled), gift__donor=donor).select_related("receipt")
    return {one.gift_id: one.receipt for one in holding}


def own_receipts() -> QuerySet[Receipt]:
    """In a donor's own scope: everywhere, the latest first."""
    cancelled = Exists(Receipt.objects.filter(cancels=OuterRef("pk")))
    return Receipt.objects.select_related("community").annotate(cancelled=cancelled).order_by("-made_on", "-id")


def by_month(*, since: date) -> list[MonthOfGifts]:
    """What was given in all, month by month: all that anyone reads of donations."""
    found = standing().filter(on__gte=since).order_by().annotate(month=TruncMonth("on"))
    rows = found.values("month", "currency").annotate(sum=Sum("amount")).order_by("-month", "currency")
    return [MonthOfGifts(month=one["month"], currency=one["currency"], amount=int(one["sum"])) for one in rows]
