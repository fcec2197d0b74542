"""A curriculum in Oak's ontology comes in as a tree with its order and words; what it has no place for is listed."""

import gzip
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from curriculum.actions import edit_curriculum
from curriculum.interchange.actions import bring_in
from curriculum.interchange.importers import Source
from curriculum.interchange.oak import OAK
from curriculum.models import Curriculum, Node
from curriculum.queries import draft_tree
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.curriculum.factories import a_curriculum
from tests.factories import a_community

pytestmark = pytest.mark.django_db
PREFIXES = """
@prefix c: <https://w3id.org/uk/oak/curriculum/ontology/> .
@prefix x: <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix s: <http://schema.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
HEAD = """
x:file a owl:Ontology ; dct:rights "© The ferry school" ;
  dct:license <http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/> .
"""
PROGRAMMES = """
x:p2 a c:Programme ; rdfs:label "Year 2" ; c:coversYearGroup x:y2 ; c:hasUnitVariantInclusion x:i3 .
x:p1 a c:Programme ; rdfs:label "Year 1" ; c:coversYearGroup x:y1 ; c:hasUnitVariantInclusion x:i2 , x:i1 ;
  c:hasExamBoard x:board ; c:examType "Badge" .
x:y1 a c:YearGroup ; rdfs:label "Year 1" ; rdfs:comment "Ages 5 to 6." ; c:lowerAgeBoundary 5 ; c:upperAgeBoundary 6 .
x:y2 a c:YearGroup ; rdfs:label "Year 2" ; c:lowerAgeBoundary 6 ; c:upperAgeBoundary 7 .
x:board a c:ExamBoard ; rdfs:label "Harbour board" .
x:i1 a c:UnitVariantInclusion ; c:includesUnitVariant x:v1 ; c:sequencePosition 1 .
x:i2 a c:UnitVariantInclusion ; c:includesUnitVariant x:v2 ; c:sequencePosition 2 .
x:i3 a c:UnitVariantInclusion ; c:includesUnitVariant x:v1 ; c:sequencePosition 1 .
"""
UNITS = """
x:subject a c:Subject ; rdfs:label "Seafaring" .
x:u1 a c:Unit ; rdfs:label "Knots" ; rdfs:comment \"\"\"Rope,
  and what holds.\"\"\" ; c:whyThisWhyNow "Before the boat." ; c:hasPriorKnowledgeRequirement x:k1 ; c:slug "knots" .
x:u2 a c:Unit ; rdfs:label "Tides" .
x:k1 a c:PriorKnowledgeRequirement ; rdfs:label "Ties a shoe" .
x:v1 a c:UnitVariant ; rdfs:label "Knots" ; c:isUnitVariantOf x:u1 ; c:hasLessonInclusion x:l2i , x:l1i .
x:v2 a c:UnitVariant ; rdfs:label "Tides for beginners" ; c:isUnitVariantOf x:u2 ; c:hasLessonInclusion x:l3i , x:l4i .
x:l1i a c:LessonInclusion ; c:includesLesson x:l1 ; c:sequencePosition 1 .
x:l2i a c:LessonInclusion ; c:includesLesson x:l2 ; c:sequencePosition 2 .
x:l3i a c:LessonInclusion ; c:includesLesson x:l3 ; c:sequencePosition 1 .
x:l4i a c:LessonInclusion ; c:includesLesson x:gone ; c:sequencePosition 2 .
x:l1 a c:Lesson ; rdfs:label "The bowline" ; c:hasPupilLessonOutcome x:o1 ; c:hasKeyLearningPoint x:kp1 , x:kp2 ;
  c:hasKeyword x:w1 ; c:hasMisconception x:m1 .
