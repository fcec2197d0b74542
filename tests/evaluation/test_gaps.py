"""Differences between groups, against the figures of those who published the formulas."""

import pytest

from evaluation.gaps import Gap, gaps, wilson
from tests.evaluation.factories import a_report, cohort
from tests.factories import a_community, a_member


@pytest.mark.parametrize(
    ("reached", "ended", "low", "high"),
    [  # Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_of_a_share(reached, ended, low, high):
    found = wilson(reached, ended)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("mine", "theirs", "low", "high"),
    [  # Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_the_interval_of_a_difference(mine, theirs, low, high):
    found = Gap("", *mine, *theirs).difference
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_the_interval_of_a_ratio_is_symmetric_on_the_logarithm():
    found = Gap("", 30, 100, 45, 90).ratio
    assert found.value == pytest.approx(0.6)
    assert found.low * found.high == pytest.approx(0.36)
    assert Gap("", 0, 100, 45, 90).ratio is None


def test_each_group_stands_beside_all_others():
    table = {
        "F": {"Pass": 30, "Distinction": 5, "Fail": 5, "": 9},
        "M": {"Pass": 10, "Withdrawn": 30},
        "": {"Fail": 4},
        "new": {"": 3},
    }
    found = {one.value: one for one in gaps(table, reached=["Pass", "Distinction"])}
    assert found["F"] == Gap("F", 35, 40, 10, 44)
    assert found["M"] == Gap("M", 10, 40, 35, 44)
    assert found.keys() == {"F", "M", ""}
    assert (found["F"].is_clear, found[""].is_clear) == (True, True)


def test_a_group_alone_has_nobody_to_stand_beside():
    assert gaps({"": {"Pass": 3}, "new": {"": 2}}, reached=["Pass"]) == []


@pytest.mark.django_db
def test_the_report_shows_them_to_those_who_may_see_who_is_enrolled(client):
    north = a_community("north")
    cohort(north, Pass={"10-13": 40, "14-17": 10}, Fail={"14-17": 30})
    cohort(a_community("south"), Fail={"10-13": 77})
    a_report(north)
    client.force_login(a_member(north, "tea", "teacher").person)
    page = client.get("/c/north/reports/").content.decode()
    assert "100.0%, 40 of 40" in page
    assert "75.0 (57.5 to 85.8)" in page
    assert "25.0%, 10 of 40" in page
    assert "77 of 77" not in page
    client.force_login(a_member(north, "gus", "guardian").person)
    assert "40 of 40" not in client.get("/c/north/reports/").content.decode()
