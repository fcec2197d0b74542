"""A small file of invented schools: what it makes, that nothing is posted twice, and that bad rows are named."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from communities.models import Community
from funding.debts import compare_debts
from funding.models import Entry
from tenancy.scope import in_community

pytestmark = pytest.mark.django_db
HEADER = "School_code,AgeID,School_name,Town_suburb,Postcode,Latitude,Longitude,latest_year_enrolment_FTE"
ROWS = [
    "1001,1,Heron Bay Public School,HERON BAY ,2999,-33.852728,151.1312061,100.10000000000001",
    '1002,2,"Upper Fern, School of",Upper Fern,2998,,,33.4',
    "1003,3,Saltbush Central School,Saltbush,2997,,,",
    "1004,4,Old Mill Public School,Old Mill,2996,-30,150,0.0",
    "1005,5,Quarry Road Public School,Quarry Road,2995,-31.5,150.25,33.4",
]


@pytest.fixture
def folder(tmp_path):
    def make(*rows):
        (tmp_path / "master_dataset.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        return str(tmp_path)

    return make


def load(folder, *words):
    said = StringIO()
    call_command("load_schools", folder, *words, "--json", stdout=said)
    return json.loads(said.getvalue())


def test_each_school_gets_its_share_to_the_cent_once(folder):
    """166.9 at 33 cents are 5507.7: 5508, of which 3303.54, 1102.28 and 1102.28 are rounded by largest remainder."""
    there = folder(*ROWS)
    for _ in range(2):
        told = load(there, "--per-pupil", "33")
    assert told["by_school"] == {"nsw-1001": 3304, "nsw-1002": 1102, "nsw-1005": 1102}
    assert (told["schools"], told["by_network"], told["blank"]) == (5, 5508, ["1003"])
    fern = Community.objects.get(slug="nsw-1002")
    assert (fern.name, fern.place, fern.currency) == ("Upper Fern, School of", "Upper Fern 2998", "AUD")
    heron = Community.objects.get(slug="nsw-1001")
    assert [(one.latitude, one.longitude) for one in (heron, fern)] == [(-33.852728, 151.131206), (None, None)]
    for slug, count in (("network", 3), ("nsw-1001", 1), ("nsw-1003", 0), ("nsw-1004", 0)):
        with in_community(Community.objects.get(slug=slug).pk):
            assert Entry.objects.count() == count
    assert compare_debts() == (3, [])
    call_command("verify_books", stdout=StringIO())


def test_another_rate_for_the_same_day_is_refused_and_changes_nothing(folder):
    there = folder(*ROWS)
    load(there, "--per-pupil", "33")
    with pytest.raises(CommandError, match="other details"):
        load(there, "--per-pupil", "34")
    assert load(there)["by_network"] == 5508


def test_without_a_rate_schools_are_founded_and_nothing_is_granted(folder):
    told = load(folder(*ROWS))
    assert (told["schools"], told["by_network"], told["by_school"]) == (5, 0, {})


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (ROWS[0], "School_code: came before"),
        ("x,1,A,B,2000,,,1", "School_code: is no number"),
        ("1009,1,,B,2000,,,1", "School_name: is empty"),
        ("1009,1,A,B,2000,,,many", "is no number"),
        ("1009,1,A,B,2000,,,-1", "is not between 0 and 100,000"),
        ("1009,1,A,B,2000,,,1.25", "more than one decimal place"),
        ("1009,1,A,B,2000,-33,,1", "Longitude: is no number"),
        ("1009,1,A,B,2000,91,151,1", "Latitude: is not between -90 and 90"),
        ("1009,1,A,B,2000,-33,nan,1", "Longitude: is not between -180 and 180"),
        ("1009,1,A", "whole row"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_made(folder, row, why):
    complaints = StringIO()
    with pytest.raises(CommandError, match="1 rows cannot be used"):
        call_command("load_schools", folder(*ROWS, row), stderr=complaints)
    assert why in complaints.getvalue()
    assert not Community.objects.exists()
