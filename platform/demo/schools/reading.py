"""The table of schools: one row each, of which a few columns are read."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from demo.oulad.reading import Source, Unusable

FILE = "master_dataset"
COLUMNS = [
    "School_code",
    "School_name",
    "Town_suburb",
    "Postcode",
    "Latitude",
    "Longitude",
    "latest_year_enrolment_FTE",
]
SUPPRESSED = ("", "np")
TENTH = Decimal("0.1")
NOISE = Decimal("1e-9")  # what writing a decimal as a binary fraction leaves
MOST = 100_000  # full-time equivalents of one school


class School(NamedTuple):
    code: str
    name: str
    place: str
    latitude: float | None  # degrees; None where they are not published
    longitude: float | None
    enrolled: int | None  # tenths of a full-time equivalent; None where it is not published

    @property
    def slug(self) -> str:
        return f"nsw-{self.code}"


def schools(source: Source) -> Iterator[School]:
    """In the order of the file; a code that came before is a bad row."""
    seen: set[str] = set()

    def take(values: list[str]) -> School:
        code, name, town, postcode, *coordinates, enrolled = (value.strip() for value in values)
        if not code.isascii() or not code.isdigit():
            raise Unusable("School_code", "is no number")
        if code in seen:
            raise Unusable("School_code", "came before")
        if not name:
            raise Unusable("School_name", "is empty")
        seen.add(code)
        where = _located(*coordinates)
        return School(code, name[:120], f"{town.title()} {postcode}".strip(), *where, _tenths(enrolled))

    yield from source.rows(FILE, COLUMNS, take)


def _located(*given: str) -> tuple[float | None, float | None]:
    if all(text in SUPPRESSED for text in given):
        return None, None
    latitude, longitude = (
        _degrees(text, column, most) for text, column, most in zip(given, COLUMNS[4:6], (90, 180), strict=True)
    )
    return latitude, longitude


def _degrees(text: str, column: str, most: int) -> float:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Unusable(column, "is no number") from None
    if not number.is_finite() or abs(number) > most:
        raise Unusable(column, f"is not between -{most} and {most}")
    return float(round(number, 6))


def _tenths(text: str) -> int | None:
    if text in SUPPRESSED:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Unusable(COLUMNS[-1], "is no number") from None
    if not number.is_finite() or not 0 <= number <= MOST:
        raise Unusable(COLUMNS[-1], f"is not between 0 and {MOST:,}")
    rounded = number.quantize(TENTH)
    if abs(number - rounded) > NOISE:
        raise Unusable(COLUMNS[-1], "has more than one decimal place")
    return int(rounded / TENTH)
