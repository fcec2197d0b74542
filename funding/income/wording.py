"""What a receipt says: the country's words, the community's own, or none about taxes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from communities.governance.queries import value_of
from communities.models import Community
from funding.income.models import Donor
from funding.income.tax_words import words_for


def content_of(here: Community, donor: Donor, gifts: Sequence[tuple[date, int]], *, currency: str) -> dict[str, Any]:
    """As it is printed from now on, whatever changes later; amounts in minor units."""
    said = value_of("receipts")
    return {
        "community": here.name,
        "place": here.place,
        "registration": said["registration"],
        "signed_by": said["signed_by"],
        "name": donor.name,
        "address": donor.address,
        "tax_number": donor.tax_number,
        "gifts": [{"on": on.isoformat(), "amount": amount} for on, amount in gifts],
        **_words(here, donor, said, amount=sum(amount for _on, amount in gifts), currency=currency),
    }


def _words(here: Community, donor: Donor, said: Any, *, amount: int, currency: str) -> dict[str, Any]:
    language = here.languages[0] if here.languages else "en"
    known = words_for(here.country, amount=amount, currency=currency) if said["registration"] else None
    with override(language):
        plain = {"language": language, "title": said["title"] or _("Receipt for a donation"), "source": "", "signs": ""}
        if said["words"]:
            return {**plain, "paragraphs": [one.strip() for one in said["words"].split("\n\n") if one.strip()]}
        if known is None:
            none = _("This receipt confirms what was given. It makes no statement for tax purposes.")
            return {**plain, "paragraphs": [none]}
    told = {"registration": said["registration"], "community": here.name, "name": donor.name}
    return {
        "language": known.language,
        "title": said["title"] or known.title,
        "paragraphs": known.words.format(**told).split("\n\n"),
        "source": known.source,
        "signs": known.signs,
    }
