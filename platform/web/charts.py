"""Where the marks of a chart stand, in per cent of its width and height, so that it fits any width and its text keeps
its size. Pure: numbers in, positions and words out; templates/components/chart.html draws them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any, NamedTuple

from web.amounts import write_number

TOP, BASE = 8.0, 88.0  # the highest and the lowest value
START, END = 10.0, 96.0  # the first and the last point
UNDER = 96.0  # words under the plot
ROOM = 7.0  # between two labels
STYLES = ("a", "b", "c", "d")  # of rhizome.css: told apart by width and dashes, not by colour alone
Values = Sequence[float | None]
Write = Callable[[float], str]


class Tick(NamedTuple):
    y: str
    text_y: str
    text: str
    is_base: bool


class Stroke(NamedTuple):
    x1: str
    y1: str
    x2: str
    y2: str
    style: str


class Dot(NamedTuple):
    x: str
    y: str
    style: str
    tip: str


class Word(NamedTuple):
    x: str
    y: str
    text: str
    anchor: str
    style: str = ""


class Bar(NamedTuple):
    width: str
    style: str
    text: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Chart:
    kind: str  # "line" or "bar"
    title: Any
    summary: Any  # what it shows, in a sentence: read out instead of the drawing
    subtitle: Any = ""  # what is measured, in which unit
    columns: list[Any]  # headings of its table
    rows: list[list[str]]  # its table: the first cell names the row
    ticks: list[Tick] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    bars: list[tuple[str, list[Bar]]] = field(default_factory=list)  # of each row
    names: list[tuple[str, str]] = field(default_factory=list)  # (series, style), where there are several


def line_chart(
    *,
    title: Any,
    summary: Any,
    labels: Sequence[Any],
    series: Mapping[Any, Values],
    subtitle: Any = "",
    heading: Any = "",
    write: Write = write_number,
    absent: str = "–",
) -> Chart:
    """One to four series over the same labels; a value of None (unknown, not shown) leaves a gap.

    `write` says a value; `heading` names what the labels are, for the table."""
    scale = nice_scale([value for values in series.values() for value in values if value is not None])
    xs = spread(len(labels))
    strokes, dots, ends = [], [], []
    for style, values in zip(STYLES, series.values(), strict=False):
        points = [(x, y_of(v, scale), v) if v is not None else None for x, v in zip(xs, values, strict=True)]
        strokes += [Stroke(pc(a[0]), pc(a[1]), pc(b[0]), pc(b[1]), style) for a, b in pairwise(points) if a and b]
        shown = [(point, label) for point, label in zip(points, labels, strict=True) if point]
        dots += [Dot(pc(p[0]), pc(p[1]), style, f"{label}: {write(p[2])}") for p, label in shown]
        if shown:
            last = shown[-1][0]
            ends.append((last[0], last[1] - 3.5, write(last[2]), style))
    return Chart(
        kind="line",
        title=title,
        summary=summary,
        subtitle=subtitle,
        columns=[heading, *series],
        rows=_table(labels, series, write, absent),
        ticks=[_tick(value, scale, write) for value in scale],
        strokes=strokes,
        dots=dots,
        words=[*_under(labels, xs), *_at_the_ends(ends)],
        names=_names(series),
    )


def bar_chart(
    *,
    title: Any,
    summary: Any,
    labels: Sequence[Any],
    series: Mapping[Any, Values],
    subtitle: Any = "",
    heading: Any = "",
    write: Write = write_number,
    absent: str = "–",
    most: float | None = None,
) -> Chart:
    """Bars that lie in the rows of their own table, from nought to `most` (default: the largest value)."""
    whole = most or max((value for values in series.values() for value in values if value is not None), default=0)
    named = list(zip(STYLES, series.items(), strict=False))
    bars = []
    for number, label in enumerate(labels):
        found = [(style, name, values[number]) for style, (name, values) in named]
        row = [
            Bar(pc(max(value, 0) / whole * 100 if whole else 0), style, write(value), str(name))
            for style, name, value in found
            if value is not None
        ]
        bars.append((str(label), row))
    return Chart(
        kind="bar",
        title=title,
        summary=summary,
        subtitle=subtitle,
        columns=[heading, *series],
        rows=_table(labels, series, write, absent),
        bars=bars,
        names=_names(series),
    )


def nice_scale(values: Sequence[float], steps: int = 4) -> list[float]:
    """Round values from nought (or below) to at least the largest, about `steps` apart: 0, 25, 50, 75."""
    low, high = min([0, *values]), max([0, *values])
    if low == high:
        high = low + 1
    rough = (high - low) / steps
    power = 10.0 ** floor(log10(rough))
    step = next(nice * power for nice in (1, 2, 2.5, 5, 10) if nice * power >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


def y_of(value: float, scale: Sequence[float]) -> float:
    return BASE - (float(value) - scale[0]) / (scale[-1] - scale[0]) * (BASE - TOP)


def spread(count: int) -> list[float]:
    """Where `count` points stand from the start to the end; one alone stands in the middle."""
    if count == 1:
        return [(START + END) / 2]
    return [START + (END - START) * number / (count - 1) for number in range(count)]


def pc(number: float) -> str:
    return f"{number:.1f}%"


def _tick(value: float, scale: Sequence[float], write: Write) -> Tick:
    y = y_of(value, scale)
    return Tick(pc(y), pc(y - 1.5), write(value), value == 0)


def _under(labels: Sequence[Any], xs: Sequence[float], most: int = 6) -> list[Word]:
    """The first label, the last, and as many between as there is room for."""
    every = max(1, ceil((len(labels) - 1) / (most - 1)))
    chosen = [n for n in range(0, len(labels) - 1, every) if len(labels) - 1 - n >= every] + [len(labels) - 1]
    middle = "" if len(labels) <= 3 else "wide-text"
    words = []
    for number in chosen if labels else []:
        at_end = number == len(labels) - 1 and len(labels) > 1
        style = "" if number in (0, len(labels) - 1) else middle
        words.append(Word(pc(xs[number]), pc(UNDER), str(labels[number]), "end" if at_end else "middle", style))
    return words


def _names(series: Mapping[Any, Values]) -> list[tuple[str, str]]:
    return [(str(name), style) for style, name in zip(STYLES, series, strict=False)] if len(series) > 1 else []


def _at_the_ends(ends: Sequence[tuple[float, float, str, str]]) -> list[Word]:
    """The last value of each series, pushed apart where they would touch."""
    words, above = [], -ROOM
    for x, y, text, style in sorted(ends, key=lambda end: end[1]):
        above = max(y, above + ROOM)
        words.append(Word(pc(x), pc(above), text, "end", f"label {style}"))
    return words


def _table(labels: Sequence[Any], series: Mapping[Any, Values], write: Write, absent: str) -> list[list[str]]:
    columns = list(series.values())
    return [
        [str(label), *(absent if (value := values[n]) is None else write(value) for values in columns)]
        for n, label in enumerate(labels)
    ]
