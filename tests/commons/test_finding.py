import pytest

from communities.models import Community
from curriculum.commons.facets import facets
from curriculum.commons.queries import Wanted, find
from curriculum.commons.words import configuration, unaccented
from tests.commons.factories import a_shared
from tests.curriculum.factories import a_teacher
from tests.factories import a_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def garden():
    """A small commons in four languages."""
    north, south = a_community("north"), a_community("south")
    tom, sol = a_teacher(north), a_teacher(south)
    made = {"units": 1, "activities": 1}
    a_shared(north, "A plant on every sill", language="en", subject="Biology", age_from=6, age_to=9, by=tom, **made)
    a_shared(
        north,
        "Measuring rivers",
        language="en-GB",
        subject="Mathematics",
        summary="Water and what a plant needs",
        age_from=10,
        by=tom,
        **made,
    )
    a_shared(
        south, "Las matemáticas del huerto", language="es", subject="Matemáticas", licence="CC0-1.0", by=sol, **made
    )
    a_shared(south, "Caminos y canciones", language="es", subject="Música", age_to=8, by=sol, **made)
    a_shared(south, "پودے اور پانی", language="ur", subject="Biology", by=sol, **made)


def titles(text="", reader="en", **wanted):
    return [shared.title for shared in find(Wanted(text, **wanted), reader_language=reader).rows]


@pytest.mark.parametrize(
    ("text", "reader", "first"),
    [
        ("plants", "en", "A plant on every sill"),
        ("planting", "en", "A plant on every sill"),
        ("measure river", "en", "Measuring rivers"),
        ("matematica", "es", "Las matemáticas del huerto"),
        ("huertos", "en", "Las matemáticas del huerto"),
        ("canción", "es", "Caminos y canciones"),
        ("cancion", "ar", "Caminos y canciones"),
        ("پودے", "ur", "پودے اور پانی"),
    ],
)
def test_a_word_is_found_by_its_stem_in_the_language_of_the_text(garden, text, reader, first):
    assert titles(text, reader)[:1] == [first]


@pytest.mark.parametrize(
    ("slip", "title"),
    [
        ("mesuring", "Measuring rivers"),
        ("matemtaicas", "Las matemáticas del huerto"),
        ("cancoines", "Caminos y canciones"),
    ],
)
def test_a_slip_of_the_pen_is_forgiven(garden, slip, title):
    assert titles(slip)[0] == title
    assert find(Wanted(slip), reader_language="en").is_close


def test_what_says_it_in_the_title_comes_before_what_says_it_in_passing(garden):
    assert titles("plant") == ["A plant on every sill", "Measuring rivers"]


def test_the_readers_language_comes_first_where_both_fit(garden):
    north = Community.objects.get(slug="north")
    a_shared(north, "Total", language="es", units=1, activities=1)
    a_shared(north, "Total", language="en", units=1, activities=1)
    for reader in ("en", "es"):
        found = find(Wanted("total"), reader_language=reader).rows
        assert found[0].language == reader


def test_quotes_and_minus_are_understood(garden):
    assert titles('"measuring rivers"') == ["Measuring rivers"]
    assert titles("plant -water") == ["A plant on every sill"]
    assert titles("canción or rivers") == ["Measuring rivers", "Caminos y canciones"]


def test_what_fits_nothing_finds_nothing(garden):
    assert titles("volcano") == []
    assert titles("'); drop table --") == []


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({}, 5), ({"language": "es"}, 2), ({"subject": "biology"}, 2), ({"licence": "CC0-1.0"}, 1),
        ({"age": 7}, 4), ({"age": 12}, 3), ({"age": 7, "language": "es", "subject": "Música"}, 1),
    ],
)  # fmt: skip
def test_facets_narrow_what_is_found(garden, wanted, count):
    assert len(titles(**wanted)) == count


def test_facets_count_what_there_is(garden):
    assert facets()["language"] == [("es", 2), ("en", 1), ("en-GB", 1), ("ur", 1)]
    assert facets()["subject"][0] == ("Biology", 2)


def test_facets_say_nothing_of_a_community_that_is_hidden_now():
    north, south = a_community("north"), a_community("south")
    a_shared(north, subject="Rare orchids")
    a_shared(south, subject="Mathematics")
    Community.objects.filter(pk=north.pk).update(visibility="hidden")
    assert facets()["subject"] == [("Mathematics", 1)]


def test_the_number_of_queries_is_the_same_for_1_and_for_30(garden, django_assert_num_queries):
    north = Community.objects.get(slug="north")
    tom = a_teacher(north)
    for limit in (1, 30):
        for number in range(limit):
            a_shared(north, f"Tides {number}", units=1, activities=1, by=tom)
        with django_assert_num_queries(5):  # of which two change a setting
            assert [(s.title, s.community.name) for s in find(Wanted("tide unit"), reader_language="en").rows[:30]]


def test_accents_are_taken_off_latin_letters_alone():
    assert unaccented("matemáticas Ångström łódź") == "matematicas Angstrom łodz"
    assert unaccented("हिन्दी й ي") == "हिन्दी й ي"
    assert [configuration(code) for code in ("en-GB", "ES", "ur", "nb", "")] == [
        "english",
        "spanish",
        "simple",
        "norwegian",
        "simple",
    ]
