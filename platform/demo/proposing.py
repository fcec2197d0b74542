"""Two communities decide together by rules of their own: the latest proposals, one at each stage of its way."""

from functools import partial
from typing import Any

from django.core.files.base import ContentFile

from communities.governance.actions import decide_setting
from communities.governance.ballots.answering import settle_objection
from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.proposals.attaching import attach_file
from communities.governance.proposals.proposing import open_voting, propose, withdraw_proposal
from communities.governance.proposals.talking import comment
from communities.governance.queries import value_of
from demo.meeting import Meeting, Stories, ago, meeting_of, setting, talk_over, vote
from demo.planting import Garden
from demo.templates import TOGETHER

DECIDERS = ["administrator", "teacher", "guardian"]
RULES: dict[str, dict[str, Any]] = {
    "setting": {"method": "simple_majority", "quorum": "1/4", "seconds": 1, "deliberation_hours": 48},
    "role": {"method": "consent", "objections": "entrusted", "quorum": "2"},
    "rules": {"method": "qualified_majority", "threshold": "2/3", "quorum": "1/3", "deliberation_hours": 168},
    "spending": {"method": "qualified_majority", "threshold": "2/3", "quorum": "1/3", "deliberation_hours": 48},
}
Words = dict[str, str]
WORDS: dict[str, Words] = {
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
        "full": "All rooms are taken until the spring. Let us not promise places that we do not have.",
        "file": "How long our talks took this year",
        "minutes": "Proposals this year: 11. Days from the first word to the last: 4, 2, 6, 3, 3, 5, 1, 4, 2, 7, 3.",
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
        "full": "Los salones están llenos hasta el otro semestre. No prometamos cupos que no tenemos.",
        "file": "Cuánto duraron nuestras conversaciones este año",
        "minutes": "Propuestas este año: 11. Días de la primera palabra a la última: 4, 2, 6, 3, 3, 5, 1, 4, 2, 7, 3.",
    },
}


def stories(garden: Garden) -> Stories:
    for slug in TOGETHER:
        meeting, words = meeting_of(garden, slug), WORDS[garden.homes[slug].place.language]
        yield 740, slug, partial(_adopt_rules, meeting, words)
        yield 15, slug, partial(_keep_a_quiet_week, meeting, words)
        yield 10, slug, partial(_refuse_to_keep_figures, meeting, words)
        yield 6, slug, partial(_withdraw, meeting, words)
        yield 2.5, slug, partial(_give_a_role, meeting, words)
        yield 2, slug, partial(_talk, meeting, words)
        yield 0.9, slug, partial(_vote_now, meeting, words)
        yield 0.2, slug, partial(_draft, meeting, words)


def _adopt_rules(meeting: Meeting, words: Words) -> None:
    rules = value_of("decision_rules")
    for matter, rule in RULES.items():
        rules[matter] = {**rules[matter], **rule, "electorate": DECIDERS, "proposers": DECIDERS}
    decide_setting("decision_rules", rules, by=meeting.chair.person, reason=words["rules"], voted_at=ago(740))


def _keep_a_quiet_week(meeting: Meeting, words: Words) -> None:
    teacher, guardian = meeting.teacher, meeting.guardian
    what = setting("calendar", _with_quiet_week(words))
    talk = talk_over(what, why=words["quiet"], by=teacher, began=21, seconded=guardian)
    asked = comment(talk, text=words["asked"], by=guardian, at=ago(20))
    comment(talk, text=words["answered"], parent=asked, by=teacher, at=ago(19.5))
    vote(talk, meeting.votes("yyyyyyy") | {guardian: "abstain"}, ended=15, reason=words["for"])


def _refuse_to_keep_figures(meeting: Meeting, words: Words) -> None:
    guardian = meeting.guardian
    talk = talk_over(_other_sharing(), why=words["private"], by=guardian, began=16, seconded=meeting.chair)
    vote(talk, {guardian: "yes"} | dict.fromkeys(meeting.voices[:-1], "no"), ended=10, reason=words["against"])


def _withdraw(meeting: Meeting, words: Words) -> None:
    calendar = _with_quiet_week(words)
    calendar["holidays"].append(calendar["holidays"].pop() | {"name": words["quiet-name"] + " II"})
    chair = meeting.chair
    talk = talk_over(setting("calendar", calendar), why=words["quiet"], by=chair, began=6, seconded=meeting.teacher)
    withdraw_proposal(talk, by=chair)


def _give_a_role(meeting: Meeting, words: Words) -> None:
    """By consent, with an objection that is met."""
    guardian = meeting.guardian
    what = {"effect": "give_role", "payload": {"member": str(guardian.pk), "role": "teacher"}}
    talk = talk_over(what, why=words["helper"], by=guardian, began=9)
    proposal = open_voting(talk, by=guardian, at=ago(5.5))
    for one in meeting.voices[1:-1]:
        cast_ballot(proposal, content="consent", by=one, at=ago(4.5))
    objection = cast_ballot(proposal, content="objection", reason=words["objection"], by=meeting.chair, at=ago(4.5))
    how = {"settled": "integrated", "answer": words["settled"]}
    settle_objection(objection, **how, by=meeting.teacher, may_decide=True, at=ago(3.5))
    close_proposal(proposal, at=ago(2.5))


def _talk(meeting: Meeting, words: Words) -> None:
    rules = value_of("decision_rules")
    rules["rules"]["deliberation_hours"] = 96
    what, by = setting("decision_rules", rules), meeting.teacher
    talk = talk_over(what, why=words["shorter"], by=by, began=2, seconded=meeting.chair)
    attach_file(talk, file=_written(words), title=words["file"], by=by)


def _vote_now(meeting: Meeting, words: Words) -> None:
    guardian = meeting.guardian
    talk = talk_over(_other_sharing(), why=words["private"], by=guardian, began=3, seconded=meeting.chair)
    voted = open_voting(talk, by=guardian, hours=168, at=ago(0.9))
    cast_ballot(voted, content="no", reason=words["against"], by=meeting.voices[2], at=ago(0.5))


def _draft(meeting: Meeting, words: Words) -> None:
    what = setting("enrolment", {"takes_learners": False})
    propose(**what, body=words["full"], by=meeting.chair, at=ago(0.2))


def _with_quiet_week(words: Words) -> dict[str, Any]:
    calendar: dict[str, Any] = value_of("calendar")
    starts = calendar["terms"][-1]["starts"]
    quiet = {"name": words["quiet-name"], "starts": starts, "ends": starts}
    return {**calendar, "holidays": [*calendar["holidays"], quiet]}


def _other_sharing() -> dict[str, Any]:
    return setting("reports", {"shares_reports": not value_of("reports")["shares_reports"]})


def _written(words: Words) -> Any:
    return ContentFile(words["minutes"].encode(), name="notes.txt")
