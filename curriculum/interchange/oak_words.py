"""What Oak's things say, as the Markdown of units and activities."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _
from rdflib import RDF, RDFS, Graph, Namespace
from rdflib.namespace import SDO

OAK_TERMS = Namespace("https://w3id.org/uk/oak/curriculum/ontology/")
Use = Callable[[str, Any], None]


class Words:
    """Reads the graph, and remembers which properties were read."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.read: set[Any] = {
            RDF.type, RDFS.label, OAK_TERMS.hasUnitVariantInclusion, OAK_TERMS.hasLessonInclusion,
            OAK_TERMS.includesUnitVariant, OAK_TERMS.includesLesson, OAK_TERMS.isUnitVariantOf,
            OAK_TERMS.sequencePosition,
        }  # fmt: skip

    def label(self, thing: Any) -> str:
        return self.said(thing, RDFS.label)

    def said(self, thing: Any, *properties: Any) -> str:
        """The first of these that stands there, in a line."""
        self.read.update(properties)
        found = (self.graph.value(thing, one) for one in properties)
        return next((" ".join(str(one).split()) for one in found if one is not None), "")

    def things(self, thing: Any, name: str) -> list[Any]:
        """What a property leads to, in the order of their addresses."""
        self.read.add(OAK_TERMS[name])
        return sorted(self.graph.objects(thing, OAK_TERMS[name]), key=lambda one: (len(str(one)), str(one)))

    def position(self, inclusion: Any) -> int:
        said = self.said(inclusion, OAK_TERMS.sequencePosition)
        return int(said) if said.isdecimal() and len(said) < 10 else 0

    def ages(self, programme: Any) -> tuple[int, ...]:
        """The youngest and the oldest of its year groups."""
        groups = self.things(programme, "coversYearGroup")
        said = [self.said(one, OAK_TERMS[f"{end}AgeBoundary"]) for one in groups for end in ("lower", "upper")]
        ages = [int(one) for one in said if one.isdecimal() and len(one) < 4]
        return (min(ages), max(ages)) if ages else ()

    def unread(self, used: dict[str, set[Any]]) -> set[tuple[str, str]]:
        """(class, property) of what came in that nobody looked at."""
        return {
            (kind, str(name).replace("#", "/").rpartition("/")[2])
            for kind, things in used.items()
            for thing in things
            for name in self.graph.predicates(thing)
            if name not in self.read
        }


def programme_text(words: Words, programme: Any, use: Use) -> str:
    groups, boards = words.things(programme, "coversYearGroup"), words.things(programme, "hasExamBoard")
    for one in groups:
        use("YearGroup", one)
    for one in boards:
        use("ExamBoard", one)
    exam = ", ".join(filter(None, [words.said(programme, OAK_TERMS.examType), *map(words.label, boards)]))
    lines = [words.said(one, RDFS.comment) or words.label(one) for one in groups]
    return "\n\n".join([*lines, *([_("Examination: %(exam)s") % {"exam": exam}] if exam else [])])


def unit_text(words: Words, unit: Any, use: Use) -> str:
    known = words.things(unit, "hasPriorKnowledgeRequirement")
    for one in known:
        use("PriorKnowledgeRequirement", one)
    return _joined(
        words.said(unit, RDFS.comment),
        _part(_("Why this, why now"), words.said(unit, OAK_TERMS.whyThisWhyNow)),
        _part(_("What learners know before"), _listed(map(words.label, known))),
    )


def lesson_text(words: Words, lesson: Any, use: Use) -> str:
    points, outcomes = (words.things(lesson, name) for name in ("hasKeyLearningPoint", "hasPupilLessonOutcome"))
    keywords, mistakes = (words.things(lesson, name) for name in ("hasKeyword", "hasMisconception"))
    for kind, things in (
        ("KeyLearningPoint", points), ("PupilLessonOutcome", outcomes), ("Keyword", keywords),
        ("Misconception", mistakes),
    ):  # fmt: skip
        for one in things:
            use(kind, one)
    named = [f"**{words.said(one, SDO.name, _http(SDO.name))}**: "
             f"{words.said(one, SDO.description, _http(SDO.description))}" for one in keywords]  # fmt: skip
    wrong = [f"{words.said(one, OAK_TERMS.statement)} → {words.said(one, OAK_TERMS.correction)}" for one in mistakes]
    return _joined(
        *map(words.label, outcomes),
        _part(_("Key learning points"), _listed(map(words.label, points))),
        _part(_("Keywords"), _listed(named)),
        _part(_("Misconceptions, and what to say"), _listed(wrong)),
    )


def _http(name: Any) -> Any:
    """schema.org's terms under either of its addresses."""
    return type(name)(str(name).replace("https://", "http://"))


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _part(title: str, text: str) -> str:
    return f"### {title}\n\n{text}" if text else ""


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines if line)
