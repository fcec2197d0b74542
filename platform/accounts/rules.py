"""What may be said of a person."""

from functools import cache
from zoneinfo import available_timezones

from django.conf import settings

AREAS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def time_zones() -> tuple[str, ...]:
    """UTC, then the IANA names of places; without the old aliases that name no place."""
    return ("UTC", *sorted(zone for zone in available_timezones() if zone.split("/")[0] in AREAS))


def is_language(code: str) -> bool:
    return code in dict(settings.LANGUAGES)
