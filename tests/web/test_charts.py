"""Where the marks of charts stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.charts import BASE, END, START, TOP, bar_chart, line_chart, nice_scale, spread, y_of

numbers = st.floats(min_value=-1e6, max_value=1e6).map(lambda value: round(value, 3))


def a_line(**series):
    count = len(next(iter(series.values())))
    return line_chart(title="T", summary="S", labels=[f"w{n}" for n in range(count)], series=series)


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([14, 13, 10, 9], [0, 5, 10, 15]),
        ([74, 48], [0, 20, 40, 60, 80]),
        ([0.3], [0, 0.1, 0.2, 0.3]),
        ([-4, 6], [-5, -2.5, 0, 2.5, 5, 7.5]),
        ([], [0, 0.25, 0.5, 0.75, 1]),
        ([0, 0], [0, 0.25, 0.5, 0.75, 1]),
    ],
)
def test_a_scale_has_round_steps_and_holds_every_value(values, scale):
    assert nice_scale(values) == scale


@given(st.lists(numbers, max_size=20))
def test_a_scale_holds_nought_and_every_value(values):
    scale = nice_scale(values)
    tolerance = 1e-6 * (scale[-1] - scale[0])
    assert scale[0] - tolerance <= min([0, *values])
    assert scale[-1] + tolerance >= max([0, *values])
    assert scale == sorted(scale)
    assert len(scale) <= 8


def test_the_lowest_value_stands_on_the_base_and_the_highest_at_the_top():
    assert (y_of(0, [0, 5, 10]), y_of(10, [0, 5, 10]), y_of(5, [0, 5, 10])) == (BASE, TOP, (BASE + TOP) / 2)


def test_points_spread_from_start_to_end_and_one_alone_stands_in_the_middle():
    assert (spread(3), spread(1), spread(0)) == ([START, (START + END) / 2, END], [(START + END) / 2], [])


def test_a_value_that_is_not_shown_leaves_a_gap_and_a_dash_in_the_table():
    chart = a_line(Here=[1, None, 3, 4])
    assert [(stroke.x1, stroke.x2) for stroke in chart.strokes] == [("67.3%", "96.0%")]
    assert [dot.tip for dot in chart.dots] == ["w0: 1", "w2: 3", "w3: 4"]
    assert [row[1] for row in chart.rows] == ["1", "–", "3", "4"]


def test_series_are_named_in_a_key_and_their_last_values_kept_apart():
    chart = a_line(Here=[1, 9], Network=[1, 9])
    labels = [word for word in chart.words if "label" in word.style]
    assert [word.text for word in labels] == ["9", "9"]
    assert chart.names == [("Here", "a"), ("Network", "b")]
    first, second = (float(word.y.rstrip("%")) for word in labels)
    assert second - first >= 7


def test_many_labels_are_thinned_and_keep_first_and_last():
    chart = a_line(Here=list(range(23)))
    under = [word.text for word in chart.words if "label" not in word.style]
    assert (under[0], under[-1], len(under) <= 7) == ("w0", "w22", True)


def test_an_empty_chart_draws_its_scale_alone():
    chart = line_chart(title="T", summary="S", labels=[], series={"Here": []})
    assert (chart.strokes, chart.dots, chart.words, chart.rows) == ([], [], [], [])


def test_bars_lie_between_nothing_and_the_whole_width():
    chart = bar_chart(title="T", summary="S", labels=["a", "b", "c"], series={"Hours": [42, 21, None]})
    assert [[bar.width for bar in bars] for _label, bars in chart.bars] == [["100.0%"], ["50.0%"], []]
    assert bar_chart(title="T", summary="S", labels=["a"], series={"Hours": [0]}).bars[0][1][0].width == "0.0%"


def test_a_chart_writes_its_values_as_told():
    chart = line_chart(title="T", summary="S", labels=["a"], series={"x": [9]}, write=lambda value: f"{value} %")
    assert (chart.rows, chart.words[-1].text) == ([["a", "9 %"]], "9 %")
