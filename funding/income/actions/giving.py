"""Record what was given: one entry in the books, which names nobody who did not agree to it."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from funding.actions import record_donation, reverse_entry
from funding.income.models import Donor, Gift, Pledge
from funding.income.queries import pauses_of, standing
from funding.income.schedule import expected_days
from funding.models import Entry, Fund
from funding.posting import REASONS
from tenancy.refusal import Refused


@transaction.atomic
def record_gift(
    donor: Donor, *, amount: int, currency: str, fund: Fund, on: date, id: UUID, pledge: Pledge | None = None,
    due_on: date | None = None, memo: str = "", by: Person | None = None,
) -> Gift:  # fmt: skip
    """`due_on`: the day on which the pledge expected it; what came for that day once does not come again.

    Members read `memo` in the books; the donor's name stands there only if they agreed."""
    donor = Donor.objects.select_for_update().get(pk=donor.pk)  # their gifts come one after the other
    if fund.person_id:
        raise Refused(_("A learner’s own fund takes no donations from here."))
    known: Gift | None = Gift.objects.filter(entry=id).first()
    if known:
        return _the_same(known, donor=donor, pledge=pledge, due_on=due_on, amount=amount, currency=currency, on=on)
    if pledge is not None:
        _refuse_unexpected(pledge, donor, due_on)
    record_donation(
        fund=fund, amount=amount, currency=currency, on=on, id=id, memo=memo, by=by,
        from_whom=donor.name if donor.may_be_named else "",
    )  # fmt: skip
    about = {"amount": amount, "currency": currency, "on": on, "due_on": due_on}
    made: Gift = Gift.objects.create(donor=donor, pledge=pledge, entry_id=id, **about)
    return made


@transaction.atomic
def take_back_gift(gift: Gift, *, id: UUID, on: date, memo: str = "", by: Person | None = None) -> Gift:
    """It was entered by mistake: its entry is reversed, and what was expected is expected again."""
    Donor.objects.select_for_update().get(pk=gift.donor_id)
    gift = Gift.objects.select_related("entry").get(pk=gift.pk)
    if gift.taken_back_on:
        return gift
    if not standing().filter(pk=gift.pk).exists():
        raise Refused(_("Its entry was reversed already."))
    reverse_entry(gift.entry, id=id, on=on, memo=memo, by=by)
    return _taken_back(gift, on)


def _the_same(known: Gift, **asked: object) -> Gift:
    if any(getattr(known, field) != value for field, value in asked.items()):
        raise Refused(str(REASONS["same_request"]))
    return known


def _refuse_unexpected(pledge: Pledge, donor: Donor, due_on: date | None) -> None:
    if pledge.donor_id != donor.pk:
        raise Refused(_("This pledge is somebody else’s."))
    if due_on is None:
        return
    if due_on not in expected_days(pledge, until=due_on, pauses=pauses_of(pledge)):
        raise Refused(_("Nothing was expected on that day."))
    for earlier in Gift.objects.filter(pledge=pledge, due_on=due_on, taken_back_on__isnull=True):
        reversal = Entry.objects.filter(reverses=earlier.entry_id).first()
        if reversal is None:
            raise Refused(_("What was expected for that day has come already."))
        _taken_back(earlier, reversal.effective_on)


def _taken_back(gift: Gift, on: date) -> Gift:
    gift.taken_back_on = on
    gift.save(update_fields=["taken_back_on"])
    return gift
