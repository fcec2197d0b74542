"""Which languages, countries and currencies there are (CLDR), named in the reader's language."""

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import locale_identifiers

from accounts.rules import time_zones
from web.amounts import language_name, locale

UNREAL = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "XK", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})


def language_code(text: str) -> str | None:
    """The BCP 47 tag of what was written: a tag, or a name in the reader's language, English or its own."""
    text = text.strip()
    if text in _known_languages() and text.islower():  # "ga" is Irish; the language that is called Ga is "gaa"
        return text
    if code := _codes_by_name(str(locale())).get(text.casefold()):
        return code
    try:
        return str(Locale.parse(text, sep="-")).replace("_", "-")
    except (UnknownLocaleError, ValueError):
        return text if text in _known_languages() else _codes_by_own_name().get(text.casefold())


def written_language(code: str) -> str:
    """How a form shows a language: by its name if that leads back to it, otherwise by its tag."""
    name = language_name(code)
    return name if language_code(name) == code else code


def language_names() -> list[str]:
    """Languages to suggest, by name."""
    names = locale().languages
    return sorted(names[code] for code in _written_languages() if code in names)


def countries() -> list[tuple[str, str]]:
    """ISO 3166-1 alpha-2 codes with their names, by name."""
    return _countries(str(locale()))


def currency_name(code: str) -> str:
    return str(locale().currencies.get(code, code))


def currencies() -> list[tuple[str, str]]:
    """ISO 4217 codes of the money in use somewhere, with their names."""
    return _currencies(str(locale()))


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
def _codes_by_name(reader: str) -> dict[str, str]:
    named = {}
    for code in _known_languages():
        tag = code.replace("_", "-")
        for names in (Locale("en").languages, Locale.parse(reader).languages):
            if code in names:
                named[names[code].casefold()] = tag
    return named


@cache
def _codes_by_own_name() -> dict[str, str]:
    """Takes two seconds, once: it reads every language's own file."""
    own = {code: Locale(code).languages.get(code) for code in _written_languages()}
    return {name.casefold(): code for code, name in own.items() if name}


@cache
def _countries(reader: str) -> list[tuple[str, str]]:
    inhabited = get_global("territory_currencies")
    named = [(str(code), str(name)) for code, name in Locale.parse(reader).territories.items() if code in inhabited]
    real = [(code, name) for code, name in named if len(code) == 2 and code.isalpha() and code not in UNREAL]
    return sorted(real, key=lambda pair: pair[1])


@cache
def _currencies(reader: str) -> list[tuple[str, str]]:
    names = Locale.parse(reader).currencies
    used = {one[0] for each in get_global("territory_currencies").values() for one in each if one[2] is None and one[3]}
    return sorted(((code, names.get(code, code)) for code in used), key=lambda pair: pair[0])
