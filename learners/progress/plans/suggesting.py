"""What to learn next across the network, with what was ruled out: judged in one statement over every open offering."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import connection

from curriculum.commons.words import configuration
from learners.distance import KM, NEAR, degrees
from learners.models import OfferingCard
from learners.progress.plans.models import Goal, Overrule
from learners.progress.plans.queries import Known
from learners.queries import INSIDE
from learners.support import from_home
from tenancy.scope import reading_communities

FEW = 8
PLACES = {"expressions": "latitude, longitude, %(latitudes)s::float8[], %(longitudes)s::float8[]"}
# Communities are asked with IN, not joined: PostgreSQL counts no table of a few rows, would take it that they leave a
# handful of offerings, and look each of the thousands up again.
# What leads to a goal is found backwards: what its offerings require, what covers that, what this requires, and so on.
JUDGE = """
WITH RECURSIVE wanted AS MATERIALIZED (
    SELECT id, requires FROM learners_offeringcard
    WHERE state IN ('open', 'closed') AND (id = ANY(%(goal_cards)s) OR teaches && %(goal_competencies)s)
), toward(key) AS (
    SELECT unnest(requires) FROM wanted
    UNION
    SELECT unnest(c.requires) FROM toward t
    CROSS JOIN LATERAL (SELECT DISTINCT requires FROM learners_offeringcard WHERE covers @> ARRAY[t.key]) c
), leads AS (
    SELECT DISTINCT c.id FROM toward t JOIN learners_offeringcard c ON c.covers @> ARRAY[t.key]
), known AS (SELECT unnest(%(parts)s::uuid[]) AS key
), said AS (SELECT id FROM learners_offeringcard WHERE words @@ to_tsquery('simple', %(said)s)
), again AS (  -- what they learn or wait for already, offered once more
    SELECT id FROM learners_offeringcard WHERE covers && %(learning)s::uuid[] AND covers <@ %(learning)s::uuid[]
), liked AS (SELECT id FROM learners_offeringcard WHERE words @@ to_tsquery('simple', %(liked)s)
), taking AS (SELECT id, visibility, KM_AWAY AS km FROM communities_community WHERE takes_learners
), judged AS (
    SELECT c.id, c.starts_on,
        c.id = ANY(%(goal_cards)s) AS goal, c.teaches && %(goal_competencies)s AS teaches,
        leads.id IS NOT NULL AS leads, said.id IS NOT NULL AS said, liked.id IS NOT NULL AS liked,
        c.requires <> '{}' AND lacking.so IS NULL AS builds, c.language = %(first)s AS first,
        CASE
            WHEN c.id = ANY(%(not_for_me)s) THEN 'not_for_me'
            WHEN c.id = ANY(%(all_the_same)s) THEN ''
            WHEN lacking.so THEN 'lacking'
            WHEN c.teaches <> '{}' AND c.teaches <@ %(competencies)s THEN 'shown'
            WHEN again.id IS NOT NULL THEN 'learning'
            WHEN %(age)s < c.age_from OR %(age)s > c.age_to THEN 'age'
            WHEN c.language <> '' AND NOT c.language = ANY(%(languages)s) THEN 'language'
            WHEN c.busy && %(busy)s AND (c.starts_on <= %(until)s) IS NOT FALSE THEN 'clash'
            ELSE '' END AS ruled,
        c.id = ANY(%(all_the_same)s) AS all_the_same,
        c.held = 'place' AND c.community_id IN (SELECT id FROM taking WHERE km > %(near)s) AS far,
        NOT c.support @> CASE c.held WHEN 'online' THEN %(from_home)s::varchar[] ELSE %(needs)s::varchar[] END AS unsaid
    FROM learners_offeringcard c
    LEFT JOIN LATERAL (
        SELECT true AS so FROM unnest(c.requires) AS need(key) WHERE key NOT IN (SELECT key FROM known) LIMIT 1
    ) lacking ON true
    LEFT JOIN leads ON leads.id = c.id LEFT JOIN said ON said.id = c.id LEFT JOIN liked ON liked.id = c.id
    LEFT JOIN again ON again.id = c.id
    WHERE c.state = 'open' AND NOT c.id = ANY(%(offerings)s)
        AND (c.community_id IN (SELECT id FROM taking WHERE id = ANY(%(communities)s))
            OR c.community_id IN (SELECT id FROM taking WHERE visibility = 'public') AND (c.listed OR c.id IN (
                SELECT card_id FROM learners_circlecard WHERE readers && %(reading)s::uuid[])))
    OFFSET 0  -- judged once, and weighed as it comes
), ranked AS (
    SELECT *, 16 * goal::int + 8 * teaches::int + 8 * leads::int + 4 * said::int + 2 * liked::int + 2 * builds::int
        + 32 * all_the_same::int + first::int AS weight
    FROM judged
)
(SELECT id, goal, teaches, leads, said, liked, builds, all_the_same, ruled, 0 AS number FROM ranked
    WHERE ruled = '' ORDER BY weight DESC, unsaid, far, starts_on, id LIMIT %(few)s)
