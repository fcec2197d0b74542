"""Terms that run today, whatever day it is."""

from datetime import date, timedelta
from typing import Any

from demo.places import Place


def calendar_of(place: Place, today: date, shift: int) -> dict[str, Any]:
    """The last, the present and the next term; `shift` days apart from the others' so that not all begin at once."""
    begun = today - timedelta(days=49 + shift)
    starts = [begun - timedelta(days=140), begun, begun + timedelta(days=126)]
    terms = [
        {"key": f"term-{number}", "name": name, "starts": str(start), "ends": str(start + timedelta(days=110))}
        for number, (name, start) in enumerate(zip(place.terms, starts, strict=True), 1)
    ]
    rest = starts[1] + timedelta(days=112)
    holiday = {"name": place.holiday, "starts": str(rest), "ends": str(rest + timedelta(days=11))}
    return {"time_zone": place.time_zone, "terms": terms, "holidays": [holiday]}


def last_term(calendar: dict[str, Any]) -> tuple[str, date, date]:
    """Its key, first and last day."""
    return _term(calendar, 0)


def present_term(calendar: dict[str, Any]) -> tuple[str, date, date]:
    """Its key, first and last day."""
    return _term(calendar, 1)


def _term(calendar: dict[str, Any], number: int) -> tuple[str, date, date]:
    term = calendar["terms"][number]
    return term["key"], date.fromisoformat(term["starts"]), date.fromisoformat(term["ends"])
