"""Make receipts and cancel them; numbers run without a gap in each community and year."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community
from funding.income import news
from funding.income.models import Donor, Gift, Receipt, ReceiptGift, ReceiptSeries
from funding.income.queries import without_receipt
from funding.income.wording import content_of
from funding.posting import FORMS
from tenancy.refusal import Refused, refusing
from tenancy.scope import current_community


@transaction.atomic
def make_receipt(gift: Gift, *, by: Person) -> Receipt:
    """Of one gift."""
    donor = _locked(gift.donor_id)
    found = list(without_receipt(donor).filter(pk=gift.pk))
    if not found:
        raise Refused(_("This donation has a receipt already, or was taken back."))
    return _made(donor, found, by=by)


@transaction.atomic
def make_receipt_of_year(donor: Donor, *, year: int, by: Person) -> list[Receipt]:
    """Of all that a donor gave in a year and has no receipt for; one for each currency."""
    donor = _locked(donor.pk)
    found = list(without_receipt(donor).filter(on__year=year))
    if not found:
        raise Refused(_("There is no donation of that year without a receipt."))
    currencies = dict.fromkeys(one.currency for one in found)
    return [_made(donor, [one for one in found if one.currency == this], by=by) for this in currencies]


@transaction.atomic
def cancel_receipt(receipt: Receipt, *, by: Person) -> Receipt:
    """By another receipt, with a number of its own, which says so; once. Its gifts may then have a new one."""
    donor = _locked(receipt.donor_id)
    if receipt.cancels_id:
        raise Refused(_("This one cancels another; make a new receipt instead."))
    content = {**receipt.content, "gifts": [], "paragraphs": []}
    with refusing({"cancelled_once": _("This receipt was cancelled already.")}):
        return _numbered(
            donor, amount=receipt.amount, currency=receipt.currency, content=content, cancels=receipt, by=by
        )


def _locked(pk: Any) -> Donor:
    """No two receipts of one donor at once: a gift has one that holds."""
    donor: Donor = Donor.objects.select_for_update().get(pk=pk)
    return donor


def _made(donor: Donor, gifts: Sequence[Gift], *, by: Person) -> Receipt:
    amount, currency = sum(one.amount for one in gifts), gifts[0].currency
    here = Community.objects.get(pk=current_community())
    content = content_of(here, donor, [(one.on, one.amount) for one in gifts], currency=currency)
    with refusing({"out of range": FORMS["22003"]}):
        receipt = _numbered(donor, amount=amount, currency=currency, content=content, by=by)
    ReceiptGift.objects.bulk_create(ReceiptGift(receipt=receipt, gift=one) for one in gifts)
    news.tell_receipt(receipt, here)
    return receipt


def _numbered(donor: Donor, *, by: Person, **about: Any) -> Receipt:
    """The next number is the series' until this transaction ends: a failed one leaves no gap."""
    today: date = timezone.localdate()
    ReceiptSeries.objects.bulk_create([ReceiptSeries(year=today.year)], ignore_conflicts=True)
    series = ReceiptSeries.objects.select_for_update().get(year=today.year)
    series.last += 1
    series.save(update_fields=["last"])
    receipt: Receipt = Receipt.objects.create(
        year=today.year, number=series.last, donor=donor, person_id=donor.person_id, made_on=today,
        made_by_name=str(by), **about,
    )  # fmt: skip
    return receipt
