"""What outcomes, attributes and their values are called on pages; in data they keep the keys recorded."""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from learners.equity import ATTRIBUTES
from learners.models import Enrolment

ORDER = ["Distinction", "Pass", "Fail", "Withdrawn"]  # of outcomes; others come after, one under way ("") last
COARSE = {"passed": ("Distinction", "Pass"), "not passed": ("Fail", "Withdrawn")}  # where single outcomes are too few
PASSED = ("Pass", "Distinction", "passed")


def outcomes_in_order(outcomes: Iterable[str]) -> list[str]:
    return sorted(outcomes, key=lambda one: (one == "", ORDER.index(one) if one in ORDER else len(ORDER), one))


def outcome_name(outcome: str) -> str:
    others = {"": _("Under way"), "passed": _("Passed"), "not passed": _("Not passed")}
    return others.get(outcome) or str(dict(Enrolment.Outcome.choices).get(outcome, outcome))


def shows_share(cells: Mapping[str, int | None]) -> bool:
    """Whether all outcomes of what has ended are there, passes and others: a share without the others would say that
    all passed, where they were too few to show."""
    ended = {outcome: value for outcome, value in cells.items() if outcome not in ("", "*")}
    return None not in ended.values() and {outcome in PASSED for outcome in ended} == {True, False}


def attribute_name(attribute: str) -> str:
    return str(ATTRIBUTES[attribute].label) if attribute in ATTRIBUTES else attribute.replace("_", " ").capitalize()


def values_in_order(values: Iterable[str]) -> list[str]:
    """As one would write them down: 6-9 before 10-13, and what was not recorded last."""
    return sorted(values, key=lambda one: (not one, [int(digits) for digits in re.findall(r"\d+", one)], one))


def value_name(value: str) -> str:
    return {"": _("Not recorded"), "True": _("Yes"), "False": _("No")}.get(value, value)
