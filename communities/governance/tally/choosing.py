"""From the best options to a finding: one wins, a tie-break rule chooses, or the tie remains."""

from collections.abc import Iterable
from dataclasses import dataclass

from communities.governance.tally.ballots import Choice
from communities.governance.tally.counts import Count
from communities.governance.tally.results import Code, Finding, Outcome, Reason
from communities.governance.tally.ties import About, Tie, TieBreak, Trial, last_resort, lot_order, narrow

YES_AND_NO = (Choice.YES.value, Choice.NO.value)


@dataclass(frozen=True)
class Terms:
    """What a count is told besides the method and the ballots."""

    options: tuple[str, ...]
    eligible: int
    tie_break: TieBreak
    seed: str

    @property
    def lot(self) -> tuple[str, ...]:
        """The order drawn, if ties go by lot."""
        return lot_order(self.seed, self.options or YES_AND_NO) if self.tie_break == TieBreak.LOT else ()


def broken(tied: tuple[str, ...], terms: Terms, trials: Iterable[Trial] = ()) -> Tie:
    """The tie for winning, with every rule tried."""
    steps = narrow(tied, trials, About.WINNING)
    left = steps[-1].left if steps else tied
    if len(left) > 1:
        steps = (*steps, last_resort(left, terms.tie_break, terms.seed, About.WINNING))
    return Tie(About.WINNING, tied, steps)


def chosen(
    best: tuple[str, ...],
    terms: Terms,
    *,
    reason: Reason,
    count: Count,
    order: tuple[tuple[str, ...], ...],
    trials: Iterable[Trial] = (),
) -> Finding:
    """The winner among the best, for the reason given, or the tie between them."""
    tie = broken(best, terms, trials) if len(best) > 1 else None
    ties = (tie,) if tie else ()
    winner = tie.chosen if tie else best[0]
    if winner is None:
        return undecided(tie.left if tie else best, terms, count=count, order=order, ties=ties)
    return Finding(outcome=Outcome.WINNER, reason=reason, winner=winner, count=count, order=order, ties=ties)


def undecided(
    tied: tuple[str, ...], terms: Terms, *, count: Count, order: tuple[tuple[str, ...], ...], ties: tuple[Tie, ...]
) -> Finding:
    """Nothing changes, or people decide again, as the decision rule says."""
    stays = terms.tie_break == TieBreak.STATUS_QUO
    code = Code.TIE_STATUS_QUO if stays else Code.TIE_STANDS
    return Finding(
        outcome=Outcome.REJECTED if stays else Outcome.TIE,
        reason=Reason(code, {"tied": len(tied)}),
        count=count,
        tied=tied,
        order=order,
        ties=ties,
    )
