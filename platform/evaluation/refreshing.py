"""Reports stay as they were written; what they are compared with is counted anew where facts came late or changed."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from communities.models import Community
from evaluation.counting import Figure, count_all
from evaluation.facts import SOURCES
from evaluation.keeping import keep
from evaluation.measures import MEASURES, OF_THE_MOMENT
from evaluation.models import Report, RollUp, Touched
from evaluation.periods import Period, parse_period
from evaluation.turns import take_turns
from tenancy.scope import current_community
from tenancy.statements import ask

SIX_DAYS = timedelta(days=6)  # from a week's Monday to its Sunday
TAKE = "DELETE FROM evaluation_touched WHERE community_id = %(here)s RETURNING source, week"
COUNTED = """
    SELECT period FROM evaluation_report WHERE community_id = %(here)s
    UNION SELECT period FROM evaluation_rollup WHERE community_id = %(here)s ORDER BY 1
"""
KEPT = """
    SELECT id, indicator, dims::json, value, people, learners FROM evaluation_rollup
    WHERE community_id = %(here)s AND period = %(period)s
"""
NEEDED = {"enrolments": {"outcomes"}}  # what else is counted of a source's rows


@transaction.atomic(savepoint=False)
def refresh(community: Community) -> list[Period]:
    """Count again those periods of the open scope's community whose facts have changed; give those that came out
    otherwise. Done again, or again after it broke off, it finds nothing left."""
    take_turns(str(current_community()))
    touched = sorted(set(ask(TAKE)))
    if not touched:
        return []
    return [period for period in _counted() if _count_again(community, period, _sources(period, touched))]


@transaction.atomic
def rebuild(community: Community) -> list[Period]:
    """Forget what was counted of the open scope's community and count every period from its facts."""
    take_turns(str(current_community()))
    periods = _counted()
    as_they_stood = {period: _of_the_moment(period) for period in periods}
    ask(TAKE)
    RollUp.objects.all().delete()
    latest = max(periods, key=lambda one: one.ends, default=None)
    for period in periods:
        keep(period, [*count_all(community, period, lasting=True), *as_they_stood[period]], names=period == latest)
    return periods


def touch(source: str, days: Iterable[date]) -> None:
    """For facts whose table does not note by itself that they came."""
    weeks = {day - timedelta(days=day.weekday()) for day in days}
    Touched.objects.bulk_create(Touched(source=source, week=week) for week in sorted(weeks))


def _counted() -> list[Period]:
    return [parse_period(key) for (key,) in ask(COUNTED)]


def _sources(period: Period, touched: list[tuple[str, date]]) -> set[str]:
    """What of a period is to be counted again; a fact that lasts, such as an enrolment, is in all periods after it."""
    found = {
        source
        for source, week in touched
        if week <= period.ends and (SOURCES[source].lasts or period.starts is None or week + SIX_DAYS >= period.starts)
    }
    return found.union(*(NEEDED.get(source, set()) for source in found))


def _count_again(community: Community, period: Period, sources: set[str]) -> bool:
    """Whether anything came out otherwise, or counts other learners; only that is written."""
    if not sources:
        return False
    now = {_key(one.indicator, one.dims): one for one in count_all(community, period, sources, lasting=True)}
    rows = [row for row in ask(KEPT, period=period.key) if _is_counted_of(row[1], sources)]
    names = any(learners for *_row, learners in rows)
    kept = {_key(row[1], row[2]): (*row[3:5], set(row[5])) for row in rows}
    gone = [row[0] for row in rows if _key(row[1], row[2]) not in now]
    new = [
        one for key, one in now.items() if kept.get(key) != (one.value, one.people, set(one.learners if names else ()))
    ]
    if gone:
        RollUp.objects.filter(pk__in=gone).delete()
        RollUp.objects.filter(period=period.key).update(counted_at=timezone.now())
    if new:
        keep(period, new, names=names)
    return bool(gone or new)


def _is_counted_of(indicator: str, sources: set[str]) -> bool:
    return MEASURES[indicator].source in sources and indicator not in OF_THE_MOMENT


def _of_the_moment(period: Period) -> list[Figure]:
    """As they were when the report was written, or else when the period was counted."""
    report = Report.objects.filter(period=period.key).values_list("content__figures", flat=True).first()
    rows = RollUp.objects.filter(period=period.key).values("indicator", "value", "dims")
    return [
        Figure(one["indicator"], one["value"], one["dims"])
        for one in (rows if report is None else report)
        if one["indicator"] in OF_THE_MOMENT
    ]


def _key(indicator: str, dims: dict[str, str]) -> tuple[Any, ...]:
    return (indicator, *sorted(dims.items()))
