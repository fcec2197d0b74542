"""The figures of the open scope's community, in a fixed number of queries whatever the number of rows."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Case, F, Q, Sum, When

from communities.models import Community
from communities.suppression import MINIMUM
from evaluation.facts import SOURCES, TAKEN
from evaluation.measures import MEASURES
from evaluation.periods import Period
from funding.models import Account, Transfer
from tenancy.statements import ask

ATTRIBUTES = 12  # attributes counted, the first in the order of the alphabet
VALUES = 60  # values of an attribute; one with more tells learners apart and is no group
LENGTH = 100  # characters of an attribute's value
Value = TypeVar("Value")

OUTCOMES = """
    SELECT attributes::text, CASE WHEN ended_on > %(ends)s::date THEN '' ELSE outcome END, person_id::text
    FROM learners_enrolment
    WHERE community_id = %(here)s AND (state <> 'waiting' OR paused_on IS NOT NULL)
        AND NOT (state = 'withdrawn' AND outcome = '')
        AND (%(ends)s::date IS NULL OR enrolled_on <= %(ends)s::date)
"""


class Figure(NamedTuple):
    indicator: str
    value: int
    dims: dict[str, str]
    people: int = 0  # learners among them, counted up to ten
    learners: tuple[UUID, ...] = ()  # whom it counts, while they are fewer than ten


def count_all(
    community: Community, period: Period, of: Iterable[str] = SOURCES, *, lasting: bool = False
) -> list[Figure]:
    """Everything that is counted of these sources of a community, in three queries at most.

    `lasting`: without what is counted as things stand, which on another day is another figure."""
    plain = statement(frozenset(of), lasting=lasting)
    figures = _plain(community, period, plain) if plain else []
    if "outcomes" in of:
        figures += count_outcomes(None if period.starts is None else period.ends)
    return figures + _money(period) if "books" in of else figures


@cache
def statement(sources: frozenset[str], *, lasting: bool = False) -> str:
    """All plain measures of these sources at once: a row for each, an object of measure and value.

    `lasting`: without those that are counted as things stand."""
    parts = []
    for key, source in SOURCES.items():
        mine = [
            f"'{name}', {one.sql}" for name, one in MEASURES.items()
            if one.source == key and one.sql and not (lasting and one.as_it_stands)
        ]  # fmt: skip
        if mine and key in sources:
            parts.append(TAKEN.format(measures=", ".join(mine), rows=source.rows))
    return " UNION ALL ".join(parts)


def _plain(community: Community, period: Period, sql: str) -> list[Figure]:
    after, before = period.moments(community.time_zone) if period.starts else ("-infinity", "infinity")
    found = ask(
        sql,
        ever=period.starts is None, zone=community.time_zone,
        first=period.starts or "-infinity", last=period.ends if period.starts else "infinity",
        after=after, before=before,
    )  # fmt: skip
    return [Figure(key, int(value), {}) for (figures,) in found for key, value in figures.items()]


@dataclass
class _Cell:
    value: int = 0
    people: set[str] = field(default_factory=set)

    def take(self, people: list[str]) -> None:
        self.value += len(people)
        if len(self.people) < MINIMUM:
            self.people.update(people)

    def figure(self, dims: dict[str, str]) -> Figure:
        few = tuple(map(UUID, self.people)) if len(self.people) < MINIMUM else ()
        return Figure("outcomes", self.value, dims, min(len(self.people), MINIMUM), few)


def count_outcomes(ends: date | None = None) -> list[Figure]:
    """Enrolments by outcome, and by outcome and each recorded attribute, as they stood on that day (None: now).

    The attribute "" has one value, which is everybody; a value nobody recorded is a blank."""
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for attributes, outcome, person in ask(OUTCOMES, ends=ends):  # sorting them costs the database more than this
        groups[attributes, outcome].append(person)
    told = [(json.loads(attributes), outcome, people) for (attributes, outcome), people in groups.items()]
    recorded = {name for attributes, *_rest in told for name in attributes if 0 < len(name) <= LENGTH}
    figures = []
    for attribute in ["", *sorted(recorded)[:ATTRIBUTES]]:
        cells: defaultdict[tuple[str, str], _Cell] = defaultdict(_Cell)
        for attributes, outcome, people in told:
            cells[str(attributes.get(attribute) or "")[:LENGTH], outcome].take(people)
        if len({value for value, _outcome in cells}) <= VALUES:
            figures += [cell.figure(_dims(attribute, *key)) for key, cell in cells.items()]
    return figures


def _dims(attribute: str, value: str, outcome: str) -> dict[str, str]:
    return {"outcome": outcome, "attribute": attribute, "value": value} if attribute else {"outcome": outcome}


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