UNION ALL
(SELECT id, goal, teaches, leads, said, liked, builds, all_the_same, ruled, 0 FROM ranked
    WHERE ruled <> '' AND weight > 1 ORDER BY weight DESC, unsaid, far, starts_on, id LIMIT %(few)s)
UNION ALL
(SELECT NULL, false, false, false, false, false, false, false, ruled, count(*) FROM ranked
    WHERE ruled <> '' GROUP BY ruled)
""".replace("KM_AWAY", KM % PLACES)


@dataclass(frozen=True, kw_only=True)
class Judged:
    """An open offering, what speaks for it, and by what it is ruled out."""

    card: OfferingCard
    goal: bool
    teaches: bool  # a competency that is a goal
    leads: bool  # to a goal, by what that requires
    said: bool  # in the words of a goal
    liked: bool
    builds: bool  # on what was shown
    all_the_same: bool
    ruled: str  # "" or why not: not_for_me, lacking, shown, learning, age, language, clash


@dataclass(frozen=True, kw_only=True)
class Suggestions:
    fit: list[Judged]
    ruled_out: list[Judged]  # of what would matter to them, the likeliest
    numbers: dict[str, int]  # how many in all, by why
    stems: dict[UUID, list[str]]  # of the words of a goal, by its id


def suggest(
    known: Known, goals: Iterable[Goal], overrules: Iterable[Overrule], *, interests: Iterable[str] = ()
) -> Suggestions:
    """Three queries, however many offerings there are; words are stemmed in the first language."""
    goals, overrules = [one for one in goals if one.is_open], list(overrules)
    steps = [UUID(step.offering) for goal in goals for step in goal.steps if step.offering and not step.done_on]
    first = known.languages[0] if known.languages else ""
    worded, interests = [one for one in goals if one.is_words], list(interests)
    found = _stems(first, [*(one.words for one in worded), "\n".join(interests)])
    stems = {goal.pk: of_goal for goal, of_goal in zip(worded, found, strict=False)}
    asked = {
        "goal_cards": [*(one.card_id for one in goals if one.card_id), *steps],
        "goal_competencies": [one.competency for one in goals if one.competency],
        "said": _any_of(chain(*stems.values())), "liked": _any_of(found[-1]),
        "not_for_me": _said(overrules, Overrule.Says.NOT_FOR_ME),
        "all_the_same": _said(overrules, Overrule.Says.ALL_THE_SAME),
        "first": first, "few": FEW, "near": NEAR,
        "reading": list(reading_communities()), "from_home": from_home(known.needs),
        **{name: list(value) if isinstance(value, frozenset | tuple) else value
           for name, value in known._asdict().items() if name not in ("doing", "homes")},
        **dict(zip(("latitudes", "longitudes"), degrees(known.homes), strict=True)),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(JUDGE, asked)
        rows = cursor.fetchall()
    cards = OfferingCard.objects.select_related("community").defer("outline", "covers", "words")
    cards_by_id = cards.in_bulk([row[0] for row in rows if row[0]])
    judged = [_judged(cards_by_id[row[0]], row) for row in rows if row[0]]
    return Suggestions(
        fit=[one for one in judged if not one.ruled], ruled_out=[one for one in judged if one.ruled],
        numbers={row[-2]: row[-1] for row in rows if not row[0]}, stems=stems,
    )  # fmt: skip


def _judged(card: OfferingCard, row: Any) -> Judged:
    goal, teaches, leads, said, liked, builds, all_the_same, ruled = row[1:-1]
    return Judged(
        card=card, goal=goal, teaches=teaches, leads=leads, said=said, liked=liked, builds=builds,
        all_the_same=all_the_same, ruled=ruled,
    )  # fmt: skip


def offering_them(keys: Iterable[UUID]) -> list[OfferingCard]:
    """Listed offerings that cover one of these parts, the soonest first."""
    cards = OfferingCard.objects.filter(covers__overlap=list(keys), listed=True, state="open")
    return list(cards.select_related("community").defer(*(set(INSIDE) - {"covers"})).order_by("starts_on", "id")[:50])


def _stems(language: str, texts: list[str]) -> list[list[str]]:
    """Of each text the stems of its words, by PostgreSQL, without those that say little."""
    stems = ", ".join(["tsvector_to_array(to_tsvector(%s::regconfig, %s))"] * len(texts))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {stems}", [value for text in texts for value in (configuration(language), text)])
        found = cursor.fetchone() or ()
    return [[one for one in lexemes if one.isalnum()] for lexemes in found]


def _any_of(stems: Iterable[str]) -> str:
    """As a query for PostgreSQL."""
    return " | ".join(f"'{one}':*" for one in list(dict.fromkeys(stems))[:60])


def _said(overrules: list[Overrule], says: str) -> list[UUID]:
    return [one.card_id for one in overrules if one.says == says]
