"""A count as its page shows it: every figure and round, in words, a chart and its table."""

from typing import Any

from django.utils.translation import gettext as _

from communities.governance.ballots.reading import CHOICES
from communities.governance.ballots.result_tables import Label, figures, steps, tables
from communities.governance.models import Proposal
from communities.governance.proposals.options import options_of
from communities.governance.tally import Result
from communities.governance.tally.words import exact, method_words, outcome_words, reason_words, tie_words
from web.charts import bar_chart


def result_shown(proposal: Proposal) -> dict[str, Any] | None:
    """Nothing before it is counted."""
    if proposal.result is None:
        return None
    result, label = Result.read(proposal.result), label_for(proposal)
    counted, unit = figures(result, label)
    chart = bar_chart(
        title=_("Ballots"), summary=reason_words(result), labels=list(counted), heading=_("Choice"),
        series={unit: [float(number) for number in counted.values()]}, write=_written,
    )  # fmt: skip
    return {
        "outcome": outcome_words(result, label), "why": reason_words(result), "how": method_words(result.method),
        "chart": chart, "ties": [tie_words(tie, label) for tie in result.ties], "steps": steps(result),
        "tables": tables(result, label), "lot": [label(key) for key in result.lot], "seed": result.seed,
    }  # fmt: skip


def label_for(proposal: Proposal) -> Label:
    """The name of what a ballot may say: an option, or yes and no."""
    named = {option.key: option.label for option in options_of(proposal)}
    return lambda key: named.get(key) or str(CHOICES.get(key, key))


def _written(value: float) -> str:
    return exact(int(value)) if value == int(value) else f"{value:.2f}"
