"""The figures of a count, method by method, as rows and columns."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from communities.governance.ballots.reading import CHOICES
from communities.governance.tally import (
    AdviceCount,
    ApprovalCount,
    ConsentCount,
    MajorityCount,
    Result,
    RunoffCount,
    SchulzeCount,
    ScoreCount,
)
from communities.governance.tally.words import BASES, exact

Label = Callable[[str], str]


class Table(NamedTuple):
    """The first column of each row names it."""

    title: str
    columns: list[str]
    rows: list[list[str]]


def figures(result: Result, label: Label) -> tuple[dict[str, Fraction | int], str]:
    """What the chart draws, and its unit."""
    count = result.count
    if isinstance(count, RunoffCount):
        return _named(count.rounds[-1].votes, label), _("Votes in the last round")
    if isinstance(count, SchulzeCount):
        wins = {one: sum(n > count.pairs[other][one] for other, n in row.items()) for one, row in count.pairs.items()}
        return _named(wins, label), _("Comparisons won")
    if isinstance(count, ApprovalCount):
        return _named(count.approvals, label), _("Approvals")
    if isinstance(count, ScoreCount):
        return _named({one: value or 0 for one, value in count.values.items()}, label), _("Score")
    return _answers(count), _("People")


def _answers(count: Any) -> dict[str, Fraction | int]:
    if isinstance(count, AdviceCount):
        return {_("Asked"): count.asked, _("Gave advice"): count.given, _("Heard"): count.heard}
    if isinstance(count, ConsentCount):
        objections = sum(one.people for one in count.objections)
        said = {"consent": count.consents, "stand_aside": count.stood_aside, "objection": objections}
    else:
        assert isinstance(count, MajorityCount)
        said = {"yes": count.yes, "no": count.no, "abstain": count.abstain}
    return {str(CHOICES[key]): people for key, people in said.items()}


def steps(result: Result) -> list[tuple[str, str]]:
    """Turnout, quorum, and what the method compares: what, and its exact figure."""
    turnout = exact(Fraction(result.people, result.eligible)) if result.eligible else "–"
    found = [
        (_("Could vote"), str(result.eligible)),
        (_("Took part"), str(result.people)),
        (_("Turnout"), turnout),
        (_("Needed for the quorum"), str(result.needed)),
    ]
    count = result.count
    if isinstance(count, MajorityCount):
        found += [
            (_("Yes is a share of"), f"{count.base} {_base(result)}"),
            (_("Share of yes"), exact(count.share) if count.share is not None else "–"),
            (_("Yes needed"), str(count.needed)),
        ]
    elif isinstance(count, AdviceCount):
        found.append((_("Advice that must be heard"), str(count.heard_needed)))
    elif not isinstance(count, ConsentCount):
        found.append((_("Ballots without a preference"), str(result.blank)))
    return found


def _base(result: Result) -> str:
    return str(BASES[getattr(result.method, "of", next(iter(BASES)))])


def tables(result: Result, label: Label) -> list[Table]:
    """Every round and comparison."""
    count = result.count
    if isinstance(count, RunoffCount):
        return [_rounds(count, label)]
    if isinstance(count, SchulzeCount):
        return [
            _pairs(_("How many prefer the one on the left"), count.pairs, label),
            _pairs(_("Strength of the strongest path"), count.paths, label),
        ]
    if isinstance(count, ScoreCount):
        return [_scores(count, label)]
    return []


def _rounds(count: RunoffCount, label: Label) -> Table:
    """A column for each round: the votes, and where those of the excluded option went."""
    options = count.rounds[0].votes
    rows = [
        [label(option), *(exact(one.votes[option]) if option in one.votes else "–" for one in count.rounds)]
        for option in options
    ]
    rows += [
        [_("No longer counting"), *(str(one.exhausted) for one in count.rounds)],
        [_("Excluded"), *(label(one.excluded) if one.excluded else "–" for one in count.rounds)],
        [_("Its votes go to"), *(_moved(one.transfers, one.spent, label) for one in count.rounds)],
    ]
    return Table(_("Round by round"), [_("Option"), *(_heading(one.number) for one in count.rounds)], rows)


def _heading(number: int) -> str:
    return _("Round %(number)s") % {"number": number}


def _moved(transfers: Mapping[str, Fraction], spent: int, label: Label) -> str:
    said = [f"{label(option)} +{exact(votes)}" for option, votes in transfers.items()]
    if spent:
        said.append(_("nobody: %(people)s") % {"people": spent})
    return "; ".join(said) or "–"


def _pairs(title: str, pairs: Mapping[str, Mapping[str, int]], label: Label) -> Table:
    rows = [[label(one), *(str(row[other]) if other in row else "–" for other in pairs)] for one, row in pairs.items()]
    return Table(title, [_("Option"), *(label(other) for other in pairs)], rows)


def _scores(count: ScoreCount, label: Label) -> Table:
    rows = [
        [label(one), *map(str, spread), str(count.sums[one]), exact(value) if value is not None else "–"]
        for one, spread in count.given.items()
        for value in [count.values[one]]
    ]
    levels = len(next(iter(count.given.values())))
    return Table(_("People by score"), [_("Option"), *map(str, range(levels)), _("Sum"), _("Compared")], rows)


def _named(numbers: Mapping[str, Fraction | int], label: Label) -> dict[str, Fraction | int]:
    """By label; what is called the same is told apart by its key."""
    named: dict[str, Fraction | int] = {}
    for key, number in numbers.items():
        name = label(key)
        named[f"{name} ({key})" if name in named else name] = number
    return named
