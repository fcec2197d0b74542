"""What the home of a community reads of learning: one statement, whatever there is. Each row: kind, place, a body."""

from learners.progress.homes.pupils import BLOCKED, PUPILS

MINE = """
    WITH RECURSIVE mine AS MATERIALIZED (
        SELECT o.id, o.version_id, o.title, o.state, o.enrolled, o.waiting, o.ends_on, o.starts_on, c.times,
            jsonb_array_length(c.outline) AS steps
        FROM learners_offering o
        JOIN learners_offeringteacher t ON (t.community_id, t.offering_id) = (o.community_id, o.id)
        LEFT JOIN learners_offeringcard c ON c.id = o.id
        WHERE o.community_id = %(here)s AND t.community_id = %(here)s AND t.membership_id = %(member)s
            AND o.state <> 'ended' AND %(marks)s
    )
"""
GROUPS = """
    SELECT 'group' AS kind, row_number() OVER (ORDER BY ends_on, title) AS place, to_jsonb(mine) AS body FROM mine
"""
TO_MARK = """
    SELECT 'to_mark', place, to_jsonb(waiting) FROM (
        SELECT o.id AS offering_id, o.title AS offering, e.id AS enrolment_id, e.display_name AS learner,
            m.activity_key, m.activity_title AS activity, m.submitted_on,
            count(*) OVER (PARTITION BY o.id) AS in_group,
            row_number() OVER (PARTITION BY o.id ORDER BY m.submitted_on, m.id) AS place_in_group,
            row_number() OVER (ORDER BY o.id IN (SELECT id FROM mine) DESC, m.submitted_on, m.id) AS place
        FROM progress_mark m
        JOIN learners_enrolment e ON (e.community_id, e.id) = (m.community_id, m.enrolment_id)
        JOIN learners_offering o ON (o.community_id, o.id) = (e.community_id, e.offering_id)
        WHERE m.community_id = %(here)s AND e.community_id = %(here)s AND o.community_id = %(here)s
            AND m.level IS NULL AND e.state = 'enrolled' AND o.state <> 'ended'
            AND %(marks)s AND (%(others)s OR o.id IN (SELECT id FROM mine))) waiting
    WHERE place <= %(few)s OR place_in_group = 1
"""
ATTEMPTS = """
    SELECT 'attempt', row_number() OVER (ORDER BY handed_in_at, id), jsonb_build_object('id', id, 'title', title,
        'curriculum', curriculum_title, 'learner', display_name, 'on', (handed_in_at AT TIME ZONE %(zone)s)::date)
    FROM (
        SELECT * FROM assessments_attempt
        WHERE community_id = %(here)s AND handed_in_at IS NOT NULL AND marked_at IS NULL AND %(assessments)s
        ORDER BY handed_in_at, id LIMIT %(few)s + 1) oldest
"""
EVIDENCE = """
    SELECT 'evidence', place, to_jsonb(waiting) FROM (
        SELECT v.id, v.kind, v.title, e.display_name AS learner, o.title AS offering,
            (v.added_at AT TIME ZONE %(zone)s)::date AS "on",
            count(*) OVER () AS number, row_number() OVER (ORDER BY v.added_at, v.id) AS place
        FROM evidence_evidence v
        JOIN learners_enrolment e ON (e.community_id, e.id) = (v.community_id, v.enrolment_id)
        JOIN learners_offering o ON (o.community_id, o.id) = (e.community_id, e.offering_id)
        JOIN learners_offeringteacher t ON (t.community_id, t.offering_id) = (o.community_id, o.id)
        WHERE v.community_id = %(here)s AND e.community_id = %(here)s AND o.community_id = %(here)s
            AND t.community_id = %(here)s AND t.membership_id = %(member)s AND e.state = 'enrolled' AND %(marks)s
            AND NOT EXISTS (
                SELECT FROM evidence_assessment a
                WHERE a.community_id = %(here)s AND a.evidence_id = v.id AND a.role = 'teacher')) waiting
    WHERE place <= %(few)s
"""
TAKEN = """
    SELECT 'taken', 0, jsonb_build_object('offering', offering_id, 'on', "on", 'starts', starts)
    FROM attendance_session
    WHERE community_id = %(here)s AND "on" >= %(rolls)s::date AND offering_id IN (SELECT id FROM mine)
"""
MENTORED = """
    SELECT 'mentored', row_number() OVER (ORDER BY m.state, m.learner_name, m.id),
        jsonb_build_object('id', m.id, 'person', m.learner_id, 'learner', m.learner_name,
            'state', m.state, 'open', s.id IS NOT NULL, 'plan', s.copies -> 'plan')
    FROM mentors_mentoring m
    LEFT JOIN consents_sharedrecord s ON s.community_id = %(here)s AND s.learner_id = m.learner_id
        AND s.purpose = 'mentoring' AND s.data ? 'plan'
    WHERE m.community_id = %(here)s AND m.mentor_id = %(member)s AND m.state IN ('asked', 'on') AND %(mentors)s
"""
COURSES = """
    SELECT 'course', row_number() OVER (ORDER BY c.title, e.id), jsonb_build_object('id', e.id, 'title', c.title,
        'done', count(m.id), 'total', jsonb_array_length(c.outline) + count(m.id) FILTER (
            WHERE NOT c.outline @> jsonb_build_array(jsonb_build_object('key', m.activity_key))))
    FROM learners_enrolment e
    JOIN learners_offeringcard c ON c.id = e.card_id
    LEFT JOIN progress_mark m ON (m.community_id, m.enrolment_id) = (e.community_id, e.id) AND m.community_id = %(here)s
    WHERE e.community_id = %(here)s AND e.person_id = %(person)s AND e.state = 'enrolled' AND c.state <> 'ended'
    GROUP BY e.id, c.id
"""
PARTS = (GROUPS, TO_MARK, ATTEMPTS, EVIDENCE, PUPILS, TAKEN, MENTORED, COURSES)
HOME = f"{MINE} {BLOCKED} {' UNION ALL '.join(f'({part})' for part in PARTS)} ORDER BY kind, place"
