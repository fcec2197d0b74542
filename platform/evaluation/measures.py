"""The measures there are, in the order of the report."""

from django.utils.translation import gettext_lazy as _

from evaluation.facts import DAY, ENDED, FREE, HAD, JOINED, MARKED, THERE, WAY, Measure, Unit

MEASURES = {
    "learners": Measure(
        label=_("Learners"),
        counted=_(
            "People with a place in an offering on the last day of the period, each once. In a report to date: everyone"
            " who ever had one."
        ),
        unit=Unit.PEOPLE, source="enrolments", sql=f"count(DISTINCT e.person_id) FILTER (WHERE {HAD} AND {THERE})",
    ),
    "joined": Measure(
        label=_("New enrolments"),
        counted=_("Enrolments made in the period and not in a waiting list now."),
        unit=Unit.ENROLMENTS, source="enrolments", sql=f"count(*) FILTER (WHERE {JOINED})",
    ),
    "free": Measure(
        label=_("New enrolments in what is free"),
        counted=_("New enrolments in offerings that cost nothing when the report was written."),
        as_it_stands=True, unit=Unit.ENROLMENTS, source="enrolments", within="joined",
        sql=f"count(*) FILTER (WHERE {JOINED} AND {FREE})",
    ),
    "from_elsewhere": Measure(
        label=_("New enrolments from other communities"),
        counted=_("New enrolments of learners whose home is another community."),
        unit=Unit.ENROLMENTS, source="enrolments", within="joined",
        sql=f"count(*) FILTER (WHERE {JOINED} AND e.home_id <> %(here)s)",
    ),
    "way_told": Measure(
        label=_("New enrolments from a place that is known"),
        counted=_(
            "New enrolments, not online alone, of learners whose home is another community, where both communities say"
            " where they are."
        ),
        as_it_stands=True, unit=Unit.ENROLMENTS, source="enrolments", within="from_elsewhere",
        sql=f"count({WAY}) FILTER (WHERE {JOINED} AND e.home_id <> %(here)s)",
    ),
    "way": Measure(
        label=_("Kilometres from home communities"),
        counted=_("Straight over the ground, from the one community to the other, added up over these enrolments."),
        as_it_stands=True, unit=Unit.KM, source="enrolments",
        sql=f"coalesce(round(sum({WAY}) FILTER (WHERE {JOINED} AND e.home_id <> %(here)s)), 0)",
    ),
    "ended": Measure(
        label=_("Enrolments that ended"),
        counted=_("Enrolments that ended in the period, however they did."),
        unit=Unit.ENROLMENTS, source="enrolments", sql=f"count(*) FILTER (WHERE {ENDED})",
    ),
    "passed": Measure(
        label=_("Enrolments passed"),
        counted=_("Enrolments that ended in the period with a pass or a distinction."),
        unit=Unit.ENROLMENTS, source="enrolments", within="ended",
        sql=f"count(*) FILTER (WHERE {ENDED} AND e.outcome IN ('Pass', 'Distinction'))",
    ),
    "left_early": Measure(
        label=_("Enrolments left early"),
        counted=_("Enrolments that ended in the period because the learner left."),
        unit=Unit.ENROLMENTS, source="enrolments", within="ended",
        sql=f"count(*) FILTER (WHERE {ENDED} AND e.outcome = 'Withdrawn')",
    ),
    "waiting": Measure(
        label=_("Waiting for a place"),
        counted=_("Enrolments in a waiting list when the report was written."),
        as_it_stands=True, unit=Unit.ENROLMENTS, source="enrolments", sql="count(*) FILTER (WHERE e.state = 'waiting')",
    ),
    "applied": Measure(
        label=_("Applications"),
        counted=_("Applications made in the period."),
        unit=Unit.APPLICATIONS, source="applications", sql="count(DISTINCT a.id)",
    ),
    "let_in": Measure(
        label=_("Applications that led to a place"),
        counted=_("Applications made in the period whose learner got a place by the time of the report."),
        as_it_stands=True, unit=Unit.APPLICATIONS, source="applications", within="applied",
        sql="count(DISTINCT a.id) FILTER (WHERE e.id IS NOT NULL)",
    ),
    "handed_in": Measure(
        label=_("Activities handed in"),
        counted=_("Activities whose day of handing in lies in the period."),
        unit=Unit.ACTIVITIES, source="marks", sql=f"count(*) FILTER (WHERE m.submitted_on {DAY})",
    ),
    "marked": Measure(
        label=_("Activities marked"),
        counted=_("Activities that got their mark in the period; one marked again counts by its last mark."),
        unit=Unit.ACTIVITIES, source="marks", sql=f"count(*) FILTER (WHERE {MARKED})",
    ),
    "days_to_mark": Measure(
        label=_("Days waited for a mark"),
        counted=_(
            "Days from handing in to the mark, each wait as 180 at most, added up over the activities marked in the"
            " period."
        ),
        unit=Unit.DAYS, source="marks",
        sql=f"""coalesce(sum(least(greatest((m.marked_at AT TIME ZONE %(zone)s)::date - m.submitted_on, 0), 180))
            FILTER (WHERE {MARKED}), 0)""",
    ),
    "to_mark": Measure(
        label=_("Waiting to be marked"),
        counted=_("Activities handed in by enrolled learners and not marked when the report was written."),
        as_it_stands=True, unit=Unit.ACTIVITIES, source="marks",
        sql="""(SELECT count(*) FROM progress_mark u JOIN learners_enrolment e
            ON (e.community_id, e.id) = (u.community_id, u.enrolment_id)
            WHERE u.community_id = %(here)s AND u.level IS NULL AND e.state = 'enrolled')""",
    ),
    "expected": Measure(
        label=_("Times on a roll"),
        counted=_("Learners on the rolls of the period, each as often as they are on one."),
        unit=Unit.TIMES, source="rolls", sql="count(*)",
    ),
    "present": Measure(
        label=_("Times there"),
        counted=_("Learners on the rolls of the period who were there, also late or from elsewhere."),
        unit=Unit.TIMES, source="rolls", within="expected", sql="count(*) FILTER (WHERE p.was <> 'absent')",
    ),
    "came": Measure(
        label=_("Learners who moved here"),
        counted=_("Learners whose home this community became in the period."),
        unit=Unit.PEOPLE, source="moves", sql="count(DISTINCT v.person_id) FILTER (WHERE v.side = 'came')",
    ),
    "went": Measure(
        label=_("Learners who moved away"),
        counted=_("Learners whose home this community was until they moved in the period."),
        unit=Unit.PEOPLE, source="moves", sql="count(DISTINCT v.person_id) FILTER (WHERE v.side = 'left')",
    ),
    "offerings": Measure(
        label=_("Offerings running"),
        counted=_(
            "Offerings that were published and not ended when the report was written. In a report to date: all that"
            " were ever published."
        ),
        as_it_stands=True, unit=Unit.OFFERINGS, source="offerings",
        sql="count(*) FILTER (WHERE o.state <> 'draft' AND (%(ever)s OR o.state <> 'ended'))",
    ),
    "published": Measure(
        label=_("Curricula published"),
        counted=_("Curricula of which a version was published in the period."),
        unit=Unit.CURRICULA, source="versions", sql="count(DISTINCT n.curriculum_id)",
    ),
    "adapted": Measure(
        label=_("Curricula adapted from others"),
        counted=_("Curricula into which something of another community was taken in the period."),
        unit=Unit.CURRICULA, source="origins", sql="count(DISTINCT g.curriculum_id)",
    ),
    "outcomes": Measure(
        label=_("How enrolments ended"),
        counted=_(
            "Enrolments made by the end of the period, without waiting lists, by outcome; one that ended later counts"
            " as under way. By group: as recorded at enrolment, where a blank is a group of its own."
        ),
        unit=Unit.ENROLMENTS, source="outcomes",
    ),
    "decisions": Measure(
        label=_("Decisions taken"),
        counted=_("Decisions written into the record in the period."),
        unit=Unit.DECISIONS, source="decisions", sql="count(*)",
    ),
    "entitled": Measure(
        label=_("Votes that could be cast"),
        counted=_("Members who could vote, for each vote that closed in the period."),
        unit=Unit.BALLOTS, source="votes", sql="count(*)",
    ),
    "voted": Measure(
        label=_("Votes cast"),
        counted=_("Ballots cast in votes that closed in the period, also through somebody entrusted."),
        unit=Unit.BALLOTS, source="votes", within="entitled", sql="count(b.id)",
    ),
    "spoke": Measure(
        label=_("Members who spoke"),
        counted=_("Members who wrote something on a proposal in the period, each once."),
        unit=Unit.PEOPLE, source="talk", sql="count(DISTINCT k.author_id)",
    ),
    "money_in": Measure(
        label=_("Money in"),
        counted=_("What was credited to income accounts by entries of the period, less what was taken back."),
        unit=Unit.MONEY, source="books",
    ),
    "money_out": Measure(
        label=_("Money out"),
        counted=_("What was debited to expense accounts by entries of the period, less what was taken back."),
        unit=Unit.MONEY, source="books",
    ),
}  # fmt: skip
OF_THE_MOMENT = frozenset(key for key, one in MEASURES.items() if one.as_it_stands)


def words() -> dict[str, str]:
    """How each is counted, in the active language, as a report carries it."""
    return {key: str(one.counted) for key, one in MEASURES.items()}
