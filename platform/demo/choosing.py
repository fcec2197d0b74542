"""Three communities choose among several ways, each by a method of its own: points, likes, and ranks."""

from functools import partial
from typing import Any, NamedTuple

from communities.governance.actions import decide_setting
from communities.governance.proposals.options import add_way
from communities.governance.proposals.proposing import open_deliberation, propose
from communities.governance.queries import value_of
from communities.models import Membership
from demo.meeting import Stories, ago, meeting_of, setting, vote
from demo.planting import Garden, Home

GROWN_UPS = ["administrator", "teacher", "guardian", "member"]


class Choice(NamedTuple):
    """How the highest level of mastery is to be called."""

    slug: str
    ended: float  # days ago
    rule: dict[str, Any]
    rules_why: str
    title: str
    why: str
    ways: tuple[str, str]
    said: tuple[Any, ...]  # the ballots, voice by voice: 0 is to leave it as it is


CHOICES = (
    Choice(
        "himal-danda", 140, {"method": "score", "highest": 5}, "With points everyone can say how much, not only what.",
        "What to call those who are furthest", "“Guides others” frightens the shy ones. Two other names?",
        ("Walks ahead", "Knows the paths"),
        ({"0": 1, "1": 5, "2": 4}, {"0": 0, "1": 3, "2": 5}, {"1": 5, "2": 2}, {"0": 5, "1": 0, "2": 1},
         {"1": 4, "2": 4}),
    ),
    Choice(
        "nad-struga", 100, {"method": "approval"}, "Kto się zgadza na kilka rzeczy, niech zaznaczy kilka.",
        "Nowa nazwa najwyższego poziomu", "Nie każdy, kto umie, chce uczyć. Jak to nazwać?",
        ("Wspiera innych", "Tworzy własne"),
        (["1", "2"], ["1"], ["0", "1"], ["2"], ["1"], ["0"]),
    ),
    Choice(
        "vila-mare", 80, {"method": "instant_runoff"}, "Assim ninguém perde o voto por escolher o que prefere.",
        "O nome do último nível", "“Ensina” parece obrigação. Como chamamos quem já sabe navegar?",
        ("Navega só", "Leva outros no barco"),
        ([["1"], ["2"], ["0"]], [["2"], ["1"]], [["2"], ["0"]], [["0"]], [["1"], ["2"]], [["1"], ["0"]], [["2"]]),
    ),
)  # fmt: skip


def stories(garden: Garden) -> Stories:
    for choice in CHOICES:
        home = garden.homes[choice.slug]
        yield choice.ended + 40, choice.slug, partial(_adopt_rule, home, choice)
        yield choice.ended, choice.slug, partial(_choose, garden, choice)


def _adopt_rule(home: Home, choice: Choice) -> None:
    rules = value_of("decision_rules")
    who = {"electorate": GROWN_UPS, "proposers": GROWN_UPS, "quorum": "3", "on_tie": "again"}
    rules["setting"] = {**rules["setting"], **choice.rule, **who}
    at = ago(choice.ended + 40)
    decide_setting("decision_rules", rules, by=home.administrator, reason=choice.rules_why, voted_at=at)


def _choose(garden: Garden, choice: Choice) -> None:
    meeting = meeting_of(garden, choice.slug)
    scale = value_of("mastery_scale")
    first, second = (setting("mastery_scale", [*scale[:-1], {**scale[-1], "name": name}]) for name in choice.ways)
    by: Membership = meeting.teacher
    draft = propose(**first, title=choice.title, body=choice.why, by=by, at=ago(choice.ended + 14))
    add_way(draft, payload=second["payload"], label=choice.ways[1], by=by)
    talk = open_deliberation(draft, by=by, at=ago(choice.ended + 14))
    vote(talk, dict(zip(meeting.voices, choice.said, strict=False)), ended=choice.ended)
