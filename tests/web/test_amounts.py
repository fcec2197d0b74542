"""Money, numbers, days and names as the reader writes them."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from tests.web.factories import rendered
from web.amounts import apart, country_name, exponent, language_name, read_money, write_day, write_moment, write_money
from web.forms import MoneyField


@pytest.mark.parametrize(
    ("language", "amount", "currency", "written"),
    [
        ("en", 123450, "EUR", "€1,234.50"),
        ("en", -5, "EUR", "-€0.05"),
        ("es", 123450, "EUR", "1.234,50\xa0€"),
        ("ar", 123450, "EUR", "\u200f1,234.50\xa0€"),
        ("en", 1234, "JPY", "¥1,234"),
        ("es", 123456, "JPY", "123.456\xa0JPY"),
        ("en", 1234567, "KWD", "KWD\xa01,234.567"),
        ("es", 1234567, "KWD", "1.234,567\xa0KWD"),
        ("ar", 1234567, "KWD", "\u200f1,234.567\xa0د.ك.\u200f"),
        ("en", 0, "EUR", "€0.00"),
        ("en", 2**53 + 1, "EUR", "€90,071,992,547,409.93"),
    ],
)
def test_money_is_written_in_the_language_with_the_places_of_its_currency(language, amount, currency, written):
    with translation.override(language):
        assert write_money(amount, currency).replace("KWD1", "KWD\xa01") == written


def test_minor_units_follow_iso_4217_and_not_the_habits_of_a_country():
    assert [exponent(code) for code in ("EUR", "JPY", "KWD", "IQD", "HUF", "CLF", "ISK")] == [2, 0, 3, 3, 2, 4, 0]


@pytest.mark.parametrize(
    ("language", "text", "currency", "amount"),
    [
        ("en", "1,234.50", "EUR", 123450),
        ("en", "420", "EUR", 42000),
        ("en", " 420.5 ", "EUR", 42050),
        ("es", "1.234,50", "EUR", 123450),
        ("es", "420.00", "EUR", 42000),
        ("es", "1.234", "EUR", 123400),
        ("ar", "١٢٣٤٫٥٠", "EUR", 123450),
        ("en", "1.234", "KWD", 1234),
        ("en", "1234", "JPY", 1234),
    ],
)
def test_money_is_read_as_the_reader_writes_it(language, text, currency, amount):
    with translation.override(language):
        assert read_money(text, currency) == amount


@pytest.mark.parametrize(
    "text", ["four hundred", "1.234", "1,5", "", "1e3.", "NaN", "Infinity", "12.345,00", "1,23,456"]
)
def test_what_could_be_misread_as_euros_is_refused(text):
    with translation.override("en"), pytest.raises(ValueError):
        read_money(text, "EUR")


@given(
    st.integers(min_value=0, max_value=10**15),
    st.sampled_from(["EUR", "JPY", "KWD", "CLF"]),
    st.sampled_from(["en", "es", "ar"]),
)
def test_money_that_was_written_is_read_back(amount, currency, language):
    with translation.override(language):
        bare = "".join(sign for sign in write_money(amount, currency) if sign.isdigit() or sign in ".,").strip(".")
        assert read_money(bare, currency) == amount


def test_a_moment_is_told_in_the_time_of_the_place():
    moment = datetime(2026, 10, 21, 23, 30, tzinfo=UTC)
    with translation.override("es"), timezone.override("Asia/Kolkata"):
        assert (write_moment(moment), write_day(moment)) == ("22 oct 2026, 5:00", "22 oct 2026")


def test_days_and_names_are_in_the_readers_language():
    with translation.override("en"):
        assert (write_day(date(2026, 10, 3)), language_name("es"), country_name("de")) == (
            "Oct 3, 2026",
            "Spanish",
            "Germany",
        )
    with translation.override("ar"):
        assert language_name("en") == "الإنجليزية"
    with translation.override("en"):
        assert (language_name("zh-Hant"), language_name("nobody-knows")) == ("Chinese (Traditional)", "nobody-knows")


def test_tags_and_filters_write_the_same():
    with translation.override("en"):
        assert rendered(
            '{% money a "JPY" %}|{{ d|day }}|{{ n|number }}|{{ n|number:1 }}|{{ s|percent }}|{{ none|day }}|{{ none|number }}',
            a=7,
            d=date(2026, 1, 2),
            n=1234.5,
            s=0.48,
        ) == ("¥7|Jan 2, 2026|1,234.5|1,234.5|48%||")


@pytest.mark.parametrize(("language", "written"), [("en", "1,234.50"), ("es", "1.234,50")])
def test_a_money_field_shows_and_reads_minor_units_in_the_language(language, written):
    with translation.override(language):
        field = MoneyField(currency="EUR")
        assert (field.prepare_value(123450), field.clean(written), MoneyField(required=False).clean("")) == (
            written,
            123450,
            None,
        )


@pytest.mark.parametrize(
    ("currency", "text", "said"),
    [
        ("EUR", "lots", "Write an amount such as 42.00."),
        ("JPY", "4.5", "Write an amount such as 42."),
        ("KWD", "0", "Write an amount of at least 0.001."),
        ("EUR", "-3", "Write an amount of at least 0.01."),
    ],
)
def test_a_money_field_says_how_to_write_an_amount(currency, text, said):
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        MoneyField(currency=currency).clean(text)
    assert refused.value.messages == [said]


def test_a_day_stands_apart_from_words_of_the_other_direction():
    day = date(2026, 10, 3)
    with translation.override("ar"):
        assert (write_day(day)[0], write_day(day)[-1], apart("Ann")) == ("\u2068", "\u2069", "\u2068Ann\u2069")
    with translation.override("en"):
        assert (write_day(day), apart("Ann")) == ("Oct 3, 2026", "Ann")
