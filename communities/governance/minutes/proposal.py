"""Minutes of one proposal, written from the record: how it went, from the draft to what came of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from communities.governance.ballots.page import way_shown
from communities.governance.ballots.reading import told
from communities.governance.ballots.results import result_shown
from communities.governance.models import Attachment, Proposal, Second
from communities.governance.proposals.amendment_page import amendments_of
from communities.governance.proposals.attaching import attachments_of
from communities.governance.proposals.options import options_of, ways_of
from communities.governance.proposals.queries import ballots_of, rule_of, thread_of
from communities.governance.rule_words import rule_words

Node = dict[str, Any]


@dataclass(frozen=True)
class ProposalMinutes:
    """`steps`: when what happened; `talk`: as thread_of; `ballots`: none of a secret vote; `cast`, `voters`: people."""

    proposal: Proposal
    steps: list[tuple[datetime, str]]
    ways: list[dict[str, Any]]
    rule: str
    is_secret: bool
    seconds: list[Second]
    amendments: list[dict[str, Any]]
    talk: list[Node]
    files: list[Attachment]
    ballots: list[dict[str, Any]]
    cast: int
    voters: int
    result: dict[str, Any] | None


def minutes_of_proposal(one: Proposal) -> ProposalMinutes:
    rule, options, ballots = rule_of(one), options_of(one), list(ballots_of(one))
    return ProposalMinutes(
        proposal=one,
        steps=_steps(one),
        ways=[way_shown(one, way) for way in ways_of(one)],
        rule=rule_words(rule),
        is_secret=rule.is_secret,
        seconds=list(one.seconds.select_related("member").order_by("at")),
        amendments=amendments_of(one),
        talk=thread_of(one),
        files=list(attachments_of(one)),
        ballots=[told(ballot, rule, options) for ballot in ballots],
        cast=one.published.count() if rule.is_secret else len(ballots),
        voters=one.voters.count(),
        result=result_shown(one),
    )


def as_text(minutes: ProposalMinutes, moment: Callable[[datetime], str]) -> Iterator[str]:
    """Line by line, to keep or to send; `moment` writes day and time."""
    one = minutes.proposal
    yield _("Proposal %(number)s: %(title)s") % {"number": one.number, "title": one.title}
    yield f"{one.proposer}. {one.get_state_display()}"
    for heading, lines in _parts(minutes, moment):
        if lines:
            yield from ("", heading, *lines)


def _parts(minutes: ProposalMinutes, moment: Callable[[datetime], str]) -> list[tuple[str, list[str]]]:
    one, result = minutes.proposal, minutes.result
    said = [f"{result['outcome']}. {result['why']}"] if result else []
    turnout = {"people": minutes.cast, "voters": minutes.voters}
    return [
        (_("The proposal"), [one.body]),
        (_("What it was about"), [line for way in minutes.ways for line in _changed(way)]),
        (_("How it went"), [f"{moment(at)}: {what}" for at, what in minutes.steps]),
        (_("How it was decided"), minutes.rule.split("\n")),
        (_("Seconded by"), [str(second.member) for second in minutes.seconds]),
        (_("Amendments"), [_amended(row["row"]) for row in minutes.amendments]),
        (_("What was said"), list(_spoken(minutes.talk, ""))),
        (_("Ballots"), [_cast(ballot) for ballot in minutes.ballots]),
        (_("The result"), [*said, _("%(people)s of %(voters)s people took part") % turnout] if result else []),
        (_("The decision"), [f"{one.decision.number}. {one.decision.title}"] if one.decision else []),
    ]


def _steps(one: Proposal) -> list[tuple[datetime, str]]:
    decision = one.decision
    found = [
        (one.created_at, _("Drawn up by %(name)s") % {"name": one.proposer}),
        (one.deliberation_at, _("Opened for talk")),
        (one.voting_at, _("The voting opened")),
        (one.closes_at if one.result else None, _("The voting closed")),
        (decision.decided_at if decision else None, _("Decided")),
    ]
    return [(at, what) for at, what in found if at]


def _changed(way: dict[str, Any]) -> Iterator[str]:
    yield f"{way['way'].key}. {way['way'].label}"
    yield from (f"   {one.what}: {one.before or '–'} → {one.after or '–'}" for one in way["changes"])


def _amended(row: Any) -> str:
    words = ". ".join(part for part in (row.reason, row.answer) if part)
    return f"{row.author} ({row.get_state_display()}): {row.title}. {words}"


def _spoken(nodes: list[Node], indent: str) -> Iterator[str]:
    for node in nodes:
        yield f"{indent}{node['comment'].author}: {node['comment'].text}"
        yield from _spoken(node["answers"], indent + "   ")


def _cast(ballot: dict[str, Any]) -> str:
    row = ballot["row"]
    answer = f" – {row.answer} ({row.settled_by_name})" if row.answer else ""
    return f"{row.voter.member}: {ballot['says']}{f'. {row.why}' if row.why else ''}{answer}"
