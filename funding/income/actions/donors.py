"""Keep who gives."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from funding.income.models import Donor
from funding.posting import REASONS
from tenancy.refusal import Refused, refusing


@transaction.atomic
def keep_donor(*, id: UUID, **about: Any) -> Donor:
    """`about`: name, person, email, address, tax_number, may_be_named, wants_reminders, note."""
    with refusing(_taken()):
        donor, is_new = Donor.objects.get_or_create(pk=id, defaults=about)
    if not is_new and any(getattr(donor, field) != value for field, value in about.items()):
        raise Refused(str(REASONS["same_request"]))
    return donor


@transaction.atomic
def change_donor(donor: Donor, **about: Any) -> Donor:
    """What is in the books and on receipts stays as it was written."""
    for field, value in about.items():
        setattr(donor, field, value)
    with refusing(_taken()):
        donor.save()
    return donor


def _taken() -> dict[str, str]:
    return {"one_donor_a_person": _("This member is a donor already.")}
