"""Assessments of the demo network's curricula, and attempts at them: most marked, a few waiting."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from communities.models import Membership
from curriculum.actions import add_node
from curriculum.assessments.actions import (
    Given,
    begin_attempt,
    hand_in,
    keep_question,
    make_bank,
    mark_attempt,
    save_answers,
    write_rubric,
)
from curriculum.assessments.models import Attempt
from curriculum.models import Curriculum, Kind, Version, VersionNode
from curriculum.questions import Question, question_json
from demo.planting import Garden, Home
from tenancy.scope import in_community

FOLDER = Path(__file__).parent / "assessments"
SAID = {
    "en": ("The cord drifts, so the depth is too large. We would hang a heavier stone.", "Show the numbers next time."),
    "es": ("Había más sombra y más pescado; en la creciente no coinciden.", "Bien contado. Falta decir quién lo dijo."),
}  # fmt: skip


def add_assessment(curriculum: Curriculum, slug: str) -> None:
    """Into its unit, when there is one for this curriculum."""
    file = FOLDER / f"{slug}.json"
    if not file.exists():
        return
    said = json.loads(file.read_text())
    unit = curriculum.nodes.get(kind=Kind.UNIT, title=said.pop("unit"))
    add_node(curriculum, kind=Kind.ASSESSMENT, parent_key=unit.key, **said)


def assess(garden: Garden) -> None:
    for home in garden.homes.values():
        for version in home.versions:
            with in_community(home.community.pk):
                for node in VersionNode.objects.filter(version=version, kind=Kind.ASSESSMENT).exclude(questions=[]):
                    _take(garden, home, version, node)
                    _keep(home, node)


def _take(garden: Garden, home: Home, version: Version, node: VersionNode) -> None:
    teacher, chance = home.folk["teacher"][0], garden.chance
    for place, learner in enumerate(home.folk["learner"][:14]):
        skill = min(max(chance.gauss(0.65, 0.2), 0.1), 0.97)
        attempt = _begin(version, node, learner)
        save_answers(attempt, {one.key: _answer(garden, one, skill, version.language) for one in attempt.questions})
        if place == 13:
            continue  # one has begun and not handed in
        attempt = hand_in(attempt)
        if place < 10 and attempt.waits:
            marks = {one.key: _mark(garden, one, skill) for one in attempt.questions if one.by_hand}
            mark_attempt(
                attempt, marks=marks, by=teacher.person, comment=SAID[version.language][1] if place % 3 == 0 else ""
            )
        _date(attempt, days=20 - place)


def _begin(version: Version, node: VersionNode, learner: Membership) -> Attempt:
    return begin_attempt(version, key=node.key, person=learner.person, display_name=learner.display_name)


def _answer(garden: Garden, question: Question, skill: float, language: str) -> Any:
    """What is right more often where there is more skill; else something else, or nothing."""
    if question.by_hand:
        text = SAID[language][0]
        return text if question.type == "essay" else {"text": text, "links": ["https://example.org/river"]}
    if garden.chance.random() < skill:
        return question.solution
    other = list(question.solution) if isinstance(question.solution, list) else []
    if question.type in ("order", "match", "cloze"):
        return [*other[1:], other[0]] if garden.chance.random() < 0.7 else None
    keys = [one["key"] for one in question.shown().get("options", [])]
    if keys:
        return garden.chance.choice(keys) if question.type == "choice" else [garden.chance.choice(keys)]
    return (
        garden.chance.choice(["2", "12", None]) if question.type == "number" else garden.chance.choice(["stream", None])
    )


def _mark(garden: Garden, question: Question, skill: float) -> Given:
    rubric = getattr(question, "rubric", None)
    if rubric is None:
        return Given(points=Decimal(round(question.points * skill)))
    top = len(rubric.levels)
    return Given(levels=[min(max(round(garden.chance.gauss(skill * top, 0.6)), 1), top) for _each in rubric.criteria])


def _date(attempt: Attempt, *, days: int) -> None:
    on = timezone.now() - timedelta(days=days)
    times = {"begun_at": on, "handed_in_at": on + timedelta(minutes=31)}
    if attempt.is_marked or Attempt.objects.filter(pk=attempt.pk, marked_at__isnull=False).exists():
        times["marked_at"] = on + timedelta(days=1)
    Attempt.objects.filter(pk=attempt.pk).update(**times)


def _keep(home: Home, node: VersionNode) -> None:
    """The community's bank has the questions that are marked at once, and its rubrics what the essay is marked by."""
    teacher = home.folk["teacher"][0]
    bank = make_bank(by=teacher, title=node.title, language=home.place.language, summary="")
    for question in node.questions:
        if not question.by_hand:
            keep_question(bank, question, tags=[str(question.label).lower()])
        elif rubric := question_json(question)["rubric"]:
            write_rubric(None, by=teacher, content=rubric)
