"""Minutes of a month, written from the record: what was opened, said, voted and decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from communities.calendar import start_of
from communities.governance.ballots.results import label_for
from communities.governance.models import Amendment, Comment, Decision, Proposal
from communities.governance.tally import Result
from communities.governance.tally.words import outcome_words, reason_words
from communities.models import Community

FIRST = 2000  # year


@dataclass(frozen=True)
class Minutes:
    """`opened`: talk began; `closed`: voted on, with {"proposal", "outcome", "why"}; all in the order of time."""

    month: date
    opened: list[Proposal]
    closed: list[dict[str, Any]]
    decisions: list[Decision]

    @property
    def is_empty(self) -> bool:
        return not (self.opened or self.closed or self.decisions)


def month_of(text: str, community: Community, now: datetime) -> date:
    """The first day of the month written as 2026-11; this month there, if it is none."""
    year, _dash, number = text.partition("-")
    if year.isdecimal() and number.isdecimal() and FIRST <= int(year) <= now.year and 1 <= int(number) <= 12:
        return date(int(year), int(number), 1)
    return now.astimezone(ZoneInfo(community.time_zone)).date().replace(day=1)


def minutes_of(community: Community, month: date) -> Minutes:
    """By the community's own clock; drafts are nobody else's business, so they are not in it."""
    since, until = start_of(community, month), start_of(community, following(month))
    inside = {"gte": since, "lt": until}
    shown = Proposal.objects.exclude(state=Proposal.State.DRAFT).select_related("proposer")
    opened = shown.filter(**{f"deliberation_at__{to}": at for to, at in inside.items()}).order_by("deliberation_at")
    closed = _with_talk(shown).filter(result__isnull=False, **{f"closes_at__{to}": at for to, at in inside.items()})
    decided = Decision.objects.filter(**{f"decided_at__{to}": at for to, at in inside.items()}).order_by("number")
    return Minutes(month, list(opened), [_counted(one) for one in closed.order_by("closes_at")], list(decided))


def following(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def preceding(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def as_text(community: Community, minutes: Minutes, day: Any, month: Any) -> Iterator[str]:
    """Line by line, to keep or to send; `day` and `month` write a date."""
    yield _("%(community)s: minutes of %(month)s") % {"community": community, "month": month(minutes.month)}
    for heading, lines in (
        (_("Opened for talk"), [f"{one.number}. {one.title} ({one.proposer})" for one in minutes.opened]),
        (_("Voted on"), [line for one in minutes.closed for line in _told(one)]),
        (
            _("Decided"),
            [f"{one.number}. {day(one.decided_at)}: {one.title} – {one.reason}" for one in minutes.decisions],
        ),
    ):
        if lines:
            yield ""
            yield heading
            yield from lines


def _told(closed: dict[str, Any]) -> Iterator[str]:
    one = closed["proposal"]
    yield f"{one.number}. {one.title} ({one.proposer}): {closed['outcome']}. {closed['why']}"
    yield from (f"   {said.author}: {said.text}" for said in one.comments.all())


def _with_talk(found: QuerySet[Proposal]) -> QuerySet[Proposal]:
    comments = Prefetch("comments", Comment.objects.select_related("author").order_by("at", "pk"))
    taken = Prefetch(
        "amendments", Amendment.objects.filter(~Q(reason=""), state="accepted").select_related("author"), "taken_up"
    )
    return found.prefetch_related(comments, taken)


def _counted(one: Proposal) -> dict[str, Any]:
    result = Result.read(one.result or {})
    return {"proposal": one, "outcome": outcome_words(result, label_for(one)), "why": reason_words(result)}
