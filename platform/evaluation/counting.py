"""The figures of the open scope's community, in a fixed number of queries whatever the number of rows."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Case, F, Q, Sum, When

from communities.models import Community
from communities.suppression import MINIMUM
from evaluation.measures import STATEMENT
from evaluation.periods import Period
from funding.models import Account, Transfer

ATTRIBUTES = 12  # attributes counted, the first in the order of the alphabet
VALUES = 60  # values of an attribute; one with more tells learners apart and is no group
LENGTH = 100  # characters of an attribute's value
Value = TypeVar("Value")

# Every attribute in one pass; the attribute '' has one value, which is everybody. A value nobody recorded is a blank.
OUTCOMES = """
    SELECT attribute, left(coalesce(attributes ->> attribute, ''), %(length)s), outcome, count(*),
        least(count(DISTINCT person_id), %(few)s),
        CASE WHEN count(DISTINCT person_id) < %(few)s THEN array_agg(DISTINCT person_id) END
    FROM (
        SELECT person_id, attributes, CASE WHEN ended_on > %(ends)s THEN '' ELSE outcome END AS outcome
        FROM learners_enrolment
        WHERE community_id = %(community)s AND (state <> 'waiting' OR paused_on IS NOT NULL)
            AND NOT (state = 'withdrawn' AND outcome = '')
            AND (%(ends)s::date IS NULL OR enrolled_on <= %(ends)s)) counted
    CROSS JOIN unnest(%(attributes)s::text[]) attribute
    GROUP BY 1, 2, 3
"""
RECORDED = """
    SELECT DISTINCT jsonb_object_keys(attributes) AS attribute FROM learners_enrolment
    WHERE community_id = %s ORDER BY attribute LIMIT %s
"""


class Figure(NamedTuple):
    indicator: str
    value: int
    dims: dict[str, str]
    people: int = 0  # learners among them, counted up to ten
    learners: tuple[UUID, ...] = ()  # whom it counts, while they are fewer than ten


def count_all(community: Community, period: Period) -> list[Figure]:
    """Everything that is counted of a community, in four queries."""
    outcomes = count_outcomes(community, None if period.starts is None else period.ends)
    return [*_plain(community, period), *outcomes, *_money(period)]


def _plain(community: Community, period: Period) -> list[Figure]:
    after, before = period.moments(community.time_zone) if period.starts else ("-infinity", "infinity")
    asked: dict[str, Any] = {
        "here": community.pk, "ever": period.starts is None, "zone": community.time_zone,
        "first": period.starts or "-infinity", "last": period.ends if period.starts else "infinity",
        "after": after, "before": before,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, asked)
        return [Figure(key, int(value), {}) for (found,) in cursor.fetchall() for key, value in found.items()]


def count_outcomes(community: Community, ends: date | None = None) -> list[Figure]:
    """Enrolments by outcome, and by outcome and each recorded attribute, as they stood on that day (None: now)."""
    with connection.cursor() as cursor:
        cursor.execute(RECORDED, [community.pk, ATTRIBUTES])
        attributes = ["", *(name for (name,) in cursor.fetchall() if name and len(name) <= LENGTH)]
        given = {"ends": ends, "community": community.pk, "attributes": attributes, "length": LENGTH, "few": MINIMUM}
        cursor.execute(OUTCOMES, given)
        rows = cursor.fetchall()
    values = Counter(attribute for attribute, _value in {(row[0], row[1]) for row in rows})
    return [
        Figure(
            "outcomes",
            count,
            {"outcome": outcome, "attribute": attribute, "value": value} if attribute else {"outcome": outcome},
            people,
            tuple(learners or ()),
        )
        for attribute, value, outcome, count, people, learners in rows
        if values[attribute] <= VALUES
    ]


def outcomes_by_attribute(figures: Iterable[tuple[dict[str, str], Value]]) -> dict[str, dict[str, dict[str, Value]]]:
    """{attribute: {value: {outcome: figure}}} of (dims, figure); under the attribute "" everybody has the value ""."""
    tables: dict[str, dict[str, dict[str, Value]]] = {}
    for dims, figure in figures:
        rows = tables.setdefault(dims.get("attribute", ""), {})
        rows.setdefault(dims.get("value", ""), {})[dims["outcome"]] = figure
    return tables


def _money(period: Period) -> list[Figure]:
    """By currency, in minor units; a learner's own fund is in no figure that others read."""
    told = Transfer.objects.filter(fund__person=None, state=Transfer.State.POSTED)
    posted = told.filter(**_days("entry__effective_on", period))
    income, expense = Account.Kind.INCOME, Account.Kind.EXPENSE
    sums = posted.values("currency").annotate(
        money_in=_difference(Q(credit__kind=income), Q(debit__kind=income)),
        money_out=_difference(Q(debit__kind=expense), Q(credit__kind=expense)),
    )
    return [
        Figure(key, int(row[key] or 0), {"currency": row["currency"]})
        for row in sums.order_by("currency")
        for key in ("money_in", "money_out")
    ]


def _difference(plus: Q, minus: Q) -> Sum:
    """A transfer between two accounts of a kind counts on both sides."""
    return Sum(Case(When(plus & ~minus, then=F("amount")), When(minus & ~plus, then=-F("amount")), default=0))


def _days(field: str, period: Period) -> dict[str, Any]:
    if period.starts is None:
        return {f"{field}__isnull": False}
    return {f"{field}__range": (period.starts, period.ends)}
