"""What a layout shows of a report in one picture: indicators side by side, time by time, for one reader."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from evaluation import reading
from evaluation.drawing import chart_of, short_of
from evaluation.formulas import Made
from evaluation.indicators import INDICATORS, Indicator
from evaluation.models import Report
from evaluation.periods import Kind
from evaluation.scheduling import REGULAR
from web.charts import Chart, bar_chart, line_chart


class Picture(NamedTuple):
    """Of indicators of one unit; `title`, `summary` and `subtitle` are as of any chart."""

    title: Any
    summary: Any
    subtitle: Any
    keys: tuple[str, ...]


Values = Mapping[str, Mapping[str, Fraction]]  # by indicator and currency


def picture_of(reports: Sequence[Report], access: Any, picture: Picture | None) -> Chart | None:
    """The last of the reports, with those before it; nothing where this reader sees none of its figures.

    Money is drawn in one currency: the community's own, if there is any in it. Without a picture the work is drawn."""
    contents = [reading.for_reader(report.content, access) for report in reports]
    if picture is None:
        return chart_of(reports, contents[-1])
    found = [_values(content, picture) for content in contents]
    is_over_time = len(reports) > 1 and reports[-1].kind in REGULAR
    drawn = found if is_over_time else found[-1:]
    currencies = {currency for values in drawn for one in values.values() for currency in one}
    if not currencies:
        return None
    own = access.community.currency
    currency = own if own in currencies else min(currencies)
    if is_over_time:
        return _over_time(reports, found, currency, picture)
    return _alone(found[-1], currency, picture)


def _values(content: Any, picture: Picture) -> Values:
    figures, known = reading.figures_of(content), {one.key: one for one in reading.indicators_of(content)}
    return {key: reading.values_of(known[key].formula, figures) for key in picture.keys if key in known}


def _over_time(reports: Sequence[Report], found: Sequence[Values], currency: str, picture: Picture) -> Chart:
    return line_chart(
        title=picture.title, summary=picture.summary, subtitle=picture.subtitle,
        labels=[short_of(report.when) for report in reports],
        series={
            str(INDICATORS[key].label): [_number(key, values.get(key, {}).get(currency)) for values in found]
            for key in picture.keys
        },
        heading=str(Kind(reports[-1].kind).label), write=_writer(INDICATORS[picture.keys[0]], currency),
    )  # fmt: skip


def _alone(values: Values, currency: str, picture: Picture) -> Chart:
    told = {key: _number(key, values.get(key, {}).get(currency)) for key in picture.keys}
    return bar_chart(
        title=picture.title, summary=picture.summary, subtitle=picture.subtitle,
        labels=[INDICATORS[key].label for key in told], series={picture.title: list(told.values())},
        write=_writer(INDICATORS[picture.keys[0]], currency),
    )  # fmt: skip


def _number(key: str, value: Fraction | None) -> float | None:
    """Nothing counted is nought; a share of nothing is not known."""
    if value is None:
        return 0.0 if INDICATORS[key].formula.made == Made.COUNT else None
    return float(value)


def _writer(one: Indicator, currency: str) -> Any:
    return lambda value: reading.write(one.formula, Fraction(value), currency)
