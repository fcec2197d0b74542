"""What a table keeps to itself, and that nobody works it out."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communities.suppression import TOGETHER, TOTAL, Cell, protected, sums
from tests.evaluation.attack import Attack


def a_cell(value, first=0):
    return Cell(value, frozenset(UUID(int=first + n) for n in range(min(value, 10))))


def a_table(rows):
    """Everyone in it is someone else."""
    outcomes = ["Pass", "Fail", "Withdrawn", ""]
    return {
        name: {o: a_cell(value, 1000 * y + 100 * x) for x, (o, value) in enumerate(zip(outcomes, row, strict=False))}
        for y, (name, row) in enumerate(rows.items())
    }


def attack_on(table, found):
    """What follows from the published table, whose outcomes' sums are published too."""
    names = [(row, outcome) for row, cells in table.items() for outcome in cells]
    outcomes = list(next(iter(table.values())))
    known = [([(row, o) for row in table], cell.value) for o, cell in sums(table).items() if o != TOTAL]
    for row, cells in [*found.rows.items(), (TOGETHER, found.together)]:
        members = found.left_out if row == TOGETHER else [row]
        for outcome, value in cells.items():
            if value is not None:
                over = outcomes if outcome == TOTAL else [outcome]
                known.append(([(member, one) for member in members for one in over], value))
    return Attack(names, known)


def test_a_table_of_large_figures_is_shown_whole():
    found = protected(a_table({"north": [30, 20], "south": [15, 12]}), {})
    assert found.rows == {"north": {"Pass": 30, "Fail": 20, TOTAL: 50}, "south": {"Pass": 15, "Fail": 12, TOTAL: 27}}
    assert (found.together, found.left_out) == ({}, [])


def test_a_small_figure_hides_three_others():
    found = protected(a_table({"north": [30, 3, 40], "south": [15, 12, 50], "west": [90, 80, 70]}), {})
    hidden = {(row, o) for row, cells in found.rows.items() for o, value in cells.items() if value is None}
    assert hidden == {("north", "Fail"), ("north", "Pass"), ("south", "Fail"), ("south", "Pass")}


def test_nought_is_as_small_as_three():
    noughts, threes = (protected(a_table({"north": [30, few], "south": [15, 12]}), {}) for few in (0, 3))
    assert (
        [cells["Fail"] for cells in noughts.rows.values()]
        == [cells["Fail"] for cells in threes.rows.values()]
        == [None, None]
    )


def test_many_enrolments_of_few_learners_are_small():
    table = a_table({"north": [30, 20], "south": [15, 12]})
    table["north"]["Fail"] = Cell(20, frozenset(UUID(int=n) for n in range(4)))
    assert protected(table, {}).rows["north"]["Fail"] is None


def test_a_small_row_is_left_out_in_company():
    found = protected(a_table({"north": [30, 20], "south": [5, 2], "west": [16, 14]}), {})
    assert found.left_out == ["south", "west"]
    assert found.rows == {"north": {"Pass": 30, "Fail": 20, TOTAL: 50}}
    assert found.together == {"Pass": 21, "Fail": 16, TOTAL: 37}


def test_small_rows_keep_each_other_company():
    found = protected(
        a_table({"north": [30, 20], "south": [18, 12], "west": [3, 1], "east": [50, 60], "mid": [0, 9]}), {}
    )
    assert found.left_out == ["mid", "west"]
    assert found.together == {"Pass": None, "Fail": None, TOTAL: 13}


def test_an_unnamed_row_is_never_shown_by_itself():
    found = protected(
        a_table({"north": [30, 20], "south": [15, 12], "west": [90, 80]}), {}, unnamed=frozenset({"west"})
    )
    assert found.left_out == ["south", "west"]


@pytest.mark.parametrize("rows", [{}, {"north": [5, 1]}, {"north": [5, 5], "south": [9, 1]}])
def test_a_table_with_nothing_to_show_is_none(rows):
    assert protected(a_table(rows), {}) is None


@pytest.mark.parametrize(("last", "shown"), [(20, 20), (19, None), (11, None), (10, 20), (29, None), (30, 20)])
def test_a_figure_that_changed_by_less_than_ten_is_not_renewed(last, shown):
    table = a_table({"north": [50, 20], "south": [70, 60], "west": [90, 80]})
    found = protected(table, {"north": {"Fail": last}})
    assert found.rows["north"]["Fail"] == shown


def test_a_figure_that_is_known_from_before_hides_no_other():
    """Whoever remembers it would subtract it as if it were shown."""
    table = a_table({"north": [50, 3, 40], "south": [70, 60, 55], "west": [90, 80, 77]})
    before = {"north": {"Pass": 50}, "south": {"Fail": 60, "Withdrawn": 54}}
    found = protected(table, before)
    hidden = {(row, o) for row, cells in found.rows.items() for o, value in cells.items() if value is None}
    assert ("north", "Pass") not in hidden
    assert {("north", "Fail"), ("north", "Withdrawn"), ("west", "Fail"), ("west", "Withdrawn")} <= hidden


def test_the_same_figures_are_shown_the_same_way_again():
    table = a_table({"north": [30, 3, 40], "south": [15, 12, 50], "west": [90, 80, 70], "east": [2, 2, 2]})
    first = protected(table, {})
    before = {row: {o: v for o, v in cells.items() if v is not None} for row, cells in first.rows.items()}
    margin = {o: cell.value for o, cell in sums(table).items()}
    assert protected(table, {**before, TOTAL: margin}) == first


figures = st.one_of(st.integers(0, 9), st.integers(0, 40), st.integers(10, 500))


@st.composite
def tables(draw):
    width, height = draw(st.integers(2, 4)), draw(st.integers(1, 6))
    rows = {f"row{n}": draw(st.lists(figures, min_size=width, max_size=width)) for n in range(height)}
    return a_table(rows)


@settings(max_examples=300, deadline=None)
@given(table=tables(), unnamed=st.booleans())
def test_nobody_works_out_a_hidden_figure(table, unnamed):
    hidden_rows = frozenset({"row0"}) if unnamed else frozenset()
    found = protected(table, {}, unnamed=hidden_rows)
    if found is None:
        return
    attack = attack_on(table, found)
    for row, cells in table.items():
        for outcome, cell in cells.items():
            low, high = attack.interval((row, outcome))
            if found.rows.get(row, {}).get(outcome) is not None:
                assert low == high == cell.value >= 10
            elif cell.value < 10:
                assert low == 0
                assert high >= 9
            else:
                assert high - low >= 10


@pytest.mark.parametrize(("now", "shown"), [(26, None), (35, None), (36, 36)])
def test_a_figure_that_was_hidden_is_shown_once_it_has_changed_by_ten(now, shown):
    """With 26 at the most, the eight of south that it hid could not have been fewer."""
    then = {"north": {"Pass": 41, "Fail": 26}, "south": {"Pass": 95, "Fail": 8}, "west": {"Pass": 60, "Fail": 70}}
    table = a_table({"north": [71, now], "south": [150, 40], "west": [90, 100]})
    shut = {"north": {"Fail": 26}, "south": {"Fail": 8}}
    assert protected(table, {}, then=then, shut=shut).rows["north"]["Fail"] == shown
