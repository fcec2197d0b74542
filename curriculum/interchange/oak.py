"""Oak National Academy's curriculum ontology (w3id.org/uk/oak/curriculum) in Turtle: programmes of units of lessons.

A unit stands in each programme as the variant that the programme includes, with its lessons in their order."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import DC, DCTERMS

from communities.models import Community, Membership
from curriculum.actions import fill_draft
from curriculum.interchange.graphs import graph_of
from curriculum.interchange.importers import Importer, Report, Source
from curriculum.interchange.oak_words import Words, lesson_text, programme_text, unit_text
from curriculum.licences import Licence
from curriculum.models import Curriculum, Kind
from curriculum.nodes import NodeData
from tenancy.refusal import Refused
from tenancy.scope import current_community

OAK_TERMS = Namespace("https://w3id.org/uk/oak/curriculum/ontology/")
KEPT = {  # by class: what it is called in the report
    "Programme": "programmes", "Unit": "units", "Lesson": "lessons", "KeyLearningPoint": "key_learning_points",
    "Keyword": "keywords", "Misconception": "misconceptions", "PupilLessonOutcome": "outcomes",
    "PriorKnowledgeRequirement": "prior_knowledge",
}  # fmt: skip
CARRIED = {
    "UnitVariant",
    "UnitVariantInclusion",
    "LessonInclusion",
    "YearGroup",
    "ExamBoard",
}  # told where they are used
FORMAT = {"Ontology", "Class", "ObjectProperty", "DatatypeProperty", "FunctionalProperty", "AnnotationProperty"}


def bring(sources: Sequence[Source], by: Membership | None) -> Report:
    graph, report = graph_of(sources), Report()
    made = Tree(graph, report)
    nodes = list(made.nodes())
    if not nodes:
        raise Refused(_("There is no programme in these files."))
    curriculum = _curriculum(graph, made, by)
    fill_draft(curriculum, nodes)
    curriculum.refresh_from_db()
    curriculum.taken_in_at = curriculum.edited_at
    curriculum.save(update_fields=["taken_in_at"])
    for kind, name in KEPT.items():
        report.imported[name] = len(made.used[kind])
    _tell_the_rest(graph, made, report)
    report.made = {"title": curriculum.title, "name": "curriculum-draft", "id": str(curriculum.pk)}
    return report


class Tree:
    """The programmes as units, their units within, lessons as activities; and what of the graph stands in it."""

    def __init__(self, graph: Graph, report: Report) -> None:
        self.graph, self.report, self.words = graph, report, Words(graph)
        self.used: dict[str, set[Any]] = {kind: set() for kind in (*KEPT, *CARRIED)}
        self.keys: set[Any] = set()
        self.programmes = sorted(self._all("Programme"), key=lambda one: (self.words.ages(one), self.words.label(one)))

    def nodes(self) -> Iterator[NodeData]:
        for place, programme in enumerate(self.programmes):
            self._use("Programme", programme)
            text = programme_text(self.words, programme, self._use)
            yield (node := self._node(programme, None, place, title=self.words.label(programme), body=text))
            for number, (inclusion, variant) in enumerate(self._included(programme, "hasUnitVariantInclusion")):
                self._use("UnitVariantInclusion", inclusion)
                yield from self._unit(variant, node, number)

    def _unit(self, variant: Any, parent: NodeData, place: int) -> Iterator[NodeData]:
        unit = self.graph.value(variant, OAK_TERMS.isUnitVariantOf)
        if unit is None:
            self.report.leave(str(variant), _("It is a variant of no unit in these files."))
            return
        self._use("UnitVariant", variant)
        self._use("Unit", unit)
        own, other = self.words.label(unit), self.words.label(variant)
        title = own if other in ("", own) else f"{own} ({other})"
        text = unit_text(self.words, unit, self._use)
        yield (node := self._node(unit, parent, place, title=title, body=text))
        for number, (inclusion, lesson) in enumerate(self._included(variant, "hasLessonInclusion")):
            self._use("LessonInclusion", inclusion)
            self._use("Lesson", lesson)
            text = lesson_text(self.words, lesson, self._use)
            title = self.words.label(lesson)
            yield self._node(lesson, node, number, title=title, body=text, kind=Kind.ACTIVITY)

    def _included(self, one: Any, how: str) -> list[tuple[Any, Any]]:
        """What it includes, in order; what is named there but described nowhere is told."""
        what = OAK_TERMS.includesUnitVariant if how == "hasUnitVariantInclusion" else OAK_TERMS.includesLesson
        found = []
        for inclusion in self.graph.objects(one, OAK_TERMS[how]):
            thing = self.graph.value(inclusion, what)
            if thing is None or (thing, RDF.type, None) not in self.graph:
                self.report.leave(str(inclusion), _("What it includes is not in these files."))
            else:
                found.append((self.words.position(inclusion), str(inclusion), inclusion, thing))
        return [(inclusion, thing) for _position, _name, inclusion, thing in sorted(found, key=lambda row: row[:2])]

    def _node(
        self, thing: Any, parent: NodeData | None, place: int, *, title: str, body: str, kind: str = Kind.UNIT
    ) -> NodeData:
        """Its key follows from its own address; where it stands again, from what it lies in, too."""
        key = uuid5(NAMESPACE_URL, str(thing))
        if key in self.keys:
            key = uuid5(key, str(parent.key if parent else ""))
        self.keys.add(key)
        named = " ".join(title.split())[:200] or str(thing).rpartition("/")[2][:200]
        under = parent.key if parent else None
        return NodeData(key=key, kind=kind, parent_key=under, position=place, title=named, body=body, minutes=None)

    def _use(self, kind: str, thing: Any) -> None:
        self.used[kind].add(thing)

    def _all(self, kind: str) -> list[Any]:
        return list(self.graph.subjects(RDF.type, OAK_TERMS[kind]))


def _curriculum(graph: Graph, made: Tree, by: Membership | None) -> Curriculum:
    """The draft that this source fills: a new one, or the one it made before, if nobody has written on it since."""
    community = Community.objects.get(pk=current_community())
    words = made.words
    subject = next((words.label(one) for one in graph.subjects(RDF.type, OAK_TERMS.Subject)), "")
    title = (subject or words.label(made.programmes[0]))[:200]
    creator = next((str(one) for one in graph.objects(None, DC.creator) if "Oak" in str(one)), "Oak National Academy")
    source = f"{OAK_TERMS} {title}"[:300]
    rows = Curriculum.objects.select_for_update(no_key=True).filter(source=source, archived_at__isnull=True)
    known = rows.order_by("-created_at").first()
    if known and known.edited_at != known.taken_in_at:
        told = _("“%(title)s” was taken in from there and written on since: put it into the archive first.")
        raise Refused(told % {"title": known.title})
    ages = [age for one in made.programmes for age in words.ages(one)]
    rights = "; ".join(dict.fromkeys(str(one) for one in graph.objects(None, DCTERMS.rights)))
    about: dict[str, Any] = {
        "title": title, "summary": rights, "language": "en", "subject": subject[:80], "licence": _licence(graph),
        "age_from": min(ages, default=None), "age_to": max(ages, default=None),
        "authors": [{"name": creator[:150], "community": ""}],
    }  # fmt: skip
    made_now = known or Curriculum(source=source, created_by=by, community=community)
    for name, value in about.items():
        setattr(made_now, name, value)
    made_now.save()
    return made_now


def _licence(graph: Graph) -> str:
    """Of all the files; refused where it is none that is known here."""
    named = {str(one) for one in graph.objects(None, DCTERMS.license)}
    if not named:
        raise Refused(_("These files name no licence: ask whoever made them."))
    if unknown := [one for one in sorted(named) if "open-government-licence/version/3" not in one]:
        raise Refused(_("This licence is not known here: %(licence)s") % {"licence": unknown[0]})
    return Licence.OGL.value


def _tell_the_rest(graph: Graph, made: Tree, report: Report) -> None:
    """Every other thing that the files describe, and every property of what came in that is not kept."""
    used = set().union(*made.used.values())
    kinds: dict[Any, list[str]] = {}
    for thing, kind in graph.subject_objects(RDF.type):
        if isinstance(thing, URIRef) and thing not in used:
            kinds.setdefault(thing, []).append(str(kind).replace("#", "/").rpartition("/")[2])
    for thing, names in sorted(kinds.items(), key=lambda row: str(row[0])):
        report.leave(f"{'/'.join(sorted(names))} {thing}", _why_left(set(names)))
    for of, name in sorted(made.words.unread(made.used)):
        report.leave(f"{of}.{name}", _("This property is not kept."))


def _why_left(names: set[str]) -> Any:
    if names & FORMAT or "NodeShape" in names:
        return _("It describes the format, and nothing to learn.")
    if names & {*KEPT, *CARRIED}:
        return _("No programme in these files leads to it.")
    return _("A curriculum of units and activities has no place for it.")


OAK = Importer(
    key="oak",
    label=gettext_lazy("A curriculum (Oak National Academy)"),
    help=gettext_lazy("The files of its curriculum ontology in Turtle (.ttl, .ttl.gz), those of one subject together."),
    endings=(".ttl",),
    is_many=True,
    bring=bring,
)
