"""What can be counted: rows of a community, and the measures taken of them, each a plain SQL expression.

A measure is asked for between %(first)s and %(last)s (days) or %(after)s and %(before)s (moments), of %(here)s;
`ever` is true of a period without a beginning."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """What one of a measure is. Only like may be divided into a share, and only money has a currency."""

    PEOPLE = "people", _("people")
    ENROLMENTS = "enrolments", _("enrolments")
    APPLICATIONS = "applications", _("applications")
    ACTIVITIES = "activities", _("activities")
    TIMES = "times", _("times")
    DAYS = "days", _("days")
    OFFERINGS = "offerings", _("offerings")
    CURRICULA = "curricula", _("curricula")
    BALLOTS = "ballots", _("ballots")
    DECISIONS = "decisions", _("decisions")
    KM = "km", _("kilometres")
    MONEY = "money", _("money")


@dataclass(frozen=True, kw_only=True)
class Source:
    label: Any
    rows: str  # what stands after FROM
    permission: str = ""  # who among the readers of reports sees what is counted of it ("": all)
    lasts: bool = False  # what is so on a day is so in every period from then on


@dataclass(frozen=True, kw_only=True)
class Measure:
    label: Any
    counted: Any  # how, in words a reader can check
    unit: Unit
    source: str
    sql: str = ""  # "": counted by its own statement (counting.py)
    within: str = ""  # the measure whose rows include all of its own
    as_it_stands: bool = False  # on the day of counting: counted on another day it corrects nothing


HAD = "(e.state <> 'waiting' OR e.paused_on IS NOT NULL) AND NOT (e.state = 'withdrawn' AND e.outcome = '')"
THERE = """(%(ever)s OR e.enrolled_on <= %(last)s AND (e.ended_on IS NULL OR e.ended_on >= %(last)s)
    AND (e.state NOT IN ('paused', 'waiting') OR e.paused_on > %(last)s))"""
DAY = "BETWEEN %(first)s AND %(last)s"
FREE = "EXISTS (SELECT 1 FROM learners_offeringcard c WHERE c.id = e.card_id AND c.cost = 0)"
MOMENT = ">= %(after)s AND m.marked_at < %(before)s"
ENDED = f"e.ended_on {DAY} AND {HAD}"  # few rows are of a period: the rest is asked of these alone
JOINED = f"e.enrolled_on {DAY} AND {HAD}"
MARKED = f"m.level IS NOT NULL AND m.marked_at {MOMENT}"
# Of an enrolment; none where it is online alone, or a community does not say where it is. The haversine formula, on a
# sphere of the radius of learners/distance.py.
WAY = """(SELECT 2 * 6371.0088 * asin(least(1, sqrt(power(sin(radians(h.latitude - t.latitude) / 2), 2)
        + cos(radians(h.latitude)) * cos(radians(t.latitude)) * power(sin(radians(h.longitude - t.longitude) / 2), 2))))
    FROM communities_community h, communities_community t, learners_offeringcard c
    WHERE h.id = e.home_id AND t.id = %(here)s AND c.id = e.card_id AND c.held <> 'online'
        AND h.latitude IS NOT NULL AND t.latitude IS NOT NULL)"""
SOURCES = {
    "enrolments": Source(
        label=_("Enrolments"),
        lasts=True,
        rows="learners_enrolment e WHERE e.community_id = %(here)s",
    ),
    "applications": Source(
        label=_("Applications"),
        rows=f"""admissions_application a LEFT JOIN learners_enrolment e ON e.community_id = a.community_id
                AND e.card_id = a.card_id AND e.person_id = a.person_id AND {HAD}
            WHERE a.community_id = %(here)s AND a.made_at >= %(after)s AND a.made_at < %(before)s""",
    ),
    "marks": Source(
        label=_("Activities and their marks"),
        rows="""progress_mark m WHERE m.community_id = %(here)s AND (m.submitted_on BETWEEN %(first)s AND %(last)s
            OR m.marked_at >= %(after)s AND m.marked_at < %(before)s)""",
    ),
    "rolls": Source(
        label=_("Rolls"),
        rows="""attendance_presence p WHERE p.community_id = %(here)s AND p.on BETWEEN %(first)s AND %(last)s""",
    ),
    "moves": Source(
        label=_("Moves of home"),
        rows="""moves_moved v WHERE v.community_id = %(here)s AND v.on BETWEEN %(first)s AND %(last)s""",
    ),
    "offerings": Source(label=_("Offerings"), rows="learners_offering o WHERE o.community_id = %(here)s"),
    "versions": Source(
        label=_("Published versions"),
        rows="""curriculum_version n WHERE n.community_id = %(here)s
            AND n.published_at >= %(after)s AND n.published_at < %(before)s""",
    ),
    "origins": Source(
        label=_("What was adapted from others"),
        rows="curriculum_origin g WHERE g.community_id = %(here)s AND g.at >= %(after)s AND g.at < %(before)s",
    ),
    "decisions": Source(
        label=_("The record of decisions"),
        rows="""governance_decision d WHERE d.community_id = %(here)s
            AND d.decided_at >= %(after)s AND d.decided_at < %(before)s""",
        permission="governance.see_decisions",
    ),
    "votes": Source(
        label=_("Who may vote, and who did"),
        rows="""governance_voter w
            JOIN governance_proposal q ON (q.community_id, q.id) = (w.community_id, w.proposal_id)
            LEFT JOIN governance_ballot b ON b.community_id = w.community_id
                AND b.proposal_id = w.proposal_id AND b.voter_id = w.id
            WHERE w.community_id = %(here)s AND q.community_id = %(here)s
                AND q.closes_at >= %(after)s AND q.closes_at < %(before)s AND q.closes_at <= now()""",
        permission="governance.see_decisions",
    ),
    "talk": Source(
        label=_("Words on proposals"),
        rows="governance_comment k WHERE k.community_id = %(here)s AND k.at >= %(after)s AND k.at < %(before)s",
        permission="governance.see_decisions",
    ),
    "outcomes": Source(label=_("Enrolments, as they ended"), rows="", lasts=True, permission="learners.see_enrolments"),
    "books": Source(label=_("The books"), rows="", permission="funding.see_books"),
}


TAKEN = "SELECT json_build_object({measures}) FROM {rows}"  # the measures of a source as an object
