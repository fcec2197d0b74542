"""Of which group an application counts."""

from collections.abc import Sequence
from typing import Any

from communities.governance.kinds.admissions import default
from communities.governance.queries import value_of
from learners.admissions.models import Application, Round

# As rows of the community tell; others are claimed and confirmed.
ON_RECORD = ("continuing", "same_course", "siblings_in", "siblings")


def rule_now() -> dict[str, Any]:
    """The setting `admissions` in force, with what older decisions did not name."""
    return {**default(), **value_of("admissions")}


def place_of_group(groups: Sequence[str], granted: Sequence[str]) -> int:
    """The first of the groups that is confirmed; after all of them, who is in none."""
    return min((groups.index(one) for one in granted if one in groups), default=len(groups))


def group_of(application: Application, round_: Round) -> int:
    return place_of_group(round_.groups, application.granted)
