"""Who owes what, who gives and what was given, as tables to take away: of a lowered fee the sum charged, as of any."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communities.models import Community
from files.exports import Asked, register_export
from funding.income.forms.giving import DonorFilter
from funding.income.models import Charge, ChargeRun, Donor
from funding.income.owed import open_charges
from funding.income.queries import donors, gifts_told
from tenancy.scope import current_community
from web.amounts import as_decimal, write_day
from web.exports import Table


def register() -> None:
    register_export("income.open_charges", permission="funding.see_charges", table=open_charges_table)
    register_export("income.donations", permission="funding.see_donors", table=donations_table)
    register_export("income.donors", permission="funding.see_donors", table=donors_table)


def open_charges_table(asked: Asked) -> Table | None:
    """Of every fee, or of the one charged whose id is `asked["run"]`."""
    found, of, told = open_charges(), _community(), ""
    if "run" in asked:
        run = _run(asked["run"])
        if run is None:
            return None
        found, of = found.filter(run=run), run.title
        told = _("due on %(day)s") % {"day": write_day(run.due_on)}
    heading = [_("Name"), _("Fee"), _("Due on"), _("Charged"), _("Paid"), _("Still open"), _("Currency"), _("Id")]
    return Table(
        name="open-charges.csv", heading=heading, lines=_charge_lines(found), count=found.count(), paper=range(7),
        title=_("Open charges: %(of)s") % {"of": of}, told=told,
    )  # fmt: skip


def donations_table(_asked: Asked) -> Table:
    """Each with the number of the receipt that holds, and whether it was taken back."""
    heading = [_("Date"), _("Donor"), _("Fund"), _("Amount"), _("Currency"), _("Receipt"), _("State"), _("Id")]
    found = gifts_told()
    return Table(
        name="donations.csv", heading=heading, lines=_gift_lines(found), count=found.count(), paper=range(7),
        title=_("Donations: %(community)s") % {"community": _community()},
    )  # fmt: skip


def donors_table(asked: Asked) -> Table:
    """`asked` is the query of the page of donations."""
    heading = [
        _("Name"), _("E-mail"), _("Address"), _("Tax number"), _("Pledges under way"), _("May be named in the books"),
        _("Wishes to be reminded"), _("Note"), _("Id"),
    ]  # fmt: skip
    found = donors(DonorFilter(asked).chosen()["q"])
    return Table(
        name="donors.csv", heading=heading, lines=_donor_lines(found), count=found.count(), paper=range(5),
        title=_("Donors: %(community)s") % {"community": _community()},
    )  # fmt: skip


def _community() -> str:
    return Community.objects.get(pk=current_community()).name


def _run(key: Any) -> ChargeRun | None:
    try:
        return ChargeRun.objects.filter(pk=UUID(str(key))).first()
    except ValueError:
        return None


def _charge_lines(found: QuerySet[Charge]) -> Iterator[list[Any]]:
    for one in found.iterator(chunk_size=1000):
        sums = [as_decimal(amount, one.currency) for amount in (one.amount, one.paid, one.open)]
        yield [one.display_name, one.title, one.due_on, *sums, one.currency, str(one.pk)]


def _gift_lines(found: QuerySet[Any]) -> Iterator[list[Any]]:
    for one in found.iterator(chunk_size=1000):
        receipt = f"{one.receipt_year}-{one.receipt_number:04d}" if one.receipt_number else ""
        state = _("Taken back") if one.taken_back_on else _("Reversed in the books") if one.reversed else ""
        amount = as_decimal(one.amount, one.currency)
        yield [one.on, one.donor.name, one.fund_name, amount, one.currency, receipt, state, str(one.pk)]


def _donor_lines(found: QuerySet[Donor]) -> Iterator[list[Any]]:
    said = {True: _("Yes"), False: _("No")}
    for one in found.iterator(chunk_size=1000):
        known: Any = one
        agreed = [said[one.may_be_named], said[one.wants_reminders]]
        yield [
            one.name, one.email, one.address, one.tax_number, known.under_way, *agreed, one.note, str(one.pk),
        ]  # fmt: skip
