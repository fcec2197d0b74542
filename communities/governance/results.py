"""A count as its page shows it: every figure, in words, a chart and its table."""

from typing import Any

from django.utils.translation import gettext as _

from communities.governance.models import Ballot, Proposal
from communities.governance.tally import ConsentCount, MajorityCount, Result
from communities.governance.tally.words import BASES, exact, method_words, outcome_words, reason_words, tie_words
from web.charts import bar_chart


def result_shown(proposal: Proposal) -> dict[str, Any] | None:
    """Nothing before it is counted."""
    if proposal.result is None:
        return None
    result = Result.read(proposal.result)
    counts = _counts(result)
    chart = bar_chart(
        title=_("Ballots"), summary=reason_words(result), labels=list(counts), heading=_("Choice"),
        series={_("People"): list(counts.values())}, write=lambda value: str(int(value)),
    )  # fmt: skip
    ties = [line for tie in result.ties for line in tie_words(tie, lambda option: str(Ballot.Choice(option).label))]
    return {
        "outcome": outcome_words(result), "why": reason_words(result), "how": method_words(result.method),
        "chart": chart, "ties": ties, "steps": _steps(result),
    }  # fmt: skip


def _counts(result: Result) -> dict[str, float | None]:
    count = result.count
    label = {choice.value: str(choice.label) for choice in Ballot.Choice}
    if isinstance(count, MajorityCount):
        return {label["yes"]: count.yes, label["no"]: count.no, label["abstain"]: count.abstain}
    assert isinstance(count, ConsentCount)
    objections = sum(one.people for one in count.objections)
    return {label["consent"]: count.consents, label["stand_aside"]: count.stood_aside, label["objection"]: objections}


def _steps(result: Result) -> list[tuple[str, str]]:
    """Each step of the count: what, and its figure."""
    steps = [
        (_("Could vote"), str(result.eligible)),
        (_("Took part"), str(result.people)),
        (_("Needed for the quorum"), str(result.needed)),
    ]
    count = result.count
    if isinstance(count, MajorityCount):
        steps += [
            (_("Yes is a share of"), f"{count.base} {_base(result)}"),
            (_("Share of yes"), exact(count.share) if count.share is not None else "–"),
            (_("Yes needed"), str(count.needed)),
        ]
    return steps


def _base(result: Result) -> str:
    return str(BASES[getattr(result.method, "of", next(iter(BASES)))])
