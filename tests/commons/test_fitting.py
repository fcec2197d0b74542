"""Whether what is shared fits a community: its languages, what it has, whom it teaches; each with the reason."""

import pytest

from communities.models import Community
from curriculum.actions import add_node, create_curriculum, publish_version
from curriculum.commons.fitting.actions import write_means
from curriculum.commons.fitting.queries import ground_of
from curriculum.commons.fitting.rules import fit_of
from curriculum.commons.models import Means, SharedVersion
from curriculum.commons.queries import Wanted, find
from curriculum.models import Curriculum
from curriculum.values import Translation
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.curriculum.factories import a_teacher
from tests.factories import a_community, a_member

pytestmark = pytest.mark.django_db
EN, ES = ["en"], ["es", "ar"]


@pytest.fixture
def north():
    return speaking(a_community("north", name="North School"), EN)


@pytest.fixture
def south():
    return speaking(a_community("south", name="South School"), ES)


def speaking(community, languages):
    Community.objects.filter(pk=community.pk).update(languages=languages)
    community.languages = languages
    return community


def a_need(community, title="Depth", *, materials=(), translated=(), by=None, language="en", **about):
    """Shared, with one unit and one activity; `translated` whole into these."""
    by = by or a_teacher(community)
    with in_community(community.pk):
        curriculum = create_curriculum(by=by, title=title, language=language, **about)
        unit = add_node(curriculum, kind="unit", title="River")
        node = add_node(curriculum, kind="activity", title="Bridge", parent_key=unit.key, body="Look.", minutes=30)
        words = tuple(Translation(code, "x", "y") for code in translated)
        type(node).objects.filter(curriculum=curriculum).update(translations=words)
        type(node).objects.filter(pk=node.pk).update(materials=tuple(materials))
        return SharedVersion.objects.get(version=publish_version(curriculum, by=by, share=True).pk)


def has(community, *materials, ages=(None, None), hours=None):
    with in_community(community.pk):
        by = a_teacher(community)
        return write_means(by=by, materials=materials, age_from=ages[0], age_to=ages[1], hours=hours)


def verdicts(shared, community):
    return {reason.about: reason.verdict.value for reason in fit_of(shared, ground_of(community)).reasons}


@pytest.mark.parametrize(
    ("needed", "own", "lacks"),
    [
        ("a tape measure", "Tape measures", ()),
        ("jug", "a measuring jug", ()),
        ("measuring jug", "jug", ("measuring jug",)),
        ("water pump", "water", ("water pump",)),
        ("stopwatch", "stopwach", ()),
        ("sand", "sandals", ("sand",)),
        ("measuring jug", "measuring jar", ("measuring jug",)),
        ("oranges", "ORANGE", ()),
        ("'; drop table x --", "'; drop table x --", ()),
    ],
)
def test_a_material_is_had_by_its_stems_and_in_spite_of_a_slip(north, needed, own, lacks):
    shared = a_need(north, materials=(needed,))
    has(north, own)
    assert fit_of(shared, ground_of(north)).lacks == lacks


def test_names_are_matched_in_the_languages_of_the_community(south):
    shared = a_need(south, "Agua", materials=("redes",), language="es")
    has(south, "una red")
    assert verdicts(shared, south)["materials"] == "fits"
    speaking(south, ["ar"])
    assert verdicts(shared, south)["materials"] == "not"


@pytest.mark.parametrize(
    ("translated", "verdict"), [((), "not"), (("pt",), "not"), (("es",), "fits"), (("pt", "ar"), "fits")]
)
def test_a_language_that_all_of_it_is_translated_into_will_do(north, south, translated, verdict):
    shared = a_need(north, translated=translated)
    assert (verdicts(shared, south)["language"], verdicts(shared, north)["language"]) == (verdict, "fits")


def test_a_part_without_a_translation_is_not_all_of_it(north, south):
    shared = a_need(north, translated=("es",))
    assert shared.languages == ["en", "es"]
    with in_community(north.pk):
        curriculum = Curriculum.objects.get(pk=shared.curriculum)
        unit = add_node(curriculum, kind="unit", title="Later")
        add_node(curriculum, kind="activity", title="Weir", parent_key=unit.key, body="Look.", minutes=30)
        publish_version(curriculum, by=a_teacher(north), share=True)
    assert SharedVersion.objects.get(number=2).languages == ["en"]


@pytest.mark.parametrize(
    ("theirs", "ours", "verdict"),
    [
        ((None, None), (6, 12), "fits"), ((9, 14), (6, 12), "fits"), ((12, 14), (6, 12), "fits"),
        ((13, 18), (6, 12), "not"), ((3, 5), (6, None), "not"), ((13, None), (None, 12), "not"),
        ((9, 14), (None, None), "unknown"),
    ],
)  # fmt: skip
def test_ages_fit_where_they_meet(north, theirs, ours, verdict):
    shared = a_need(north, age_from=theirs[0], age_to=theirs[1])
    has(north, "paper", ages=ours)
    assert verdicts(shared, north)["ages"] == verdict


def test_time_is_a_reason_once_it_is_said_how_much_there_is(north, south):
    shared = a_need(north)
    with in_community(north.pk):
        type(shared).objects.filter(pk=shared.pk).update(minutes=90)
    shared.refresh_from_db()
    told = []
    for hours in (None, 1, 2):
        has(north, "paper", hours=hours)
        told.append((verdicts(shared, north).get("time"), titles(north)))
    assert told == [(None, ["Depth"]), ("not", []), ("fits", ["Depth"])]
    assert fit_of(shared, ground_of(north)).reasons[-1].words == "It takes about 90 min; you have 120 min."
    assert "time" not in verdicts(shared, south)


