"""A network of a million enrolments: reading what was published, counting what changed, and counting all anew."""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import psutil
import psycopg
from django.core.cache import cache
from django.db import connection
from django.test import Client

from evaluation.actions import publish_network_report, roll_up
from evaluation.periods import week_of
from evaluation.refreshing import rebuild, refresh
from learners.models import Enrolment
from learners.progress.models import Mark
from tenancy.scope import in_community
from tests.benchmarks.table import Line
from tests.benchmarks.world import World

LEARNERS, MARKS = 1_000, 4  # in each community, and of each of them
CHANGED, ROUNDS = 200, 5
WEEK = week_of(date(2026, 3, 4))
# Written past the one way in, which is measured elsewhere, a class of 25 at a time; all else reads the same rows.
FILL = (
    """
    INSERT INTO accounts_person (id, username, name, password, email, language, time_zone, is_active, is_superuser,
        date_joined)
    SELECT gen_random_uuid(), 'many' || n, 'Learner ' || n, '!', '', 'en', 'UTC', true, false, now()
    FROM generate_series(1, %(learners)s) n
    """,
    """
    INSERT INTO learners_enrolment (community_id, id, offering_id, card_id, person_id, display_name, home_id, state,
        kind, keeps_place, outcome, enrolled_on, ended_on, attributes, attributes_by, attributes_until)
    SELECT o.community_id, gen_random_uuid(), o.id, o.id, r.id, r.name, o.community_id,
        CASE r.n %% o.many WHEN 0 THEN 'enrolled' WHEN 1 THEN 'withdrawn' ELSE 'completed' END, 'full', false,
        (ARRAY['', 'Withdrawn', 'Pass', 'Fail', 'Distinction', 'Pass', 'Pass'])[1 + r.n %% o.many],
        date '2025-09-01' + (r.n %% 150)::int,
        CASE WHEN r.n %% o.many > 0 THEN date '2026-02-01' + (r.n %% 60)::int END,
        jsonb_build_object('age_band', (ARRAY['0-35', '35-55', '55+'])[1 + r.n %% 3],
            'gender', (ARRAY['F', 'M'])[1 + r.n / 3 %% 2], 'imd_band', (r.n / 7 %% 10)::text,
            'disability', (ARRAY['N', 'Y'])[1 + r.n / 11 %% 2]),
        gen_random_uuid(), now() + interval '1 year'
    FROM (SELECT *, 5 + abs(hashtext(id::text)) %% 3 AS many FROM learners_offering) o CROSS JOIN (
        SELECT id, name, row_number() OVER (ORDER BY id) n FROM accounts_person WHERE username LIKE 'many%%') r
    ORDER BY r.n / 25, o.community_id
    """,
    """
    INSERT INTO progress_mark (community_id, id, enrolment_id, person_id, activity_key, activity_title, work,
        submitted_on, level, banked, comment, marked_by_name, marked_at, created_on)
    SELECT e.community_id, gen_random_uuid(), e.id, e.person_id, gen_random_uuid(), 'Knots', '', s.day,
        CASE WHEN s.day < date '2026-03-10' THEN 2 END, false, '', '',
        CASE WHEN s.day < date '2026-03-10' THEN s.day + interval '3 days' END, s.day
    FROM learners_enrolment e CROSS JOIN generate_series(1, %(marks)s) k
    CROSS JOIN LATERAL (SELECT e.enrolled_on + k * 10 AS day) s
    WHERE e.display_name LIKE 'Learner %%'
    """,
    "UPDATE communities_community SET shares_reports = true, visibility = 'public' WHERE kind <> 'network'",
    "VACUUM ANALYZE accounts_person, learners_enrolment, progress_mark, communities_community",
)
ATTRIBUTES = "unnest(ARRAY['', 'age_band', 'disability', 'gender', 'imd_band']) attribute"
# What a report of the network says, and what the roll-ups of all communities do, asked of the rows.
PUBLISHED = (
    "SELECT community_id, outcome, count(*) FROM learners_enrolment GROUP BY 1, 2",
    f"""
    SELECT attribute, attributes ->> attribute, outcome, count(*) FROM learners_enrolment CROSS JOIN {ATTRIBUTES}
    GROUP BY 1, 2, 3
    """,
)
ROLLED_UP = (
    f"""
    SELECT community_id, attribute, attributes ->> attribute, outcome, count(*), count(DISTINCT person_id)
    FROM learners_enrolment CROSS JOIN {ATTRIBUTES} GROUP BY 1, 2, 3, 4
    """,
    """
    SELECT community_id, count(DISTINCT person_id) FILTER (WHERE ended_on IS NULL OR ended_on > date '2026-03-08'),
        count(*) FILTER (WHERE enrolled_on BETWEEN date '2026-03-02' AND date '2026-03-08'),
        count(*) FILTER (WHERE ended_on BETWEEN date '2026-03-02' AND date '2026-03-08')
    FROM learners_enrolment GROUP BY 1
    """,
    """
    SELECT m.community_id, count(*) FILTER (WHERE m.submitted_on BETWEEN date '2026-03-02' AND date '2026-03-08'),
        count(*) FILTER (WHERE m.level IS NOT NULL AND m.marked_at >= date '2026-03-02'
            AND m.marked_at < date '2026-03-09'),
        sum(m.marked_at::date - m.submitted_on) FILTER (WHERE m.marked_at >= date '2026-03-02'
            AND m.marked_at < date '2026-03-09'),
        count(*) FILTER (WHERE m.level IS NULL AND e.state = 'enrolled')
    FROM progress_mark m JOIN learners_enrolment e ON (e.community_id, e.id) = (m.community_id, m.enrolment_id)
    GROUP BY 1
    """,
)


