"""The days of an offering in another term. Pure."""

from datetime import date
from typing import Any

from communities.calendar import Term


def into_term(offering: Any, old: Term, new: Term) -> tuple[date, date]:
    """Its first and last day there: as far from the term's as before, and within it."""
    later = new.starts - old.starts
    starts, ends = offering.starts_on or old.starts, offering.ends_on or old.ends
    first = min(max(starts + later, new.starts), new.ends)
    last = new.ends if ends >= old.ends else ends + later
    return first, min(max(last, first), new.ends)
