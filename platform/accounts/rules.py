"""What may be said of a person."""

from functools import cache
from zoneinfo import available_timezones

from django.conf import settings

AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def time_zones() -> tuple[str, ...]:
    """IANA names of places, and UTC; sorted, without the old aliases that name no place."""
    return tuple(sorted(zone for zone in available_timezones() if zone == "UTC" or zone.split("/")[0] in AREAS))


def is_language(code: str) -> bool:
    return code in dict(settings.LANGUAGES)
