"""Definitions as their page and the API tell them."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from communities.roles import PERMISSIONS
from communities.suppression import MINIMUM
from evaluation.facts import SOURCES
from evaluation.formulas import Formula
from evaluation.indicators import INDICATORS, Better, Topic
from evaluation.measures import MEASURES
from evaluation.models import OwnIndicator


class Described(NamedTuple):
    key: str
    id: Any  # of one's own
    label: str
    why: str
    topic: str
    formula: Formula
    better: str
    smallest: int
    version: int

    @property
    def written(self) -> str:
        return str(self.formula)

    @property
    def unit(self) -> str:
        return self.formula.unit

    @property
    def measures(self) -> list[tuple[str, str]]:
        """What each number in it is called, and how it is counted."""
        return [(str(one.label), str(one.counted)) for one in self.formula.measures]

    @property
    def sources(self) -> list[str]:
        return list(dict.fromkeys(str(SOURCES[one.source].label) for one in self.formula.measures))

    @property
    def better_words(self) -> str:
        return str(Better(self.better).label)

    @property
    def seen_by(self) -> list[str]:
        """The permissions needed besides reading reports, in words."""
        return [str(PERMISSIONS[code].label) for code in sorted(self.formula.permissions)]


def described(own: Iterable[OwnIndicator]) -> list[tuple[str, list[Described]]]:
    """By topic, in the order of the report; the community's own last."""
    found = [
        Described(
            one.key, None, str(one.label), str(one.why), one.topic, one.formula, one.better, one.smallest, one.version
        )
        for one in INDICATORS.values()
    ] + [
        Described(one.key, one.pk, one.label, one.why, Topic.OWN, one.formula, one.better, MINIMUM, one.version)
        for one in own
    ]
    topics = [(topic.label, [one for one in found if one.topic == topic]) for topic in Topic]
    return [(str(label), rows) for label, rows in topics if rows]


def measures_described() -> list[dict[str, Any]]:
    """The building blocks: what may stand in a formula."""
    return [
        {
            "key": key, "label": str(one.label), "counted": str(one.counted), "unit": str(one.unit),
            "source": str(SOURCES[one.source].label), "within": one.within,
        }
        for key, one in MEASURES.items()
    ]  # fmt: skip
