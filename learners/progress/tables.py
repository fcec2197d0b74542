"""A group as a table to take away."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import gettext as _

from communities.models import Community
from files.exports import Asked, register_export
from learners.models import Offering
from learners.progress.grid import line_of
from learners.progress.queries import standings_in
from learners.queries import card_of, learners_of
from tenancy.scope import current_community
from web.exports import Table

TOGETHER = 200  # learners whose marks are read in one query


def register() -> None:
    register_export("learners.group", permission="learners.see_enrolments", table=group_table, at_once=500)


def group_table(asked: Asked) -> Table | None:
    """Every learner's level in every activity; `asked["offering"]` is its id."""
    try:
        offering = Offering.objects.select_related("version").filter(pk=UUID(asked.get("offering", ""))).first()
    except ValueError:
        return None
    if offering is None:
        return None
    outline = card_of(offering).outline
    heading = [_("Learner"), _("Comes from"), *(f"{entry['number']} {entry['title']}" for entry in outline)]
    name = f"{slugify(offering.title) or 'group'}.csv"
    return Table(name=name, heading=heading, lines=_lines(offering, outline), count=learners_of(offering).count())


def _lines(offering: Offering, outline: list[Any]) -> Iterator[list[Any]]:
    scale = Community.objects.values_list("mastery_scale", flat=True).get(pk=current_community())
    learners = list(learners_of(offering))
    for start in range(0, len(learners), TOGETHER):
        some = learners[start : start + TOGETHER]
        yield from map(line_of, standings_in(some, outline=outline, scale=scale, others=False))
