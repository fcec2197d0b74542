"""Two communities decide together: by rules of their own, with proposals at each stage of their way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone, translation

from communities.governance.actions import decide_setting
from communities.governance.ballots.answering import settle_objection
from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.models import Proposal
from communities.governance.proposals.proposing import open_deliberation, open_voting, propose, withdraw_proposal
from communities.governance.proposals.talking import comment, second
from communities.governance.queries import value_of
from communities.models import Membership
from demo.planting import Garden, Home
from tenancy.scope import in_community

DECIDERS = ["administrator", "teacher", "guardian"]
RULES: dict[str, dict[str, Any]] = {
    "setting": {"method": "simple_majority", "quorum": "1/4", "seconds": 1, "deliberation_hours": 48},
    "role": {"method": "consent", "objections": "entrusted", "quorum": "2"},
    "rules": {"method": "qualified_majority", "threshold": "2/3", "quorum": "1/3", "deliberation_hours": 168},
}
WORDS: dict[str, dict[str, str]] = {
    "en": {
        "rules": "From now on we decide the big things together.",
        "quiet": "Our terms should begin with a quiet week, without offerings, so that everyone arrives.",
        "quiet-name": "Quiet week",
        "private": "I would like our figures to stay with us until we have talked about them among ourselves.",
        "shorter": "A week of talk is long when we meet every Monday. Four days would do.",
        "helper": "I help in the workshop already and would like to plan it, too.",
        "asked": "Would the youngest have nothing to do that week?",
        "answered": "They would: we read and walk, only nothing new begins.",
        "for": "It did us good last year.",
        "against": "Reports help us to ask for money.",
        "objection": "Nobody has said who looks after the open house then.",
        "settled": "Joss and I take the open house in turns.",
    },
    "es": {
        "rules": "Desde ahora decidimos juntos las cosas grandes.",
        "quiet": "Que cada período empiece con una semana tranquila, sin clases, para llegar todos.",
        "quiet-name": "Semana tranquila",
        "private": "Quisiera que nuestras cifras queden aquí hasta que las conversemos.",
        "shorter": "Una semana de conversación es mucho si nos vemos cada lunes. Bastan cuatro días.",
        "helper": "Ya ayudo en el taller y quisiera planearlo también.",
        "asked": "¿Y los más pequeños no tendrían nada que hacer esa semana?",
        "answered": "Sí: leemos y caminamos, solo que no empieza nada nuevo.",
        "for": "El año pasado nos hizo bien.",
        "against": "Los informes nos ayudan a pedir fondos.",
        "objection": "Nadie ha dicho quién cuida entonces la casa abierta.",
        "settled": "Nos turnamos en la casa abierta.",
    },
}


@dataclass(frozen=True)
class Circle:
    """Those who decide in a community, and their words."""

    chair: Membership
    teacher: Membership
    voices: list[Membership]
    words: dict[str, str]

    @property
    def guardian(self) -> Membership:
        return self.voices[-1]


def propose_things(garden: Garden) -> None:
    for slug in ("alder-bridge", "rio-claro"):
        home = garden.homes[slug]
        with in_community(home.community.pk), translation.override(home.place.language):
            circle = _circle(home)
            _adopt_rules(circle)
            _decide_settings(circle)
            _give_a_role(circle)
            _leave_open(circle)


def _circle(home: Home) -> Circle:
    chair = Membership.objects.get(person=home.administrator)
    voices = [chair, *home.folk["teacher"], *home.folk["guardian"]]
    return Circle(chair, home.folk["teacher"][0], voices, WORDS[home.place.language])


def _adopt_rules(circle: Circle) -> None:
    rules = value_of("decision_rules")
    for matter, rule in RULES.items():
        rules[matter] = {**rules[matter], **rule, "electorate": DECIDERS, "proposers": DECIDERS}
    decide_setting("decision_rules", rules, by=circle.chair.person, reason=circle.words["rules"], voted_at=_ago(20))


def _decide_settings(circle: Circle) -> None:
    """One accepted, one not."""
    words, teacher, guardian = circle.words, circle.teacher, circle.guardian
    accepted = _talked_over(circle, "calendar", _with_quiet_week(circle), words["quiet"], by=teacher, ago=18)
    asked = comment(accepted, text=words["asked"], by=guardian, at=_ago(17))
    comment(accepted, text=words["answered"], parent=asked, by=teacher, at=_ago(16.5))
    _voted(accepted, dict.fromkeys(circle.voices, "yes") | {guardian: "abstain"}, words["for"], ago=15)
    rejected = _talked_over(circle, "reports", _other_sharing(), words["private"], by=guardian, ago=13)
    _voted(rejected, dict.fromkeys(circle.voices, "no") | {guardian: "yes"}, words["against"], ago=10)


def _give_a_role(circle: Circle) -> None:
    """By consent, with an objection that is met."""
    words, guardian = circle.words, circle.guardian
    payload = {"member": str(guardian.pk), "role": "teacher"}
    proposal = propose(effect="give_role", payload=payload, body=words["helper"], by=guardian, at=_ago(9))
    open_deliberation(proposal, by=guardian, at=_ago(9))
    open_voting(proposal, by=guardian, at=_ago(5))
    for one in circle.voices[1:-1]:
        cast_ballot(proposal, content="consent", by=one, at=_ago(4))
    objection = cast_ballot(proposal, content="objection", reason=words["objection"], by=circle.chair, at=_ago(4))
    how = {"settled": "integrated", "answer": words["settled"]}
    settle_objection(objection, **how, by=circle.teacher, may_decide=True, at=_ago(3))
    close_proposal(proposal, at=_ago(2))


def _leave_open(circle: Circle) -> None:
    """One withdrawn, one talked over, one voted on."""
    words, chair, teacher, guardian = circle.words, circle.chair, circle.teacher, circle.guardian
    calendar = _with_quiet_week(circle)
    calendar["holidays"].append(calendar["holidays"].pop() | {"name": words["quiet-name"] + " II"})
    withdraw_proposal(_talked_over(circle, "calendar", calendar, words["quiet"], by=chair, ago=6), by=chair)
    rules = value_of("decision_rules")
    rules["rules"]["deliberation_hours"] = 96
    _talked_over(circle, "decision_rules", rules, words["shorter"], by=teacher, ago=2)
    voted = _talked_over(circle, "reports", _other_sharing(), words["private"], by=guardian, ago=3)
    open_voting(voted, by=guardian, hours=168, at=_ago(0.9))
    cast_ballot(voted, content="no", reason=words["against"], by=circle.voices[2], at=_ago(0.5))


def _with_quiet_week(circle: Circle) -> dict[str, Any]:
    calendar: dict[str, Any] = value_of("calendar")
    starts = calendar["terms"][-1]["starts"]
    quiet = {"name": circle.words["quiet-name"], "starts": starts, "ends": starts}
    return {**calendar, "holidays": [*calendar["holidays"], quiet]}


def _other_sharing() -> dict[str, bool]:
    return {"shares_reports": not value_of("reports")["shares_reports"]}


def _talked_over(circle: Circle, key: str, value: Any, why: str, *, by: Membership, ago: float) -> Proposal:
    """Seconded by somebody else."""
    drawn_up = propose(effect="setting", payload={"key": key, "value": value}, body=why, by=by, at=_ago(ago))
    proposal = open_deliberation(drawn_up, by=by, at=_ago(ago))
    second(proposal, by=next(one for one in circle.voices if one != by), at=_ago(ago - 0.5))
    return proposal


def _voted(proposal: Proposal, said: dict[Membership, str], why: str, *, ago: float) -> None:
    open_voting(proposal, by=proposal.proposer, at=_ago(ago))
    for number, (voter, choice) in enumerate(said.items()):
        cast_ballot(proposal, content=choice, reason="" if number else why, by=voter, at=_ago(ago - 1))
    close_proposal(proposal, at=_ago(ago - 3))


def _ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)
