"""What languages, countries, currencies and time zones are called in the reader's language (CLDR)."""

from functools import cache
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import locale_identifiers
from django.utils.translation import get_language

REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def reader() -> Locale:
    try:
        return Locale.parse(get_language() or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def language_name(code: str) -> str:
    """The name of a BCP 47 tag, or the tag itself where it has none."""
    language, _, rest = code.partition("-")
    name: str = reader().languages.get(code.replace("-", "_")) or reader().languages.get(language, language)
    return f"{name} ({rest})" if rest and name == reader().languages.get(language) else name


def language_code(text: str) -> str | None:
    """The BCP 47 tag of what was written: a tag, or a name in the reader's language, English or its own."""
    text = text.strip()
    if code := _codes_by_name(str(reader())).get(text.casefold()):
        return code
    try:
        return str(Locale.parse(text, sep="-")).replace("_", "-")
    except (UnknownLocaleError, ValueError):
        return text if text in _known_languages() else None


def language_names() -> list[str]:
    """Languages to suggest, by name."""
    names = reader().languages
    return sorted(names[code] for code in _written_languages() if code in names)


def country_name(code: str) -> str:
    return str(reader().territories.get(code, code))


def countries() -> list[tuple[str, str]]:
    """ISO 3166-1 alpha-2 codes with their names, by name."""
    return _countries(str(reader()))


def currency_name(code: str) -> str:
    return str(reader().currencies.get(code, code))


def currencies() -> list[tuple[str, str]]:
    """ISO 4217 codes of the money in use somewhere, with their names."""
    return _currencies(str(reader()))


@cache
def time_zones() -> tuple[str, ...]:
    """IANA names of places, and UTC."""
    return ("UTC", *sorted(name for name in available_timezones() if name.split("/")[0] in REGIONS and "/" in name))


def zone_of(country: str) -> str:
    """The time zone of a country that has one alone, otherwise nothing."""
    zones = get_global("territory_zones").get(country, [])
    return zones[0] if len(zones) == 1 and zones[0] in time_zones() else ""


@cache
def _written_languages() -> frozenset[str]:
    return frozenset(name.partition("_")[0] for name in locale_identifiers())


@cache
def _known_languages() -> frozenset[str]:
    return frozenset(Locale("en").languages)


@cache
def _codes_by_name(locale: str) -> dict[str, str]:
    named = {}
    for code in _known_languages():
        tag = code.replace("_", "-")
        for names in (Locale.parse(locale).languages, Locale("en").languages):
            if code in names:
                named[names[code].casefold()] = tag
    for code in _written_languages():
        own = Locale(code).languages.get(code)
        if own:
            named.setdefault(own.casefold(), code)
    return named


@cache
def _countries(locale: str) -> list[tuple[str, str]]:
    inhabited = get_global("territory_currencies")
    names = Locale.parse(locale).territories
    real = [(str(code), str(name)) for code, name in names.items() if code in inhabited and code not in UNREAL]
    return sorted((pair for pair in real if len(pair[0]) == 2 and pair[0].isalpha()), key=lambda pair: pair[1])


UNREAL = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "XK", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})


@cache
def _currencies(locale: str) -> list[tuple[str, str]]:
    names = Locale.parse(locale).currencies
    used = {one[0] for each in get_global("territory_currencies").values() for one in each if one[2] is None and one[3]}
    return sorted(((code, names.get(code, code)) for code in used), key=lambda pair: pair[0])
