"""What a count found, in the reader's language. `label` turns an option into the name that people know it by."""

from collections.abc import Callable, Iterable
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.tally.methods import (
    AdviceProcess,
    Aggregate,
    Base,
    Method,
    QualifiedMajority,
    Score,
    Unscored,
)
from communities.governance.tally.results import Code, Outcome, Result
from communities.governance.tally.ties import About, Tie, TieRule

Label = Callable[[str], str]

METHODS = {
    "consent": gettext_lazy("Consent"),
    "simple_majority": gettext_lazy("Simple majority"),
    "qualified_majority": gettext_lazy("Qualified majority"),
    "instant_runoff": gettext_lazy("Instant runoff"),
    "schulze": gettext_lazy("Schulze method"),
    "approval": gettext_lazy("Approval voting"),
    "score": gettext_lazy("Score voting"),
    "advice_process": gettext_lazy("Advice process"),
}

HOW = {
    "consent": gettext_lazy("Accepted when somebody consents and no objection is open."),
    "simple_majority": gettext_lazy("Accepted by more yes than no. Abstentions are left out."),
    "instant_runoff": gettext_lazy(
        "The option with the fewest votes is excluded and its votes move on, until one option has more than half."
    ),
    "schulze": gettext_lazy("Options are compared two by two; the one that wins its comparisons wins."),
    "approval": gettext_lazy("The option that most people approve wins."),
}

BASES = {
    Base.YES_AND_NO: gettext_lazy("of the yes and no votes"),
    Base.CAST: gettext_lazy("of all votes, abstentions included"),
    Base.ELIGIBLE: gettext_lazy("of everyone who could vote"),
}

REASONS = {
    Code.NO_QUORUM: gettext_lazy("%(people)s took part; %(needed)s are needed."),
    Code.NOTHING_EXPRESSED: gettext_lazy("No ballot named a preference."),
    Code.CONSENT_GIVEN: gettext_lazy("Consents: %(consents)s. Standing aside: %(stood_aside)s. No objection is open."),
    Code.OBJECTION_STANDS: gettext_lazy("Open objections: %(objections)s."),
    Code.NOBODY_CONSENTS: gettext_lazy("Nobody consents. Standing aside: %(stood_aside)s."),
    Code.THRESHOLD_REACHED: gettext_lazy("Yes: %(yes)s, no: %(no)s. Needed: %(needed)s yes."),
    Code.THRESHOLD_MISSED: gettext_lazy("Yes: %(yes)s, no: %(no)s. Needed: %(needed)s yes; %(missing)s missing."),
    Code.NOT_MORE_YES: gettext_lazy("Yes: %(yes)s, no: %(no)s. There must be more yes than no."),
    Code.MOST_VOTES: gettext_lazy("%(votes)s of %(active)s votes in round %(round)s: more than half."),
    Code.BEATS_EVERY_OTHER: gettext_lazy("Preferred by more people in the comparison with each other option."),
    Code.STRONGEST_PATHS: gettext_lazy("No other option beats it by a stronger path of comparisons."),
    Code.MOST_APPROVALS: gettext_lazy("Approved by %(approvals)s of %(people)s."),
    Code.HIGHEST_SCORE: gettext_lazy("The highest score: %(score)s."),
    Code.TIE_BY_LOT: gettext_lazy("Yes: %(yes)s, no: %(no)s. The lot decided."),
    Code.TIE_STATUS_QUO: gettext_lazy("A tie, and with a tie nothing changes."),
    Code.TIE_STANDS: gettext_lazy("A tie that no published rule breaks."),
    Code.TOO_FEW_ASKED: gettext_lazy("Asked for advice: %(people)s. Needed: %(needed)s."),
    Code.TOO_FEW_HEARD: gettext_lazy("Advice heard: %(people)s. Needed: %(needed)s."),
    Code.ADVICE_UNHEARD: gettext_lazy("Advice given and not yet heard: %(people)s."),
    Code.PROPOSER_UNDECIDED: gettext_lazy("The proposer has not decided yet."),
    Code.PROPOSER_GOES_AHEAD: gettext_lazy("Advice heard: %(heard)s. The proposer goes ahead."),
    Code.PROPOSER_STEPS_BACK: gettext_lazy("Advice heard: %(heard)s. The proposer steps back."),
}

