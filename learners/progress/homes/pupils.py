"""Whom in one's groups somebody should look after: stuck, or not seen. Part of the statement of a home.

Who is stuck is the same here as on the page of a group (learners.progress.readiness), who is quiet as in
learners.progress.queries.quiet_in; tests hold both ways beside each other."""

# For whom all that is left needs something else first. `part`: what has to be shown before an activity; a unit is shown
# by all that is in it. Only versions in which something comes before something are looked at.
BLOCKED = """
    , nodes AS MATERIALIZED (
        SELECT version_id, key, parent_key, kind, requires FROM curriculum_versionnode
        WHERE community_id = %(here)s AND version_id IN (SELECT version_id FROM mine)
    ), around (version_id, key, outside) AS (
        SELECT version_id, key, key FROM nodes WHERE kind <> 'unit'
        UNION
        SELECT a.version_id, a.key, n.parent_key
        FROM around a JOIN nodes n ON (n.version_id, n.key) = (a.version_id, a.outside)
        WHERE n.parent_key IS NOT NULL
    ), needs AS MATERIALIZED (
        SELECT DISTINCT a.version_id, a.key, r ->> 'title' AS title, COALESCE(i.key, (r ->> 'key')::uuid) AS part
        FROM around a JOIN nodes n ON (n.version_id, n.key) = (a.version_id, a.outside)
        CROSS JOIN LATERAL jsonb_array_elements(n.requires) r
        LEFT JOIN around i ON (i.version_id, i.outside) = (a.version_id, (r ->> 'key')::uuid)
    ), before AS MATERIALIZED (  -- of other curricula
        SELECT DISTINCT version_id, part FROM needs
        WHERE NOT EXISTS (SELECT FROM nodes WHERE (nodes.version_id, nodes.key) = (needs.version_id, needs.part))
    ), held AS MATERIALIZED (
        SELECT e.id, e.person_id, e.offering_id, mine.version_id
        FROM mine JOIN learners_enrolment e ON e.community_id = %(here)s AND e.offering_id = mine.id
        WHERE e.state = 'enrolled' AND mine.version_id IN (SELECT version_id FROM needs)
    ), shown AS MATERIALIZED (
        SELECT h.id, m.activity_key AS part
        FROM held h JOIN progress_mark m ON m.community_id = %(here)s AND m.enrolment_id = h.id
        WHERE 2 * m.level > %(levels)s
        UNION
        SELECT h.id, b.part
        FROM before b JOIN held h ON h.version_id = b.version_id
        JOIN progress_mark m ON m.community_id = %(here)s AND (m.person_id, m.activity_key) = (h.person_id, b.part)
        WHERE 2 * m.level > %(levels)s
        UNION
        SELECT h.id, b.part
        FROM before b JOIN held h ON h.version_id = b.version_id
        JOIN learners_enrolment e ON e.community_id = %(here)s AND e.person_id = h.person_id
        JOIN learners_offeringcard c ON c.id = e.card_id AND b.part = ANY(c.covers)
        WHERE e.outcome IN ('Pass', 'Distinction')
    ), ahead AS MATERIALIZED (
        SELECT h.id, h.version_id, (step ->> 'key')::uuid AS key
        FROM held h JOIN learners_offeringcard c ON c.id = h.offering_id
        CROSS JOIN LATERAL jsonb_array_elements(c.outline) step
        WHERE NOT EXISTS (
            SELECT FROM progress_mark m
            WHERE m.community_id = %(here)s AND m.enrolment_id = h.id AND m.activity_key = (step ->> 'key')::uuid)
    ), lacking AS MATERIALIZED (
        SELECT a.id, a.key, n.title
        FROM ahead a LEFT JOIN needs n ON (n.version_id, n.key) = (a.version_id, a.key)
            AND NOT EXISTS (SELECT FROM shown s WHERE (s.id, s.part) = (a.id, n.part))
    ), blocked AS MATERIALIZED (
        SELECT id, array_agg(DISTINCT title) AS lacks FROM lacking GROUP BY id HAVING bool_and(title IS NOT NULL)
    )
"""
PUPILS = """
    SELECT 'pupil', place, to_jsonb(needy) FROM (
        SELECT enrolment_id, learner, offering_id, offering, lacks, CASE WHEN behind THEN tried END AS tried,
            CASE WHEN behind THEN level END AS level, CASE WHEN quiet THEN seen END AS seen,
            count(*) OVER () AS number, row_number() OVER (ORDER BY seen, enrolment_id) AS place
        FROM (
            SELECT e.id AS enrolment_id, e.display_name AS learner, mine.id AS offering_id, mine.title AS offering,
                b.lacks, l.activity_title AS tried, l.level,
                GREATEST(e.enrolled_on, mine.starts_on, d.handed_in, d.marked) AS seen,
                2 * l.level <= %(levels)s AND l.touched <= %(stuck)s::date AS behind,
                d.done < mine.steps
                    AND GREATEST(e.enrolled_on, mine.starts_on, d.handed_in, d.marked) < %(quiet)s::date AS quiet
            FROM mine
            JOIN learners_enrolment e ON e.community_id = %(here)s AND e.offering_id = mine.id AND e.state = 'enrolled'
            CROSS JOIN LATERAL (
                SELECT count(*) AS done, count(*) FILTER (WHERE level IS NULL) AS unmarked,
                    max(submitted_on) AS handed_in, max((marked_at AT TIME ZONE 'UTC')::date) AS marked
                FROM progress_mark WHERE community_id = %(here)s AND enrolment_id = e.id) d
            LEFT JOIN LATERAL (
                SELECT activity_title, level,
                    COALESCE((marked_at AT TIME ZONE %(zone)s)::date, submitted_on, created_on) AS touched
                FROM progress_mark WHERE community_id = %(here)s AND enrolment_id = e.id
                ORDER BY touched DESC, level DESC, id LIMIT 1) l ON true
            LEFT JOIN blocked b ON b.id = e.id
            WHERE d.unmarked = 0) pupils
        WHERE behind OR quiet OR lacks IS NOT NULL) needy
    WHERE place <= %(few)s
"""
