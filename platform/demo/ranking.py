"""One community ranks several ways in a secret vote, lets one member vote for another, and asks for advice."""

from functools import partial
from typing import Any

from communities.governance.actions import decide_setting
from communities.governance.ballots.answering import answer_advice
from communities.governance.ballots.delegated import cast_for
from communities.governance.ballots.delegating import delegate
from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.proposals.options import add_way
from communities.governance.proposals.proposing import open_deliberation, open_voting, propose
from communities.governance.queries import value_of
from communities.governance.secrecy.keys import destroy_key
from communities.models import Membership
from demo.meeting import Stories, ago, setting
from demo.planting import Garden, Home
from demo.templates import RANKING

DECIDERS = ["administrator", "teacher", "guardian", "learner"]
RULES: dict[str, dict[str, Any]] = {
    "setting": {"method": "schulze", "secret": True, "delegation": True, "quorum": "3", "on_tie": "again"},
    "role": {"method": "advice_process", "heard": "1", "voting_hours": 48},
}
WAYS = ("Keeps the light", "Reads the water")
RANKED: tuple[list[list[str]], ...] = (
    [["2"], ["1"], ["0"]], [["1"], ["2"]], [["2"], ["0"], ["1"]], [["0"]], [["2"], ["1"]], [["1", "2"], ["0"]],
)  # fmt: skip


def stories(garden: Garden) -> Stories:
    home = garden.homes[RANKING]
    yield 300, RANKING, partial(_adopt_rules, home)
    yield 18, RANKING, partial(_rank, home)
    yield 9, RANKING, partial(_lose_the_key, home)
    yield 5, RANKING, partial(_ask, home)


def _chair(home: Home) -> Membership:
    found: Membership = Membership.objects.get(person=home.administrator)
    return found


def _adopt_rules(home: Home) -> None:
    rules = value_of("decision_rules")
    for matter, rule in RULES.items():
        rules[matter] = {**rules[matter], **rule, "electorate": DECIDERS, "proposers": DECIDERS}
    why = "Everybody who learns, teaches or sends a child here has a voice."
    decide_setting("decision_rules", rules, by=home.administrator, reason=why, voted_at=ago(300))


def _rank(home: Home) -> None:
    """What to call the highest level: two ways, and leaving it."""
    chair, teacher, learners = _chair(home), home.folk["teacher"][0], home.folk["learner"]
    scale = value_of("mastery_scale")
    first, other = (
        {"key": "mastery_scale", "value": [*scale[:-1], {**scale[-1], "name": name}]} for name in WAYS
    )  # fmt: skip
    why = "“Teaches others” sounds like homework. Let us name the last level after what people here are known for."
    draft = propose(
        effect="setting", payload=first, title="A name for the last level", body=why, by=teacher, at=ago(25)
    )
    add_way(draft, payload=other, label=WAYS[1], by=teacher)
    open_deliberation(draft, by=teacher, at=ago(25))
    vote = open_voting(draft, by=teacher, at=ago(21))
    delegate(by=learners[0], to=learners[1], matter="setting")
    for voter, ranks in zip([chair, teacher, *learners[2:]], RANKED, strict=False):
        cast_ballot(vote, content=ranks, by=voter, at=ago(20))
    cast_for(vote, [learners[0].pk, learners[1].pk], content=RANKED[0], by=learners[1], at=ago(19))
    close_proposal(vote, at=ago(18))


def _lose_the_key(home: Home) -> None:
    """The disk with the key broke before the count: the vote is void, and the talk begins again."""
    teacher, learners = home.folk["teacher"][1], home.folk["learner"]
    why = "When more want to come than the boat takes, the quick ones always win. A lot, or islanders first?"
    now = value_of("admissions")
    lot, islanders = (setting("admissions", {**now, **other}) for other in ({"order": "lottery"}, {"groups": ["near"]}))
    title = "Who gets a place when the boat is full"
    draft = propose(**lot, title=title, body=why, by=teacher, at=ago(17))
    add_way(draft, payload=islanders["payload"], label="Islanders first", by=teacher)
    open_deliberation(draft, by=teacher, at=ago(17))
    vote = open_voting(draft, by=teacher, at=ago(12))
    for voter, ranks in zip(learners[2:], RANKED, strict=False):
        cast_ballot(vote, content=ranks, by=voter, at=ago(11.5))
    destroy_key(home.community.pk, vote.pk)
    close_proposal(vote, at=ago(9))


def _ask(home: Home) -> None:
    """The chair asks before giving a role, and has answered the first piece of advice."""
    chair, teacher, learner = _chair(home), home.folk["teacher"][0], home.folk["learner"][0]
    payload = {"member": str(learner.pk), "role": "member"}
    why = "They keep the boat log already. I would like to have them in the meetings of the house."
    asked = propose(effect="give_role", payload=payload, body=why, by=chair, at=ago(5))
    open_deliberation(asked, by=chair, at=ago(5))
    open_voting(asked, by=chair, hours=240, at=ago(1.5))
    told = cast_ballot(asked, content="given", reason="Ask their mother first.", by=teacher, at=ago(1))
    answer_advice(told, answer="I did: she is glad about it.", by=chair)
