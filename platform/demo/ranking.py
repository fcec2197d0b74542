"""One community ranks several ways in a secret vote, lets one member vote for another, and asks for advice."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from communities.governance.actions import decide_setting
from communities.governance.ballots.answering import answer_advice
from communities.governance.ballots.delegated import cast_for
from communities.governance.ballots.delegating import delegate
from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.proposals.options import add_way
from communities.governance.proposals.proposing import open_deliberation, open_voting, propose
from communities.governance.queries import value_of
from communities.models import Membership
from demo.planting import Garden, Home
from tenancy.scope import in_community

DECIDERS = ["administrator", "teacher", "guardian", "learner"]
RULES: dict[str, dict[str, Any]] = {
    "setting": {"method": "schulze", "secret": True, "delegation": True, "quorum": "3", "on_tie": "again"},
    "role": {"method": "advice_process", "heard": "1", "voting_hours": 48},
}
WAYS = ("Keeps the light", "Reads the water")
RANKED: tuple[list[list[str]], ...] = (
    [["2"], ["1"], ["0"]], [["1"], ["2"]], [["2"], ["0"], ["1"]], [["0"]], [["2"], ["1"]], [["1", "2"], ["0"]],
)  # fmt: skip


def rank_ways(garden: Garden) -> None:
    home = garden.homes["tern-island"]
    with in_community(home.community.pk):
        chair = Membership.objects.get(person=home.administrator)
        _adopt_rules(chair)
        _rank(home, chair)
        _ask(home, chair)


def _adopt_rules(chair: Membership) -> None:
    rules = value_of("decision_rules")
    for matter, rule in RULES.items():
        rules[matter] = {**rules[matter], **rule, "electorate": DECIDERS, "proposers": DECIDERS}
    why = "Everybody who learns, teaches or sends a child here has a voice."
    decide_setting("decision_rules", rules, by=chair.person, reason=why, voted_at=_ago(30))


def _rank(home: Home, chair: Membership) -> None:
    """What to call the highest level: two ways, and leaving it."""
    teacher, learners = home.folk["teacher"][0], home.folk["learner"]
    scale = value_of("mastery_scale")
    first, other = (
        {"key": "mastery_scale", "value": [*scale[:-1], {**scale[-1], "name": name}]} for name in WAYS
    )  # fmt: skip
    why = "“Teaches others” sounds like homework. Let us name the last level after what people here are known for."
    draft = propose(
        effect="setting", payload=first, title="A name for the last level", body=why, by=teacher, at=_ago(25)
    )
    add_way(draft, payload=other, label=WAYS[1], by=teacher)
    open_deliberation(draft, by=teacher, at=_ago(25))
    vote = open_voting(draft, by=teacher, at=_ago(21))
    delegate(by=learners[0], to=learners[1], matter="setting")
    for voter, ranks in zip([chair, teacher, *learners[2:]], RANKED, strict=False):
        cast_ballot(vote, content=ranks, by=voter, at=_ago(20))
    cast_for(vote, [learners[0].pk, learners[1].pk], content=RANKED[0], by=learners[1], at=_ago(19))
    close_proposal(vote, at=_ago(18))


def _ask(home: Home, chair: Membership) -> None:
    """The chair asks before giving a role, and has answered the first piece of advice."""
    teacher, learner = home.folk["teacher"][0], home.folk["learner"][0]
    payload = {"member": str(learner.pk), "role": "member"}
    why = "They keep the boat log already. I would like to have them in the meetings of the house."
    asked = propose(effect="give_role", payload=payload, body=why, by=chair, at=_ago(5))
    open_deliberation(asked, by=chair, at=_ago(5))
    open_voting(asked, by=chair, hours=240, at=_ago(1.5))
    told = cast_ballot(asked, content="given", reason="Ask their mother first.", by=teacher, at=_ago(1))
    answer_advice(told, answer="I did: she is glad about it.", by=chair)


def _ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)
