"""CASE frameworks come in whole with their tree, order, links and languages; what cannot be kept is listed."""

import json
from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum.interchange.actions import bring_in
from curriculum.interchange.case import CASE
from curriculum.interchange.importers import Source
from curriculum.models import Competency, CompetencyLink, Framework
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.curriculum.factories import a_framework
from tests.factories import a_community
from tests.interchange.case import DOC, as_bytes, item, key, link, package

pytestmark = pytest.mark.django_db


DOCUMENT = b'{"CFDocument": {"identifier": "x", "title": "x", "extensions": %b}}'


@pytest.fixture
def north():
    a_framework(a_community("south"), codes="S S.1")
    north = a_community("north")
    with in_community(north.pk):
        yield north


def bring(told, name="frame.json"):
    content = told if isinstance(told, bytes) else as_bytes(told)
    return bring_in(CASE, [Source(name, content)])


def tree(parent=None):
    """{statement: tree} in order."""
    rows = Competency.objects.filter(parent_key=parent).order_by("position")
    return {row.statement: tree(row.key) for row in rows}


def test_tree_order_links_and_languages_are_kept(north):
    told = package(
        [item(1, "One"), item(2, "Two", humanCodingScheme="M.2", language="es", educationLevel=["03"],
              conceptKeywords=["scale"], notes="N", CFItemType="Standard", abbreviatedStatement="2", listEnumeration="b"),
         item(3, "Three 𝑑"), item(4, "Four"), item(5, "Five")],
        [link(1, 0, sequenceNumber=2), link(2, 0, sequenceNumber=1), link(4, 1), link(3, 1), link(5, 0),
         link(1, 2, "precedes"), link(2, "elsewhere", "exactMatchOf"), link(3, 4, "isRelatedTo")],
    )  # fmt: skip
    report = bring(told)
    assert report.as_json() == {"imported": {"frameworks": 1, "competencies": 5, "links": 3}, "not_kept": []}
    assert tree() == {"Two": {}, "One": {"Three 𝑑": {}, "Four": {}}, "Five": {}}
    two = Competency.objects.get(code="M.2")
    assert (two.language, two.levels, two.keywords, two.kind, two.short) == ("es", ["03"], ["scale"], "Standard", "2")
    assert two.more == {"listEnumeration": "b"}
    links = set(CompetencyLink.objects.values_list("origin__statement", "relation", "target__statement", "address"))
    assert links == {
        ("One", "precedes", "Two", ""), ("Three 𝑑", "related", "Four", ""),
        ("Two", "equivalent", None, "https://example.org/elsewhere"),
    }  # fmt: skip
    framework = Framework.objects.get()
    assert (str(framework.key), framework.language, framework.is_imported) == (DOC, "en", True)


def test_the_same_framework_again_is_brought_up_to_date(north):
    bring(package([item(1, "One"), item(2, "Two")], [link(2, 1), link(1, 2, "precedes")]))
    before = dict(Competency.objects.values_list("statement", "pk"))
    own = a_framework(north, "Ours", codes="K")
    with in_community(north.pk):
        kept = CompetencyLink.objects.create(
            origin=own.competencies.get(), relation="equivalent", target_id=before["One"]
        )
        bring(package([item(1, "One, better"), item(3, "Three")], [link(3, 1)]))
        assert Framework.objects.count() == 2
        assert tree()["One, better"] == {"Three": {}}
        assert Competency.objects.get(statement="One, better").pk == before["One"]
        assert list(CompetencyLink.objects.all()) == [kept]
        once = list(Competency.objects.order_by("pk").values())
        bring(package([item(1, "One, better"), item(3, "Three")], [link(3, 1)]))
        assert list(Competency.objects.order_by("pk").values()) == once


