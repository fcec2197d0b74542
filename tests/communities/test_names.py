"""Languages, countries, currencies and time zones by their names."""

import pytest
from django.utils import translation

from communities import names


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Spanish", "es"), (" spanish ", "es"), ("Español", "es"), ("es-MX", "es-MX"), ("zh-hant", "zh-Hant"),
        ("العربية", "ar"), ("Quechua", "qu"), ("quc", "quc"), ("ga", "ga"), ("Ga", "gaa"), ("Elvish", None), ("", None), ("x" * 99, None),
    ],
)  # fmt: skip
def test_a_language_is_known_by_name_or_tag(written, code):
    assert names.language_code(written) == code


def test_a_language_is_known_by_its_name_in_the_readers_language():
    with translation.override("es"):
        assert names.language_code("inglés") == "en"
        assert names.written_language("en") == "inglés"


@pytest.mark.parametrize("code", ["en", "es-MX", "zh-Hant", "quc", "ar", "sr-Latn"])
def test_what_a_form_shows_leads_back_to_the_tag(code):
    assert names.language_code(names.written_language(code)) == code


def test_countries_are_those_of_iso_3166():
    codes = [code for code, _name in names.countries()]
    assert len(codes) == 249
    assert {"IE", "CO", "JO", "PS", "TW"} <= set(codes)
    assert "EU" not in codes


def test_a_country_with_one_time_zone_has_it():
    assert (names.zone_of("IE"), names.zone_of("KE")) == ("Europe/Dublin", "Africa/Nairobi")
    assert (names.zone_of("RU"), names.zone_of(""), names.zone_of("ZZ")) == ("", "", "")


def test_currencies_are_those_in_use():
    codes = dict(names.currencies())
    assert {"EUR", "KWD", "JPY", "COP"} <= codes.keys()
    assert "DEM" not in codes
