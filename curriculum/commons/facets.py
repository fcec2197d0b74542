"""What the commons can be narrowed by: the values there are, each with its count."""

from django.core.cache import cache
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from communities.models import Community

MOST_VALUES = 40  # of one facet, the most frequent


class Length(models.TextChoices):
    """Of all parts together."""

    HOURS = "hours", _("Up to 3 hours")
    DAYS = "days", _("3 to 12 hours")
    WEEKS = "weeks", _("12 to 40 hours")
    MONTHS = "months", _("Over 40 hours")


MINUTES = {Length.HOURS: (1, 180), Length.DAYS: (181, 720), Length.WEEKS: (721, 2400), Length.MONTHS: (2401, 10**9)}
KEPT, SECONDS = "commons.facets", 60  # in the cache
FACETS = ("language", "subject", "licence", "method", "competency", "length", "access")
COUNTED = """
    WITH seen AS MATERIALIZED (
        SELECT language, subject, licence, methods, competencies, access, minutes
        FROM commons_sharedversion s JOIN communities_community c ON c.id = s.community_id
        WHERE s.latest AND s.readers IS NULL AND c.visibility = %(public)s
    ), counted AS (
        SELECT 'language' AS facet, language::text AS value, count(*) AS n FROM seen GROUP BY 2
        UNION ALL SELECT 'subject', subject, count(*) FROM seen GROUP BY 2
        UNION ALL SELECT 'licence', licence, count(*) FROM seen GROUP BY 2
        UNION ALL SELECT 'method', one, count(*) FROM seen, unnest(methods) one GROUP BY 2
        UNION ALL SELECT 'competency', one, count(*) FROM seen, unnest(competencies) one GROUP BY 2
        UNION ALL SELECT 'access', one, count(*) FROM seen, unnest(access) one GROUP BY 2
        UNION ALL SELECT 'length', CASE WHEN minutes <= 180 THEN 'hours' WHEN minutes <= 720 THEN 'days'
            WHEN minutes <= 2400 THEN 'weeks' ELSE 'months' END, count(*) FROM seen WHERE minutes > 0 GROUP BY 2
    ), ranked AS (
        SELECT *, row_number() OVER (PARTITION BY facet ORDER BY n DESC, value) AS place FROM counted WHERE value <> ''
    )
    SELECT facet, value, n FROM ranked WHERE place <= %(most)s ORDER BY facet, place
"""


def facets() -> dict[str, list[tuple[str, int]]]:
    """Of what is shared with everyone, by facet, the most frequent values first; one query."""
    found: dict[str, list[tuple[str, int]]] = {facet: [] for facet in FACETS}
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, {"public": Community.Visibility.PUBLIC.value, "most": MOST_VALUES})
        for facet, value, count in cursor.fetchall():
            found[facet].append((value, count))
    return found


def facets_lately() -> dict[str, list[tuple[str, int]]]:
    """The same, as of a minute ago at most; sharing and withdrawing show at once."""
    kept = cache.get(KEPT)
    if kept is None:
        kept = facets()
        cache.set(KEPT, kept, SECONDS)
    return dict(kept)


def count_anew() -> None:
    cache.delete(KEPT)
