"""Writes people, memberships, enrolments and marks in bulk: copied to temporary tables, inserted scope by scope."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from accounts.models import Person
from communities.models import Community
from demo.oulad.communities import SCALE, found_all, key_of, offer, title_of
from demo.oulad.contents import Contents, Course, Registration, Submission
from demo.oulad.reading import after
from tenancy.keys import uuid7
from tenancy.scope import in_community

TABLES = """
    CREATE TEMP TABLE oulad_member (community uuid, id uuid, person uuid, name text, since date) ON COMMIT DROP;
    CREATE TEMP TABLE oulad_enrolment (place int, community uuid, id uuid, offering uuid, person uuid, name text,
        home uuid, state text, outcome text, attributes jsonb, enrolled_on date, ended_on date) ON COMMIT DROP;
    CREATE TEMP TABLE oulad_assessment (number int, community uuid, key uuid, title text, starts_on date)
        ON COMMIT DROP;
    CREATE TEMP TABLE oulad_mark (id uuid, assessment int, enrolment int, day int, banked bool, score numeric)
        ON COMMIT DROP;
"""
MEMBERS = """
    INSERT INTO communities_membership (community_id, id, person_id, display_name, roles, since)
    SELECT community, id, person, name, '{learner}', since FROM oulad_member WHERE community = %(here)s
"""
ENROLMENTS = """
    INSERT INTO learners_enrolment (community_id, id, offering_id, card_id, person_id, display_name, home_id, state,
        kind, outcome, attributes, attributes_by, attributes_until, enrolled_on, ended_on)
    SELECT community, id, offering, offering, person, name, home, state, 'full', outcome, attributes, id, '2999-01-01',
        enrolled_on, ended_on
    FROM oulad_enrolment WHERE community = %(here)s
"""
MARKS = """
    INSERT INTO progress_mark (community_id, id, enrolment_id, person_id, activity_key, activity_title, work,
        submitted_on, level, score, banked, comment, marked_by_name, marked_at, created_on)
    SELECT e.community, m.id, e.id, e.person, a.key, a.title, '', a.starts_on + m.day,
        CASE WHEN m.score IS NOT NULL THEN greatest(width_bucket(m.score, %(scale)s::numeric[]), 1) END, m.score,
        m.banked, '',
        CASE WHEN m.score IS NULL THEN '' ELSE 'OULAD' END,
        CASE WHEN m.score IS NOT NULL THEN a.starts_on + coalesce(m.day, 0) END, a.starts_on + coalesce(m.day, 0)
    FROM oulad_mark m JOIN oulad_assessment a ON a.number = m.assessment JOIN oulad_enrolment e ON e.place = m.enrolment
    WHERE e.community = %(here)s
"""


@dataclass
class Written:
    learners: int
    enrolments: int
    marks: int


def write(contents: Contents) -> Written:
    """Write everything, in the transaction that is open; submissions are read while they are written."""
    founder = Person.objects.create(username="open-university", name="Open University import", password="!")
    regions, modules = found_all(founder, contents)
    places = Counter(one.course for one in contents.registrations if one.outcome != "Withdrawn")
    offerings: dict[Course, UUID] = {}
    for module, community in modules.items():
        offerings |= offer(module, community, contents, places)
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
    people = _write_people(contents)
    _write_members(contents, people, regions)
    _write_enrolments(contents, people, regions, modules, offerings)
    marks = _write_marks(contents, modules)
    return Written(len(people), len(contents.registrations), marks)


def _copy(into: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> int:
    count = 0
    with connection.cursor() as cursor, cursor.copy(f"COPY {into} ({columns}) FROM STDIN") as copy:
        for count, row in enumerate(rows, 1):  # noqa: B007
            copy.write_row(row)
    return count


def _insert(statement: str, communities: Iterable[Community]) -> None:
    told = {"scale": [step["from"] for step in SCALE]}
    for community in communities:
        with in_community(community.pk), connection.cursor() as cursor:
            cursor.execute(statement, told | {"here": community.pk})


def _write_people(contents: Contents) -> dict[int, UUID]:
    people = {one.student: uuid7() for one in contents.registrations}
    columns = "id, username, name, email, language, time_zone, password, is_active, is_superuser, date_joined"
    _copy("accounts_person", columns, (
        (id, f"ou{student}", f"Learner {student}", "", "en", "Europe/London", "!", True, False, "2013-01-01")
        for student, id in people.items()
    ))  # fmt: skip
    return people


def _write_members(contents: Contents, people: dict[int, UUID], regions: dict[str, Community]) -> None:
    def rows() -> Iterable[tuple[Any, ...]]:
        for student, place in contents.homes().items():
            one = contents.registrations[place]
            since = after(contents.presentations[one.course].starts_on, one.registered)
            yield regions[one.region].pk, uuid7(), people[student], f"Learner {student}", since

    _copy("oulad_member", "community, id, person, name, since", rows())
    _insert(MEMBERS, regions.values())


def _write_enrolments(
    contents: Contents,
    people: dict[int, UUID],
    regions: dict[str, Community],
    modules: dict[str, Community],
    offerings: dict[Course, UUID],
) -> None:
    homes = contents.homes()

    def rows() -> Iterable[tuple[Any, ...]]:
        for place, one in enumerate(contents.registrations):
            home = regions[contents.registrations[homes[one.student]].region]
            yield (
                place, modules[one.course[0]].pk, uuid7(), offerings[one.course], people[one.student],
                f"Learner {one.student}", home.pk, *_ended(one), _json(one.attributes), *_days(contents, one),
            )  # fmt: skip

    columns = "place, community, id, offering, person, name, home, state, outcome, attributes, enrolled_on, ended_on"
    _copy("oulad_enrolment", columns, rows())
    _insert(ENROLMENTS, modules.values())


def _ended(one: Registration) -> tuple[str, str]:
    return ("withdrawn" if one.outcome == "Withdrawn" else "completed"), one.outcome


def _days(contents: Contents, one: Registration) -> tuple[date, date]:
    presentation = contents.presentations[one.course]
    left = presentation.ends_on if one.left is None else after(presentation.starts_on, one.left)
    return after(presentation.starts_on, one.registered), left


def _json(attributes: dict[str, str]) -> str:
    return "{" + ", ".join(f'"{name}": "{value}"' for name, value in attributes.items()) + "}"


def _write_marks(contents: Contents, modules: dict[str, Community]) -> int:
    _copy("oulad_assessment", "number, community, key, title, starts_on", (
        (one.id, modules[one.course[0]].pk, key_of(one.id), title_of(one), contents.presentations[one.course].starts_on)
        for one in contents.assessments.values()
    ))  # fmt: skip
    rows = ((uuid7(), *_mark(one)) for one in contents.submissions())
    count = _copy("oulad_mark", "id, assessment, enrolment, day, banked, score", rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE oulad_mark, oulad_enrolment, oulad_assessment")
    _insert(MARKS, modules.values())
    return count


def _mark(one: Submission) -> tuple[Any, ...]:
    return one.assessment, one.enrolment, one.submitted, one.banked, one.score
