"""For whom a report is laid out: what each looks for first, and which parts they are spared."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from evaluation.indicators import Topic
from evaluation.reading import Line


class Audience(models.TextChoices):
    FAMILIES = "families", _("Families")
    STAFF = "staff", _("Staff")
    COUNCIL = "council", _("The council")


class Layout(NamedTuple):
    lead: Any  # one sentence
    topics: tuple[str, ...]  # in this order
    groups: bool = True  # outcomes and gaps by group
    method: bool = True  # of each figure


LAYOUTS = {
    Audience.FAMILIES: Layout(
        _("How learning goes here, and what changed."),
        (Topic.WORK, Topic.ENDS, Topic.CURRICULA, Topic.SAY), groups=False,
    ),
    Audience.STAFF: Layout(
        _("Everything that is counted, the work first."),
        (Topic.WORK, Topic.ENDS, Topic.ACCESS, Topic.MOVES, Topic.CURRICULA, Topic.OWN, Topic.SAY, Topic.MONEY),
    ),
    Audience.COUNCIL: Layout(
        _("What decisions rest on: who gets in, how it ends, money, and who decides."),
        (Topic.ACCESS, Topic.ENDS, Topic.MOVES, Topic.MONEY, Topic.SAY, Topic.OWN),
    ),
}  # fmt: skip


def audience_of(access: Any, asked: str = "") -> Audience:
    """The one asked for, or else the one that the reader is first of all."""
    if asked in Audience.values:
        return Audience(asked)
    if access.has_role("administrator", "teacher", "steward"):
        return Audience.STAFF
    return Audience.FAMILIES if access.has_role("guardian", "learner") else Audience.COUNCIL


def laid_out(lines: Iterable[Line], audience: Audience) -> list[Line]:
    """Those that are for it, in its order."""
    order = {topic: number for number, topic in enumerate(LAYOUTS[audience].topics)}
    return sorted((one for one in lines if one.subject in order), key=lambda one: order[one.subject])


def news_of(lines: Iterable[Line], most: int = 4) -> list[Line]:
    """What got better or less good since the report before, as it was called better when the report was written."""
    return [line for line in lines if line.trend][:most]
