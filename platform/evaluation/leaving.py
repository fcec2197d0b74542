"""Which figures of one community may leave it under its name, each safe by itself. Pure: numbers in, numbers out.

Only measures that have no sum in common with what else is published: enrolments, learners and moves do, so they leave
in the tables by outcome alone, if at all. They leave with weekly publications alone, whose periods never overlap.
Figures that say that there are at least so many learners leave only of communities whose number is in the table by
community: of one that is shown together with another they would say how few the other can have."""

from collections.abc import Iterable, Mapping

from communities.suppression import MINIMUM, changed_little
from evaluation.facts import Unit
from evaluation.indicators import IN_ORDER, Indicator
from evaluation.measures import MEASURES

ALONE = frozenset((
    "applied", "let_in", "handed_in", "marked", "days_to_mark", "expected", "present", "entitled", "voted", "spoke",
    "offerings", "published", "adapted", "decisions",
))  # fmt: skip
OF_NOBODY = frozenset((Unit.OFFERINGS, Unit.CURRICULA, Unit.DECISIONS))  # count things, not what people did
OF_LEARNERS = frozenset(("marks", "rolls"))  # sources of which one learner may have many rows
OF_SO_MANY = frozenset(key for key in ALONE if MEASURES[key].source in OF_LEARNERS) | {"let_in"}
BESIDE = {"days_to_mark": "marked"}  # is only as many people's as the other one
Last = Mapping[str, tuple[int, str]]  # by measure: what was published last, and the period's key


def can_leave() -> list[Indicator]:
    """In the order of reports."""
    return [one for one in IN_ORDER if set(filter(None, (one.formula.measure, one.formula.of))) <= ALONE]


def measures_of(indicators: Iterable[Indicator]) -> set[str]:
    return {key for one in indicators for key in (one.formula.measure, one.formula.of) if key}


def leaving(figures: Mapping[str, int], wanted: set[str], last: Last) -> dict[str, int]:
    """Of the wanted measures, those that may be published now: ten or more, and ten or more of what is not of them;
    and the same as when they were last published, or different by ten or more, and so what is not of them."""
    here = wanted & ALONE & figures.keys()
    found = {key for key in here if MEASURES[key].unit in OF_NOBODY or _is_safe(key, figures, last)}
    return {key: figures[key] for key in sorted(found) if _rest_is_safe(key, found, figures, last)}


def _is_safe(key: str, figures: Mapping[str, int], last: Last) -> bool:
    if MEASURES[key].source in OF_LEARNERS and figures.get("learners", 0) < MINIMUM:
        return False
    needed = [figures[key], *([figures.get(BESIDE[key], 0)] if key in BESIDE else [])]
    return min(needed) >= MINIMUM and not (key in last and changed_little(figures[key], last[key][0]))


def _rest_is_safe(key: str, found: set[str], figures: Mapping[str, int], last: Last) -> bool:
    """Of a part: what is left of the whole without it, and without all parts that leave with it."""
    whole = MEASURES[key].within
    if not whole:
        return True
    parts = [one for one in found if MEASURES[one].within == whole]
    rest = figures.get(whole, 0) - sum(figures[one] for one in parts)
    then = [last[one] for one in (*parts, whole) if one in last]
    known = len(then) == len(parts) + 1 and len({period for _value, period in then}) == 1
    before = last[whole][0] - sum(last[one][0] for one in parts) if known else None
    return rest >= MINIMUM and not changed_little(rest, before)