x:l2 a c:Lesson ; rdfs:label "<script>alert(1)</script>" .
x:l3 a c:Lesson ; rdfs:label "Why twice a day" .
x:lost a c:Lesson ; rdfs:label "In no unit" .
x:o1 a c:PupilLessonOutcome ; rdfs:label "I can tie a bowline." .
x:kp1 a c:KeyLearningPoint ; rdfs:label "It does not slip." .
x:kp2 a c:KeyLearningPoint ; rdfs:label "It opens again." .
x:w1 a c:Keyword ; s:name "bight" ; s:description "a bend in a rope" .
x:m1 a c:Misconception ; c:statement "More turns hold better." ; c:correction "The right turns do." .
"""


def sources(*parts):
    return [Source(f"{number}.ttl", f"{PREFIXES}{part}".encode()) for number, part in enumerate(parts)]


@pytest.fixture
def north():
    a_curriculum(a_community("south"), "Of the south")
    north = a_community("north")
    with in_community(north.pk):
        yield north


def shape(branches):
    return {branch.node.title: shape(branch.children) for branch in branches}


def test_programmes_units_and_lessons_come_in_with_their_order_and_words(north):
    report = bring_in(OAK, sources(HEAD + PROGRAMMES, UNITS))
    assert dict(report.imported) == {
        "programmes": 2, "units": 2, "lessons": 3, "key_learning_points": 2, "keywords": 1, "misconceptions": 1,
        "outcomes": 1, "prior_knowledge": 1,
    }  # fmt: skip
    curriculum = Curriculum.objects.get()
    knots = {"The bowline": {}, "<script>alert(1)</script>": {}}
    assert shape(draft_tree(curriculum)) == {
        "Year 1": {"Knots": knots, "Tides (Tides for beginners)": {"Why twice a day": {}}}, "Year 2": {"Knots": knots},
    }  # fmt: skip
    assert (curriculum.title, curriculum.age_from, curriculum.age_to) == ("Seafaring", 5, 7)
    assert (curriculum.licence, curriculum.summary) == ("OGL-UK-3.0", "© The ferry school")
    assert len(set(Node.objects.values_list("key", flat=True))) == 10
    bowline = Node.objects.filter(title="The bowline").first().body
    for said in ("I can tie a bowline.", "- It opens again.", "**bight**: a bend in a rope", "The right turns do."):
        assert said in bowline
    unit = Node.objects.filter(title="Knots").first().body
    assert unit.startswith("Rope, and what holds.")
    assert "- Ties a shoe" in unit
    assert "Badge, Harbour board" in Node.objects.get(title="Year 1").body
    left = {one["element"]: one["reason"] for one in report.not_kept}
    assert left["https://example.org/l4i"] == "What it includes is not in these files."
    assert left["Lesson https://example.org/lost"] == "No programme in these files leads to it."
    assert left["Unit.slug"] == "This property is not kept."
    assert {"Ontology https://example.org/file", "Subject https://example.org/subject"} <= set(left)


def test_the_same_again_fills_the_same_draft_unless_somebody_wrote_on_it(north):
    files = sources(HEAD + PROGRAMMES, UNITS)
    bring_in(OAK, files)
    first = sorted(Node.objects.values_list("key", "title"))
    bring_in(OAK, files)
    assert sorted(Node.objects.values_list("key", "title")) == first
    curriculum = Curriculum.objects.get()
    edit_curriculum(curriculum, title="Ours now")
    with pytest.raises(Refused, match="written on since"):
        bring_in(OAK, files)
    assert sorted(Node.objects.values_list("key", "title")) == first


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ((HEAD,), "no programme"),
        ((PROGRAMMES, UNITS), "name no licence"),
        ((HEAD.replace("open-government-licence", "all-rights-reserved") + PROGRAMMES, UNITS), "not known here"),
        ((HEAD + PROGRAMMES + "x:a ] .", UNITS), "0.ttl: this is not Turtle (line"),
        ((HEAD + PROGRAMMES + "x:a a", UNITS), "0.ttl: this is not Turtle (it ends too early)"),
        (("<<<", UNITS), "0.ttl: this is not Turtle"),
        (("\x00",), "NUL"),
        ((PREFIXES + 'x:a x:b "\\u0000" .',), "NUL"),
        ((PREFIXES + 'x:a x:b "\\uD800" .',), "half of a letter"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_comes_in(north, parts, why):
    with pytest.raises(Refused) as refusal:
        bring_in(OAK, sources(*parts))
    assert why in str(refusal.value)
    assert not Curriculum.objects.exists()


def test_a_graph_without_measure_is_refused_while_it_is_read(north, monkeypatch):
    monkeypatch.setattr("curriculum.interchange.graphs.MOST_STATEMENTS", 10)
    with pytest.raises(Refused, match="more than 10 statements"):
        bring_in(OAK, sources(HEAD + PROGRAMMES, UNITS))
    assert not Curriculum.objects.exists()


def test_the_command_reads_a_folder_partly_packed(tmp_path, north):
    first, second = sources(HEAD + PROGRAMMES, UNITS)
    (tmp_path / "a.ttl").write_bytes(first.content)
    (tmp_path / "b.ttl.gz").write_bytes(gzip.compress(second.content))
    (tmp_path / "readme.txt").write_text("x")
    out = StringIO()
    call_command("import_oak", str(tmp_path), community="north", json=True, stdout=out)
    assert json.loads(out.getvalue())["imported"]["lessons"] == 3
    out = StringIO()
    call_command("import_oak", str(tmp_path), community="north", stdout=out)
    assert "Taken in: 2 programmes" in out.getvalue()
    (tmp_path / "none").mkdir()
    with pytest.raises(CommandError, match="no file to read"):
        call_command("import_oak", str(tmp_path / "none"), community="north")