def measure(world: World) -> list[Line]:
    if "SUPERUSER_DATABASE_URL" not in os.environ:
        print("A million enrolments are not counted: filling them in needs SUPERUSER_DATABASE_URL.")
        return []
    with _superuser() as plain:
        for statement in FILL:
            plain.execute(statement, {"learners": LEARNERS, "marks": MARKS} if "%" in statement else None)
        return [*_rebuilt(world, plain), *_read(plain), *_refreshed(world, plain)]


@contextmanager
def _superuser() -> Iterator[Any]:
    url = urlsplit(os.environ["SUPERUSER_DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    with psycopg.connect(url.geturl(), options="-c session_replication_role=replica", autocommit=True) as one:
        yield one


def _rebuilt(world: World, plain: Any) -> list[Line]:
    for one in world.communities:
        with in_community(one.pk):
            roll_up(one, period=WEEK)
    process, most = psutil.Process(), [0]

    def all_of_them() -> None:
        for one in world.communities:
            with in_community(one.pk):
                rebuild(one)
            most[0] = max(most[0], process.memory_info().rss)

    took, asked = _seconds(all_of_them), statistics.median(_seconds(lambda: _ask(plain, ROLLED_UP)) for _ in range(2))
    return [
        Line("1,000,000 enrolments, 4,000,000 marks: rebuilding all roll-ups", took, "s"),
        Line("  ratio to plain SQL over the rows", took / asked, "×", 2, at_least=False),
        Line("  memory of the process", most[0] / 1e6, "MB", 500, at_least=False),
    ]


def _read(plain: Any) -> list[Line]:
    published = _seconds(lambda: publish_network_report(WEEK))
    client, spent = Client(SERVER_NAME="localhost"), []
    for _ in range(ROUNDS + 1):
        cache.clear()
        with _in_database() as queries:
            answer = client.get("/observatory/")
            assert answer.status_code == 200
        spent.append((sum(queries), len(queries)))
    asked = statistics.median(_seconds(lambda: _ask(plain, PUBLISHED)) for _ in range(3))
    read = statistics.median(took for took, _count in spent[1:])
    return [
        Line("publishing the network's report of 1,000 communities", published, "s"),
        Line("the observatory's page, its queries", read * 1000, "ms"),
        Line("  plain SQL over the rows, ratio to it", asked / read, "×", 100),
        Line("  queries", max(count for _took, count in spent), "", 11, at_least=False),
    ]


def _refreshed(world: World, plain: Any) -> list[Line]:
    lines = []
    for one in world.communities:
        with in_community(one.pk):
            refresh(one)
    for what, change in (("marks alone", _mark), ("enrolments and marks", _change)):
        for one in world.communities[:CHANGED]:
            with in_community(one.pk):
                change()
        begun = _active(plain)
        for one in world.communities[:CHANGED]:
            with in_community(one.pk):
                assert refresh(one) == [WEEK]
        spent = (_active(plain) - begun) / CHANGED
        lines.append(Line(f"counting what changed, {what}: database time of a community", spent, "ms", 5, False))
    return lines


def _active(plain: Any) -> float:
    """Milliseconds that the server has spent on statements in this database, as it says itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
    name = connection.settings_dict["NAME"]
    return float(plain.execute("SELECT active_time FROM pg_stat_database WHERE datname = %s", [name]).fetchone()[0])


def _change() -> None:
    """One enrolment ends, and its activities are handed in and marked."""
    Enrolment.objects.filter(pk=_mark()).update(state="completed", outcome="Pass", ended_on=WEEK.ends)


def _mark() -> Any:
    one = Enrolment.objects.filter(state="enrolled", display_name__startswith="Learner").first()
    assert one is not None
    Mark.objects.bulk_create(
        Mark(
            enrolment=one, person_id=one.person_id, activity_key=uuid4(), activity_title="Knots",
            submitted_on=WEEK.starts, level=2, marked_at=f"{WEEK.ends}T12:00Z",
        )
        for _ in range(MARKS)
    )  # fmt: skip
    return one.pk


@contextmanager
def _in_database() -> Iterator[list[float]]:
    """Seconds of each query."""
    found: list[float] = []

    def timed(execute: Callable[..., Any], *given: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(*given)
        finally:
            found.append(time.perf_counter() - begun)

    with connection.execute_wrapper(timed):
        yield found


def _ask(plain: Any, statements: tuple[str, ...]) -> None:
    for statement in statements:
        plain.execute(statement).fetchall()


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
