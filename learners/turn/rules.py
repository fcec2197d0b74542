"""Which terms can be closed, and into which one goes on what goes on."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.calendar import Term, terms_of
from communities.models import Community
from learners.rules import days_to_answer
from tenancy.refusal import Refused

KEPT = 14  # days that a place is kept, where the community has set none


def today_at(community: Community) -> date:
    return timezone.localdate(timezone=ZoneInfo(community.time_zone))


def term_called(community: Community, key: str) -> Term | None:
    return next((one for one in terms_of(community) if one.key == key), None)


def terms_after(community: Community, term: Term) -> list[Term]:
    """In order of time."""
    return [one for one in terms_of(community) if one.starts > term.ends]


def next_of(community: Community, term: Term, key: str = "") -> Term | None:
    """The one that is called so, else the next there is."""
    later = terms_after(community, term)
    if key and key not in [one.key for one in later]:
        raise Refused(_("There is no such term after this one."))
    return next((one for one in later if key in ("", one.key)), None)


def refuse_too_early(community: Community, term: Term) -> None:
    if today_at(community) < term.ends:
        raise Refused(_("A term is closed on its last day or later."))


def days_kept() -> int:
    return days_to_answer() or KEPT
