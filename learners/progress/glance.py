"""What the home of a community says of learning, each in one query whatever there is."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from communities.models import Membership
from tenancy.statements import ask

GROUPS = """
    SELECT o.id, o.title, o.state, o.enrolled, o.waiting
    FROM learners_offering o
    JOIN learners_offeringteacher t ON (t.community_id, t.offering_id) = (o.community_id, o.id)
    WHERE o.community_id = %(here)s AND t.community_id = %(here)s AND t.membership_id = %(member)s
        AND o.state <> 'ended'
    ORDER BY o.ends_on, o.title
"""
TO_MARK = """
    SELECT offering_id, offering, enrolment_id, learner, activity_key, activity, submitted_on, in_group, place
    FROM (
        SELECT o.id AS offering_id, o.title AS offering, e.id AS enrolment_id, e.display_name AS learner,
            m.activity_key, m.activity_title AS activity, m.submitted_on,
            count(*) OVER (PARTITION BY o.id) AS in_group,
            row_number() OVER (PARTITION BY o.id ORDER BY m.submitted_on, m.id) AS place_in_group,
            row_number() OVER (ORDER BY o.id = ANY(%(first)s) DESC, m.submitted_on, m.id) AS place
        FROM progress_mark m
        JOIN learners_enrolment e ON (e.community_id, e.id) = (m.community_id, m.enrolment_id)
        JOIN learners_offering o ON (o.community_id, o.id) = (e.community_id, e.offering_id)
        WHERE m.community_id = %(here)s AND e.community_id = %(here)s AND o.community_id = %(here)s
            AND m.level IS NULL AND e.state = 'enrolled' AND o.state <> 'ended'
            AND (%(others)s OR o.id = ANY(%(first)s))) waiting
    WHERE place <= %(oldest)s OR place_in_group = 1
    UNION ALL
    (SELECT NULL, a.curriculum_title, a.id, a.display_name, a.node_key, a.title, a.handed_in_at::date, 0, 0
    FROM assessments_attempt a
    WHERE a.community_id = %(here)s AND a.handed_in_at IS NOT NULL AND a.marked_at IS NULL AND %(assessments)s
    ORDER BY a.handed_in_at, a.id LIMIT %(oldest)s + 1)
    ORDER BY place, submitted_on
"""
COURSES = """
    SELECT e.id, c.title, count(m.id), jsonb_array_length(c.outline) + count(m.id) FILTER (
        WHERE NOT c.outline @> jsonb_build_array(jsonb_build_object('key', m.activity_key)))
    FROM learners_enrolment e
    JOIN learners_offeringcard c ON c.id = e.card_id
    LEFT JOIN progress_mark m ON (m.community_id, m.enrolment_id) = (e.community_id, e.id)
    WHERE e.community_id = %(here)s AND e.person_id = %(person)s AND e.state = 'enrolled' AND c.state <> 'ended'
    GROUP BY e.id, c.id
    ORDER BY c.title
"""


class Group(NamedTuple):
    id: UUID
    title: str
    state: str
    enrolled: int
    waiting: int  # for a place


class Waiting(NamedTuple):
    """An activity that is handed in and not marked; `in_group`: how many such its offering has.

    Or an attempt at an assessment, in no offering: `enrolment_id` is its id, `offering` its curriculum's title."""

    offering_id: UUID | None
    offering: str
    enrolment_id: UUID
    learner: str
    activity_key: UUID
    activity: str
    submitted_on: date
    in_group: int


class Course(NamedTuple):
    """How many of its activities a learner has handed in, or has marks for."""

    enrolment_id: UUID
    title: str
    done: int
    total: int


def groups_of(member: Membership) -> list[Group]:
    """What a member teaches and has not ended, the soonest to end first."""
    return [Group(*row) for row in ask(GROUPS, member=member.pk)]


def to_mark_in(groups: list[Group], *, oldest: int, others: bool, assessments: bool = False) -> list[Waiting]:
    """The oldest that wait in these groups, then the oldest of each group. `others`: also of those not among these;
    `assessments`: also the oldest attempts, and one more where there are more."""
    first = [group.id for group in groups]
    rows = ask(TO_MARK, first=first, oldest=oldest, others=others, assessments=assessments)
    return [Waiting(*row[:-1]) for row in rows]


def courses_of(member: Membership) -> list[Course]:
    """What a member learns here now, by title."""
    return [Course(*row) for row in ask(COURSES, person=member.person_id)]
