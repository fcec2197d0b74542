"""A ballot as it is given: checked by the rule's method, kept in tally's plain form, and said in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.models import Ballot, Proposal
from communities.governance.proposals.options import Way, options_of
from communities.governance.rules import Rule
from communities.governance.tally import (
    AdviceProcess,
    Approvals,
    Consent,
    Method,
    Position,
    Ranking,
    Scores,
    Stage,
    Vote,
    check_ballot,
    read_ballot,
)
from tenancy.refusal import Refused

CHOICES = {
    "yes": gettext_lazy("Yes"),
    "no": gettext_lazy("No"),
    "abstain": gettext_lazy("Abstain"),
    "consent": gettext_lazy("I consent"),
    "stand_aside": gettext_lazy("I stand aside"),
    "objection": gettext_lazy("I object"),
}
SETTLED = {
    "open": gettext_lazy("Open"),
    "integrated": gettext_lazy("Met"),
    "overruled": gettext_lazy("Overruled"),
}
BLANK = gettext_lazy("No preference")
LONGEST_REASON = 5000  # characters


def kept_ballot(proposal: Proposal, content: Any, reason: str) -> tuple[Any, str]:
    """The content and the words beside it as they are kept; refused with where and why it is no ballot of this vote."""
    method, words = Rule.read(proposal.rule or {}).tally_method(), reason.strip()
    if len(words) > LONGEST_REASON:
        raise Refused(_("Words of %(most)s characters at most.") % {"most": LONGEST_REASON})
    if isinstance(method, AdviceProcess):
        if not words:
            raise Refused(_("Write your advice."))
        return Stage.GIVEN.value, words
    if isinstance(method, Consent):
        return _position(content, words), ""
    return _read(method, proposal, content), words


def _position(content: Any, words: str) -> Any:
    """The stance, as text or as tally's form; nobody settles their own objection."""
    given = content if isinstance(content, dict) else {"stance": content}
    own = given.get("reason", "")
    told = {"stance": given.get("stance"), "reason": words or (own.strip() if isinstance(own, str) else own)}
    if told["stance"] == "objection" and not told["reason"]:
        raise Refused(_("An objection needs a reason."))
    try:
        if "\0" in str(told["reason"]):
            raise ValueError("a reason with a null character")
        return Position.read(told).plain()
    except ValueError as wrong:
        raise _no_ballot(wrong) from wrong


def _read(method: Method, proposal: Proposal, content: Any) -> Any:
    try:
        ballot = read_ballot(method, content)
        check_ballot(method, ballot, options=[option.key for option in options_of(proposal)])
    except (ValueError, TypeError) as wrong:
        raise _no_ballot(wrong) from wrong
    return ballot.plain()


def _no_ballot(wrong: Exception) -> Refused:
    return Refused(_("This is no ballot by the rule of this vote: %(why)s") % {"why": wrong})


def ballot_words(content: Any, rule: Rule, options: list[Way]) -> str:
    """What a ballot says, in a line."""
    method = rule.tally_method()
    if isinstance(method, AdviceProcess):
        return _("Heard") if content == Stage.HEARD.value else _("Advice")
    ballot = read_ballot(method, content)
    if isinstance(ballot, Vote | Position):
        return str(CHOICES[ballot.choice if isinstance(ballot, Vote) else ballot.stance])
    return str(BLANK) if ballot.is_blank else _among(ballot, {option.key: option.label for option in options})


def _among(ballot: Any, label: dict[str, str]) -> str:
    if isinstance(ballot, Ranking):
        ranks = [", ".join(label[key] for key in rank) for rank in ballot.ranks]
        return "; ".join(f"{number}. {rank}" for number, rank in enumerate(ranks, 1))
    if isinstance(ballot, Approvals):
        return ", ".join(label[key] for key in ballot.options)
    assert isinstance(ballot, Scores)
    return "; ".join(f"{label[key]}: {score}" for key, score in ballot.scores)


def told(ballot: Ballot, rule: Rule, options: list[Way]) -> dict[str, Any]:
    """A ballot's row as the page shows it."""
    says = "" if rule.is_secret else ballot_words(ballot.content, rule, options)
    return {"row": ballot, "says": says, "settled": SETTLED.get(ballot.settled, "")}
