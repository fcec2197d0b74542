"""Frameworks written by hand: a tree, links across it, at page and API; nothing of another community."""

import pytest

from curriculum import actions
from curriculum.models import Competency, CompetencyLink, Framework
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.curriculum.counting import queries
from tests.curriculum.factories import a_framework, a_teacher
from tests.factories import a_community, a_member

pytestmark = pytest.mark.django_db
PAGES, API = "/c/north/frameworks/", "/api/v1/c/north/frameworks/"


@pytest.fixture
def north():
    a_framework(a_community("south"), "Of the south", codes="S S.1")
    return a_community("north")


def one_called(framework, code):
    with in_community(framework.community_id):
        return Competency.objects.select_related("framework").get(framework=framework, code=code)


def test_one_is_written_on_pages(north):
    ann, ben = a_browser(a_teacher(north)), a_browser(a_member(north, "ben", "learner"))
    assert ann.post(f"{PAGES}new/", {"title": "Measuring", "language": "English", "summary": ""}).status_code == 302
    with in_community(north.pk):
        framework = Framework.objects.get()
    page = f"{PAGES}{framework.pk}/"
    top = ann.post(f"{page}new/", {"code": "M", "statement": "Measures what is around them."})
    assert top.status_code == 302
    under = top.url.rstrip("/").rpartition("/")[2]
    made = ann.post(f"{page}new/?under={under}", {"code": "M.1", "statement": "Reads a *scale*."})
    shown = ben.get(made.url).content.decode()
    assert "Reads a <em>scale</em>." in shown
    assert "Measures what is around them." in shown  # in the crumbs
    assert "M.1" in text_of(ben.get(top.url))
    assert "Of the south" not in text_of(ben.get(PAGES))
    assert "Add a finer one" not in shown
    assert ben.post(f"{page}new/", {"statement": "x"}).status_code == 403


def test_competencies_are_linked_moved_and_taken_away(north):
    teacher = a_browser(a_teacher(north))
    framework, other = a_framework(north, codes="M M.1 M.2 M.3"), a_framework(north, "Cooking", codes="K")
    first, last = one_called(framework, "M.1"), one_called(framework, "M.3")
    page = f"{PAGES}{framework.pk}/{first.key}/"
    assert teacher.post(f"{page}links/", {"relation": "precedes", "code": "m.3"}).status_code == 302
    assert teacher.post(f"{page}links/", {"relation": "equivalent", "code": "K"}).status_code == 302
    for given, why in (
        ({"code": "K"}, "linked so already"), ({"code": "none"}, "No competency here"), ({}, "Give a code"),
        ({"code": "M.1"}, "not linked to itself"),
    ):  # fmt: skip
        answer = teacher.post(f"{page}links/", {"relation": "equivalent", **given})
        assert (answer.status_code, why in text_of(answer)) == (422, True), given
    shown = text_of(teacher.get(page))
    assert "This one comes before it" in shown
    assert "Cooking" in shown
    assert "It comes before this one" in text_of(teacher.get(f"{PAGES}{framework.pk}/{last.key}/"))
    assert teacher.post(f"{PAGES}{framework.pk}/{last.key}/move/up/").status_code == 302
    with in_community(north.pk):
        codes = framework.competencies.exclude(parent_key=None).order_by("position").values_list("code", flat=True)
        assert list(codes) == ["M.1", "M.3", "M.2"]
        link = CompetencyLink.objects.get(relation="equivalent")
    assert teacher.post(f"{page}links/{link.pk}/end/").status_code == 302
    assert teacher.post(f"{PAGES}{framework.pk}/{one_called(framework, 'M').key}/delete/").status_code == 422
    assert teacher.post(f"{page}delete/").status_code == 302
    with in_community(north.pk):
        assert not CompetencyLink.objects.exists()
        assert other.competencies.count() == 1


def test_the_api_does_the_same(north):
    api = an_api(a_teacher(north))
    made = api.post(API, {"title": "Measuring", "language": "en"}, format="json")
    path = f"{API}{made.json()['id']}/"
    assert api.patch(path, {"subject": "Mathematics"}, format="json").json()["subject"] == "Mathematics"
    top = api.post(f"{path}competencies/", {"code": "M", "statement": "Measures."}, format="json").json()
    below = {"code": "M.1", "statement": "Reads a scale.", "parent_key": top["key"]}
    under = api.post(f"{path}competencies/", below, format="json").json()
    assert (under["parent_key"], under["position"]) == (top["key"], 0)
    one = f"{path}competencies/{under['key']}/"
    assert api.patch(one, {"statement": "Reads any scale."}, format="json").json()["statement"] == "Reads any scale."
    linked = api.post(f"{one}links/", {"relation": "part_of", "target": top["id"]}, format="json")
    assert (linked.status_code, linked.json()["target"]) == (201, top["id"])
    assert [row["relation"] for row in api.get(f"{one}links/").json()["results"]] == ["part_of"]
    assert api.delete(f"{one}links/{linked.json()['id']}/").status_code == 204
    assert api.delete(f"{path}competencies/{top['key']}/").status_code == 409
    assert api.delete(one).status_code == 204
    assert [row["code"] for row in api.get(f"{path}competencies/").json()["results"]] == ["M"]
    elsewhere = a_framework(a_community("west"))
    assert api.get(f"{API}{elsewhere.pk}/").status_code == 404
    strange = {**below, "parent_key": str(one_called(elsewhere, "M").key)}
    assert api.post(f"{path}competencies/", strange, format="json").status_code == 409


def test_one_from_a_file_is_not_changed_by_hand(north):
    framework = a_framework(north)
    with in_community(north.pk):
        Framework.objects.update(source="https://example.org/framework")
        one = framework.competencies.first()
        for act in (
            lambda: actions.edit_framework(framework, title="Ours"),
            lambda: actions.add_competency(framework, statement="x"),
            lambda: actions.edit_competency(one, statement="x"),
            lambda: actions.delete_competency(one),
        ):
            with pytest.raises(Refused, match="came from a file"):
                act()
    teacher = a_browser(a_teacher(north))
    assert "Add a competency" not in text_of(teacher.get(f"{PAGES}{framework.pk}/"))


def test_pages_ask_as_often_at_thirty_as_at_one(north):
    teacher = a_browser(a_teacher(north))
    few = a_framework(north, "Few", codes="F F.1")
    many = a_framework(north, "Many", codes="G " + " ".join(f"G.{n}" for n in range(30)))
    for code in ("F", "G"):
        framework = few if code == "F" else many
        one = one_called(framework, code)
        with in_community(north.pk):
            for other in framework.competencies.exclude(pk=one.pk):
                actions.link_competencies(one, relation="precedes", target=other)
    counts = [
        [len(queries(teacher, f"{PAGES}{framework.pk}/{path}")) for path in ("", f"{one_called(framework, code).key}/")]
        for framework, code in ((few, "F"), (many, "G"))
    ]
    assert counts[0] == counts[1]
    once = len(queries(teacher, PAGES))
    for number in range(28):
        a_framework(north, f"Framework {number}", codes="")
    assert len(queries(teacher, PAGES)) == once