def test_what_nobody_has_said_is_no_reason_against_it(north):
    shared = a_need(north, materials=("oven",), age_from=9)
    assert verdicts(shared, north) == {"language": "fits", "materials": "unknown", "ages": "unknown"}
    assert fit_of(shared, ground_of(north)).verdict == "unknown"
    assert titles(north) == ["Depth"]


def titles(community):
    return [row.title for row in find(Wanted(), reader_language="en", ground=ground_of(community)).rows]


def test_the_filter_leaves_what_has_no_reason_against_it(north, south):
    a_need(north, "Bread", materials=("oven", "flour"))
    a_need(north, "Wind", materials=("fan",), translated=("es",), age_from=7, age_to=9)
    a_need(south, "Olas", language="es", age_from=14)
    has(north, "bread oven", "flour", ages=(6, 12))
    has(south, "fan", ages=(8, 18))
    assert titles(north) == ["Bread"]
    assert titles(south) == ["Olas", "Wind"]
    for place, home in ((north, ["Bread"]), (south, ["Olas", "Wind"])):
        found = find(Wanted(), reader_language="en").rows
        assert [row.title for row in found if fit_of(row, ground_of(place)).verdict != "not"] == home


def test_members_read_it_on_the_list_and_the_page_and_others_do_not(north, south):
    shared = a_need(north, materials=("oven", "flour"))
    has(north, "flour")
    has(south, "oven", "flour")
    learner = a_browser(a_member(north, "", "learner"))
    for address in ("/commons/", f"/commons/{shared.pk}/"):
        page = text_of(learner.get(address))
        assert "Does not fit North School" in page
        assert "Not on your list: oven. You have: flour." in page
        assert "South School" not in page
        assert "We have some of that" not in page
        other = text_of(a_browser().get(address))
        assert "fit North School" not in other
        assert "flour." not in other
    assert "Nothing like that is shared" in text_of(learner.get("/commons/?fits=north"))
    assert "Depth" in text_of(learner.get("/commons/?fits=south"))  # not theirs: as if it were not asked for
    writer = a_browser(a_teacher(north)).get(f"/commons/{shared.pk}/").content.decode()
    assert "/c/north/curricula/means/?add=oven" in writer


def test_the_list_is_written_by_who_writes_curricula(north, south):
    teacher, stranger = a_teacher(north), a_teacher(south)
    address = "/c/north/curricula/means/"
    assert [
        a_browser(one).get(address).status_code for one in (None, stranger, a_member(north, "", "learner"), teacher)
    ] == [302, 404, 403, 200]
    browser = a_browser(teacher)
    assert "Oven</textarea>" in browser.get(f"{address}?add=Oven").content.decode()
    given = {"materials": "Oven\n\n  two   jars \nOven", "age_from": "6", "age_to": "12"}
    assert browser.post(address, given).status_code == 302
    with in_community(north.pk):
        assert Means.objects.get().materials == ["Oven", "two jars"]
    assert browser.post(address, {**given, "age_from": "13"}).status_code == 422
    with in_community(south.pk):
        assert not Means.objects.exists()


def test_programs_read_and_write_the_same(north, south):
    shared = a_need(north, materials=("oven",), age_from=14)
    has(south, "oven")
    here, api = "/api/v1/c/north/", an_api(a_teacher(north))
    assert api.put(f"{here}means/", {"materials": ["ovens"], "age_to": 12}, format="json").status_code == 200
    assert api.get(f"{here}means/").json() == {
        "materials": ["ovens"], "age_from": None, "age_to": 12, "hours": None
    }  # fmt: skip
    assert api.put(f"{here}means/", {"materials": [], "age_from": 9, "age_to": 3}, format="json").status_code == 409
    fit = api.get(f"{here}commons/{shared.pk}/fit/").json()
    assert fit["verdict"] == "not"
    assert [reason["verdict"] for reason in fit["reasons"]] == ["fits", "fits", "not"]
    assert fit["reasons"][2]["words"] == "It is for ages 14+; you teach –12."
    rows = api.get(f"{here}commons/").json()["results"]
    assert [row["fit"] for row in rows] == [fit]
    assert api.get(f"{here}commons/?fits=true").json()["results"] == []
    learner = an_api(a_member(north, "", "learner"))
    assert [learner.get(f"{here}{end}").status_code for end in ("means/", "commons/")] == [403, 200]
    assert an_api(a_teacher(south)).get(f"{here}commons/").status_code == 404


def test_too_long_a_list_is_refused(north):
    with pytest.raises(Refused, match="Name at most 300"):
        has(north, *(f"jar {number}" for number in range(301)))


def test_pages_ask_as_often_for_thirty_as_for_one(north):
    by, member = a_teacher(north), a_browser(a_teacher(north))
    has(north, *(f"thing {number}" for number in range(50)))
    one = a_need(north, "First", materials=("thing 1", "oven"), by=by)
    addresses = ("/commons/", "/commons/?fits=north", f"/commons/{one.pk}/", "/api/v1/c/north/commons/?fits=true")
    few = [queries(member, address) for address in addresses]
    for number in range(29):
        a_need(north, f"More {number}", materials=(f"thing {number}", f"stuff {number}"), by=by)
    assert [queries(member, address) for address in addresses] == few
