"""The way of a proposal, from the draft to what comes of it, as its page shows it."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.governance.models import Proposal
from communities.governance.proposals.readiness import talk_until
from communities.governance.rules import Rule
from communities.models import Membership
from web.amounts import write_day, write_moment

State = Proposal.State
REACHED = {State.DRAFT: 0, State.DELIBERATION: 1, State.VOTING: 2, State.REJECTED: 3, State.DECIDED: 3}


def journey(one: Proposal, rule: Rule) -> list[dict[str, str]]:
    """{"label", "note", "state": "done", "now" or ""} for each step; nothing where it was broken off."""
    if one.state in (State.WITHDRAWN, State.VOID):
        return []
    steps = [
        (_("Draft"), write_day(one.created_at)),
        (_("Talk"), _talk(one, rule)),
        (_("Advice") if rule.is_advice else _("The vote"), _vote(one)),
        (_("Not accepted") if one.state == State.REJECTED else _("Decided"), _decided(one)),
    ]
    if one.state != State.REJECTED:
        steps.append((_("In force"), _in_force(one)))
    now = REACHED.get(State(one.state), 3 if one.state == State.UNENACTED else 4)
    place = {-1: "done", 0: "now", 1: ""}
    return [
        {"label": label, "note": note, "state": place[(number > now) - (number < now)]}
        for number, (label, note) in enumerate(steps)
    ]


def seconds_shown(one: Proposal, me: Membership, rule: Rule) -> dict[str, Any]:
    seconds = list(one.seconds.select_related("member").order_by("at"))
    return {
        "seconds": seconds,
        "needed_seconds": rule.seconds,
        "has_seconded": any(second.member_id == me.pk for second in seconds),
    }


def _talk(one: Proposal, rule: Rule) -> str:
    if one.deliberation_at is None:
        return ""
    ends = talk_until(one, rule)
    if one.state == State.DELIBERATION and timezone.now() < ends:
        return _("until %(when)s at least") % {"when": write_moment(ends)}
    return write_day(one.deliberation_at)


def _vote(one: Proposal) -> str:
    if one.takes_ballots and one.closes_at:
        return _("until %(when)s") % {"when": write_moment(one.closes_at)}
    return write_day(one.voting_at) if one.voting_at else ""


def _decided(one: Proposal) -> str:
    return write_day(one.closes_at) if one.result and one.closes_at else ""


def _in_force(one: Proposal) -> str:
    if one.state == State.ENACTED and one.decision:
        return write_day(one.decision.decided_at)
    return _("From %(day)s") % {"day": write_day(one.holds_from)} if one.holds_from and one.is_pending else ""
