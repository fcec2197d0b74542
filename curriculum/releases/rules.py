"""Who may do what with a version handed in, and who chooses the version in use."""

from typing import Any, NamedTuple

from communities.governance.queries import rule_in_force
from curriculum.releases.models import Opinion, Submission
from curriculum.sharing import Way, reviewers_here


class Standing(NamedTuple):
    """How far the others are with it."""

    needed: int
    agree: int
    asks: list[Opinion]  # for changes first

    @property
    def is_ready(self) -> bool:
        return self.agree >= self.needed and not self.asks

    @property
    def missing(self) -> int:
        return max(self.needed - self.agree, 0)


class May(NamedTuple):
    judge: bool = False
    publish: bool = False
    propose: bool = False
    take_back: bool = False


def standing_of(opinions: list[Opinion]) -> Standing:
    """Of what was handed in, by what its readers say."""
    agree = sum(one.agrees for one in opinions)
    return Standing(reviewers_here(), agree, [one for one in opinions if not one.agrees])


def may(access: Any, submission: Submission, standing: Standing, way: Way) -> May:
    """What a member may do with it now."""
    if not submission.is_open:
        return May()
    is_mine, publishes = submission.by_id == access.membership.pk, access.can("curriculum.publish")
    by_vote = way is Way.DECISION
    return May(
        judge=publishes and not is_mine,
        publish=not by_vote and standing.is_ready and access.can("curriculum.write"),
        propose=by_vote and rule_in_force("publishing").may_propose(access.membership),
        take_back=is_mine or publishes,
    )