def test_what_cannot_be_kept_is_listed(north):
    told = package(
        [item(1, "One", language="klingonese-of-the-north"), item(2, "Two"), item(3, "Three", humanCodingScheme="c" * 101)],
        [link(2, 1), link(2, 3), link(1, 9), link(9, 1, "precedes"), link(1, 1, "isRelatedTo"), link(1, 2, "isPeerOf"),
         link(1, 2, "ext:inspires"), link(1, "", "exemplar") | {"destinationNodeURI": {}}],
        CFRubrics=[{"identifier": "r1", "title": "How well"}], CFDefinitions={"CFSubjects": [{"title": "Maths"}]},
        CFExtensions={"a": 1},
    )  # fmt: skip
    report = bring(told)
    left = {one["element"]: one["reason"] for one in report.not_kept}
    assert len(left) == 12
    assert "known here" in left[f"CFItem {key(1)}"]
    assert "kept beside" in left[f"CFItem {key(3)}"]
    assert Competency.objects.get(statement="Three").more["humanCodingScheme"] == "c" * 101
    assert "being part of" in left["CFAssociation link-2-3-isChildOf (isChildOf)"]
    assert "stands at the top" in left["CFAssociation link-1-9-isChildOf (isChildOf)"]
    assert "not among the items" in left["CFAssociation link-9-1-precedes (precedes)"]
    assert "itself" in left["CFAssociation link-1-1-isRelatedTo (isRelatedTo)"]
    assert "as related" in left["CFAssociation link-1-2-isPeerOf (isPeerOf)"]
    assert "not kept" in left["CFAssociation link-1-2-ext:inspires (ext:inspires)"]
    assert "nowhere" in left["CFAssociation link-1--exemplar (exemplar)"]
    assert {"CFRubric: How well", "CFSubjects: Maths", "CFExtensions"} <= set(left)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (b"\xff\xfe{}", "not UTF-8 text (byte 0)"),
        ('{"CFDocument": "é'.encode(), "not JSON (line 1"),
        (b"[" * 200_000, "nested too deeply"),
        (DOCUMENT % (b"[" * 60 + b"]" * 60), "nested too deeply"),
        (DOCUMENT % (b"9" * 5000), "a number in it that nobody can count with"),
        (DOCUMENT % b"NaN", "a number in it"),
        (DOCUMENT % b"1e999", "a number in it"),
        (DOCUMENT % b'{"y": ["\\ud800"]}', "half of a letter"),
        (DOCUMENT % b'{"y": ["\\u0000"]}', "NUL character"),
        (b'{"CFDocument": {"identifier": "x", "title": "a\\u0000b"}}', "NUL character"),
        (b"{}", "CFDocument: this is not an object"),
        (package([{"identifier": key(1)}]), "it has no fullStatement"),
        (package([{"fullStatement": "x"}]), "CFItems[0]: it has no identifier"),
        (package([item(1), item(1)]), "stands there twice"),
        (package([item(1), item(2)], [link(1, 2), link(2, 1)]), "lies under itself"),
        (package([item(1)], [link(1, 1)]), "lies under itself"),
        (package([item(1, "x" * 20_001)]), "more than 20000 characters"),
        (package([item(1, ["x"])]), "is not a text"),
        (package([item(number) for number in range(20_001)]), "at most 20000 competencies"),
        ({**package(), "CFItems": {"a": 1}}, "is not a list"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_is_wrong_is_refused_with_where_and_nothing_comes_in(north, told, why):
    with pytest.raises(Refused) as refusal:
        bring(told)
    assert why in str(refusal.value)
    assert not Framework.objects.exists()


def test_one_written_here_is_not_overwritten(north):
    own = a_framework(north)
    told = package([item(1)])
    told["CFDocument"]["identifier"] = str(own.key)
    with in_community(north.pk), pytest.raises(Refused, match="was written here"):
        bring(told)


def test_text_that_only_looks_like_an_escape_is_kept(north):
    bring(package([item(1, "Knows \\u0000 and \U0001f600")]))
    assert Competency.objects.get().statement == "Knows \\u0000 and \U0001f600"


def test_a_file_of_which_very_much_is_left_is_refused(north, monkeypatch):
    monkeypatch.setattr("curriculum.interchange.importers.MOST_LEFT", 3)
    with pytest.raises(Refused, match="More than 3 elements"):
        bring(package([item(1)], CFRubrics=[{"title": "x"}] * 4))


CSV = """Identifier,fullStatement,Human Coding Scheme,sequenceNumber,Is Child Of,IsPartOf,Exemplar,IsRelatedTo,Mood
A,All about scales,M,1,,,,,merry
A.1,Reads a scale,M.1,2,M,,"https://example.org/a,b",M.2,
A.2,Says “about”,M.2,1,A,A,,CCSS.X,
B,Lost,,,Z,,,,
"""


def test_a_csv_of_opensalt_comes_in(north):
    report = bring(CSV.encode(), "scales.csv")
    assert dict(report.imported) == {"frameworks": 1, "competencies": 4, "links": 4}
    assert [one["element"] for one in report.not_kept] == ["Column Mood", "line 5, Z"]
    assert tree() == {"All about scales": {"Says “about”": {}, "Reads a scale": {}}, "Lost": {}}
    outside = CompetencyLink.objects.filter(target=None).values_list("relation", "address")
    assert set(outside) == {("exemplar", "https://example.org/a,b"), ("related", "CCSS.X")}
    bring(CSV.encode(), "scales.csv")
    assert Framework.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Identifier,Words\nA,b\n", "lacks a column"),
        ("Identifier,fullStatement\nA\n", "line 2: 1 cells in 2 columns"),
        ("Identifier,fullStatement\nA,\n", "line 2: it has no identifier or no statement"),
        ('Identifier,fullStatement\nA,"b\n', "line 2"),
        ("Identifier,fullStatement,Is Child Of\nA,b,B\nB,c,A\n", "lies under itself"),
        ("", "lacks a column"),
    ],
)
def test_a_csv_that_is_wrong_is_refused(north, text, why):
    with pytest.raises(Refused) as refusal:
        bring(text.encode(), "x.csv")
    assert why in str(refusal.value)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["CFDocument", "CFItems", "CFAssociations", "CFDefinitions", "identifier", "title",
                         "fullStatement", "associationType", "originNodeURI", "destinationNodeURI", "uri"]),
        inner, max_size=5),
    max_leaves=30,
))  # fmt: skip
def test_any_json_comes_in_or_is_refused(north, told):
    with suppress(Refused):
        bring(json.dumps(told).encode())


def test_the_command_prints_what_came_in(tmp_path, north):
    path = tmp_path / "frame.json"
    path.write_bytes(as_bytes(package([item(1)], CFRubrics=[{"title": "R"}])))
    out = StringIO()
    call_command("import_case", str(path), community="north", json=True, stdout=out)
    assert json.loads(out.getvalue()) == {
        "imported": {"frameworks": 1, "competencies": 1, "links": 0},
        "not_kept": [{"element": "CFRubric: R", "reason": "Rubrics are not kept yet."}],
    }
    for wrong, slug, why in (
        (path, "nowhere", "no community"), (tmp_path / "none.json", "north", "No such file"),
        (tmp_path, "north", "Is a directory"),
    ):  # fmt: skip
        with pytest.raises(CommandError, match=why):
            call_command("import_case", str(wrong), community=slug)