RULES = {
    TieRule.EARLIER_ROUNDS: gettext_lazy("votes in the latest earlier round in which they differ"),
    TieRule.BORDA: gettext_lazy("points from all rankings (Borda count)"),
    TieRule.ANY_ORDER: gettext_lazy("any of them may go first: the same option wins"),
    TieRule.LOT: gettext_lazy("a lot that anyone can draw again"),
    TieRule.STATUS_QUO: gettext_lazy("nothing changes"),
    TieRule.STANDS: gettext_lazy("the tie stands, and people decide again"),
}


def method_name(method: Method) -> str:
    return str(METHODS[method.kind])


def method_words(method: Method) -> str:
    """How it decides, in one or two sentences."""
    if isinstance(method, QualifiedMajority):
        form = _("Yes must be at least %(share)s %(base)s.")
        if method.exceed:
            form = _("Yes must be more than %(share)s %(base)s.")
        return form % {"share": exact(method.threshold), "base": BASES[method.of]}
    if isinstance(method, AdviceProcess):
        form = _("The proposer decides after asking %(asked)s and hearing %(heard)s, and leaving no advice unheard.")
        return form % {"asked": people_words(method.asked), "heard": people_words(method.heard)}
    if isinstance(method, Score):
        return _score_words(method)
    return str(HOW[method.kind])


def people_words(share: int | Fraction) -> str:
    """A number of people, or a fraction of the eligible."""
    if isinstance(share, Fraction):
        return _("%(share)s of everyone who could vote") % {"share": exact(share)}
    return str(share)


def outcome_words(result: Result, label: Label = str) -> str:
    """The outcome as a heading."""
    if result.outcome == Outcome.WINNER and result.winner is not None:
        return _("Chosen: %(option)s") % {"option": label(result.winner)}
    if result.outcome == Outcome.TIE:
        return _("A tie between %(options)s") % {"options": _listed(result.tied, label)}
    simple = {Outcome.ACCEPTED: _("Accepted"), Outcome.REJECTED: _("Not accepted"), Outcome.NO_QUORUM: _("No quorum")}
    return simple[result.outcome]


def reason_words(result: Result) -> str:
    """Why, with its numbers."""
    numbers = {name: exact(number) for name, number in result.reason.numbers.items()}
    missing = exact(-result.reason.numbers.get("distance", 0))
    return str(REASONS[result.reason.code]) % {**numbers, "missing": missing}


def tie_words(tie: Tie, label: Label = str) -> list[str]:
    """The tie, each rule tried, and what it left."""
    forms = {
        About.WINNING: _("Tied for first: %(options)s"),
        About.EXCLUSION: _("Tied for exclusion in round %(round)s: %(options)s"),
    }
    told = [forms[tie.about] % {"options": _listed(tie.options, label), "round": tie.round}]
    for step in tie.steps:
        told.append(f"{RULES[step.rule]}: {_listed(step.left, label)}")
    return told


def exact(number: int | Fraction) -> str:
    """7, 2/3 or 3 1/2."""
    whole, rest = divmod(number, 1)
    if not rest:
        return str(whole)
    return f"{whole} {rest}" if whole else str(rest)


def _score_words(method: Score) -> str:
    mean = method.by == Aggregate.MEAN
    form = _("The highest mean of scores from 0 to %(highest)s wins.")
    if not mean:
        form = _("The highest sum of scores from 0 to %(highest)s wins.")
    words = form % {"highest": method.highest}
    if not mean:
        return words
    zero = method.unscored == Unscored.ZERO
    return f"{words} {_('Unscored counts as 0.') if zero else _('Unscored is left out.')}"


def _listed(options: Iterable[str], label: Label) -> str:
    return ", ".join(label(option) for option in options)
