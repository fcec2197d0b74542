"""Figures of a period as they are kept: written where they are new or came out otherwise."""

import json
from collections.abc import Iterable

from evaluation.counting import Figure
from evaluation.models import RollUp
from evaluation.periods import Period
from tenancy.statements import tell

# One prepared statement for any number of figures: the ORM would take as long to compose it as the database to run it.
KEEP = """
    INSERT INTO evaluation_rollup (community_id, id, period, indicator, dims, value, people, learners, counted_at)
    SELECT %(here)s, gen_random_uuid(), %(period)s, x.indicator, x.dims::jsonb, x.value, x.people, x.learners::uuid[],
        clock_timestamp()
    FROM unnest(%(indicators)s::text[], %(dims)s::text[], %(values)s::bigint[], %(people)s::int[], %(learners)s::text[])
        x (indicator, dims, value, people, learners)
    ON CONFLICT (community_id, period, indicator, dims) DO UPDATE SET value = excluded.value, people = excluded.people,
        learners = excluded.learners, counted_at = excluded.counted_at
"""


def keep(period: Period, figures: Iterable[Figure], *, names: bool) -> None:
    """Beside the period's other figures, in the open scope's community; `names`: with the learners of small ones."""
    told = list(figures)
    tell(
        KEEP,
        period=period.key,
        indicators=[one.indicator for one in told],
        dims=[json.dumps(one.dims) for one in told],
        values=[one.value for one in told],
        people=[one.people for one in told],
        learners=[f"{{{','.join(map(str, one.learners)) if names else ''}}}" for one in told],
    )


def keep_alone(period: Period, figures: Iterable[Figure], *, names: bool) -> None:
    """In place of whatever was kept of the period."""
    RollUp.objects.filter(period=period.key).delete()
    keep(period, figures, names=names)
