"""A whole group at once: everyone enrolled in an offering, in a number of queries that does not depend on how many."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from learners.models import Enrolment, Offering, OfferingCard
from learners.progress.needs import needs_of, shown_elsewhere
from learners.progress.queries import standings_in
from learners.progress.readiness import Readiness, Spread, readiness_of, spread_of
from learners.progress.standing import Standing
from learners.queries import card_of, learners_of


@dataclass(frozen=True, kw_only=True)
class Group:
    offering: Offering
    card: OfferingCard
    scale: Sequence[Any]
    standings: list[Standing]

    def readiness(self) -> list[Readiness]:
        """Of each learner, by name."""
        needs, today = needs_of(self.offering.version_id), timezone.localdate()
        known = shown_elsewhere(needs, [one.enrolment.person_id for one in self.standings], scale=self.scale)
        return [
            readiness_of(one, needs, known=known.get(one.enrolment.person_id, ()), today=today)
            for one in self.standings
        ]

    def spread(self) -> list[Spread]:
        return spread_of(self.standings, named=self.card.named, scale=self.scale)


def group_of(offering: Offering, *, scale: Sequence[Any]) -> Group:
    card = card_of(offering)
    learners = list(learners_of(offering).filter(state=Enrolment.State.ENROLLED))
    standings = standings_in(learners, outline=card.outline, scale=list(scale), others=False)
    return Group(offering=offering, card=card, scale=scale, standings=standings)
