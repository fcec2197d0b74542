"""A part as its writers fill it in and as readers see it."""

import pytest

from curriculum.actions import edit_node, publish_version
from curriculum.models import Competency, Node
from curriculum.nodes import FIELDS
from tenancy.scope import in_community
from tests.curriculum.counting import queries
from tests.curriculum.factories import a_curriculum, a_framework, a_teacher
from tests.factories import a_community, a_member

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert("x")</script>{{ 7|add:7 }}'


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def draft(north, client):
    teacher = a_teacher(north, "tess")
    client.force_login(teacher.person)
    a_curriculum(a_community("south"), "Theirs")
    return a_curriculum(north, by=teacher)


def part(community, draft, title="Activity 1.1"):
    with in_community(community.pk):
        return Node.objects.get(curriculum=draft, title=title)


def address(draft, node, more=""):
    return f"/c/north/curricula/{draft.pk}/parts/{node.key}/{more}"


def text(response):
    return response.content.decode()


def test_a_writer_says_everything_of_a_part_and_readers_see_it(client, north, draft):
    node = part(north, draft)
    said = {
        "title": "Weirs", "kind": "assessment", "body": "Look.", "minutes": "30", "method": "outdoor",
        "materials": f"String\n\n {HOSTILE} \nString", "relevance": HOSTILE, "age_from": "9", "age_to": "12",
        "language": "Spanish", "access_modes": ["visual", "tactile"], "access_features": ["captions"],
        "access_hazards": ["sound"], "access_note": HOSTILE, "licence": "CC-BY-4.0", "authors": f"Ana\n{HOSTILE}",
    }  # fmt: skip
    assert client.post(address(draft, node), said).status_code == 302
    node = part(north, draft, "Weirs")
    assert (node.kind, node.language, node.materials) == ("assessment", "es", ("String", HOSTILE))
    assert [author.name for author in node.authors] == ["Ana", HOSTILE]
    again = text(client.get(address(draft, node)))
    for shown in ("Outdoor learning", "String\n&lt;script&gt;", 'value="captions"', "Spanish"):
        assert shown in again
    with in_community(north.pk):
        publish_version(draft, by=a_teacher(north))
    client.force_login(a_member(north, "lee", "learner").person)
    read = text(client.get(f"/c/north/curricula/{draft.pk}/versions/1/?open"))
    assert "<script>alert" not in read
    for shown in ("String, &lt;script&gt;", "Outdoor learning", "ages 9 to 12", "Captions", "Sudden or loud sound"):
        assert shown in read


@pytest.mark.parametrize(("field", "value", "told"), [
    ("age_to", "3", "below the first age"), ("method", "magic", "Select a valid choice"),
    ("language", "Gibberish of the moon", "no language called"), ("access_modes", "smell", "Select a valid choice"),
    ("materials", "x" * 101, "at most 100 letters"), ("materials", "\n".join(map(str, range(51))), "at most 50 lines"),
    ("kind", "unit", "Select a valid choice"),
])  # fmt: skip
def test_what_makes_no_sense_is_told_at_its_field_and_nothing_changes(client, north, draft, field, value, told):
    node = part(north, draft)
    answer = client.post(address(draft, node), {"title": "Other", "age_from": "9", field: value})
    assert answer.status_code == 422 and told in text(answer)
    assert part(north, draft).title == "Activity 1.1"


def test_competencies_are_found_named_and_named_no_longer(client, north, draft):
    a_framework(north)
    a_framework(a_community("west"), "Far away", codes="W W.1")
    node = part(north, draft)
    page = address(draft, node, "competencies/")
    assert "Far away" not in text(client.get(page)) and "W.1" not in text(client.get(page))
    assert "Can do M.2" not in text(client.get(f"{page}?text=M.1"))
    with in_community(north.pk):
        skill = Competency.objects.get(code="M.1")
    for _twice in range(2):
        assert client.post(f"{page}?text=M.1", {"add": f"teaches:{skill.key}"}).url == f"{page}?text=M.1"
    client.post(page, {"add": f"assesses:{skill.key}"})
    assert [ref.title for ref in part(north, draft).teaches] == ["M.1 Can do M.1."]
    client.post(page, {"remove": f"teaches:{skill.key}"})
    assert not part(north, draft).teaches and part(north, draft).assesses
    foreign = part_key(a_framework(a_community("far"), codes="F"))
    refused = client.post(page, {"add": f"teaches:{foreign}"})
    assert refused.status_code == 422 and "No framework here" in text(refused)
    assert client.post(page, {"add": "teaches:nonsense"}).status_code == 400
    with in_community(north.pk):
        publish_version(draft, by=a_teacher(north))
    learnt = text(client.get(f"/c/north/frameworks/{skill.framework_id}/{skill.key}/"))
    assert "Where it is learnt here" in learnt and "Activity 1.1" in learnt


def part_key(framework):
    with in_community(framework.community_id):
        return framework.competencies.first().key


def test_what_comes_before_is_named_and_circles_are_told(client, north, draft):
    node, other = part(north, draft), part(north, draft, "Activity 2.1")
    page = address(draft, node, "before/")
    assert "Theirs" not in text(client.get(page))
    client.post(page, {"add": f"requires:{other.key}"})
    assert "Activity 2.1" in text(client.get(address(draft, node)))
    refused = client.post(address(draft, other, "before/"), {"add": f"requires:{node.key}"})
    assert refused.status_code == 422 and "wait for one another" in text(refused)
    client.post(page, {"remove": f"requires:{other.key}"})
    assert not part(north, draft).requires


def test_a_translation_is_written_read_and_taken_out(client, north, draft):
    node = part(north, draft)
    pages = address(draft, node, "languages/")
    assert client.post(pages, {"language": "Spanish"}).url == f"{pages}es/"
    seen = node.edited_at.isoformat()
    kept = client.post(f"{pages}es/", {"title": "Charcos", "body": "**Mide** el charco.", "seen": seen})
    assert kept.status_code == 302 and "Charcos" in text(client.get(pages))
    late = client.post(f"{pages}es/", {"title": "Otro", "seen": seen})
    assert late.status_code == 422 and "Somebody else" in text(late) and "Otro" in text(late)
    with in_community(north.pk):
        publish_version(draft, by=a_teacher(north))
    there = f"/c/north/curricula/{draft.pk}/versions/1/?open"
    client.cookies["django_language"] = "es"
    assert "<strong>Mide</strong>" in text(client.get(there)) and "Charcos" in text(client.get(there))
    client.cookies["django_language"] = "en"
    assert "Charcos" not in text(client.get(there))
    assert client.post(f"{pages}es/delete/").status_code == 302
    assert not part(north, draft).translations
    assert client.get(f"{pages}nonsense-language/").status_code == 400


def test_only_writers_of_this_community_come_here(client, north, draft):
    node = part(north, draft)
    for who, status in ((a_member(north, "lee", "learner").person, 403), (a_teacher(a_community("west")).person, 404)):
        client.force_login(who)
        for more in ("", "competencies/", "before/", "languages/", "languages/es/"):
            assert client.get(address(draft, node, more)).status_code == status


def test_pages_ask_as_often_for_thirty_as_for_one(client, north, draft):
    a_framework(north, codes="M " + " ".join(f"M.{n}" for n in range(30)))
    node = part(north, draft)
    with in_community(north.pk):
        keys = list(Competency.objects.values_list("key", flat=True))
        edit_node(node, teaches=keys[:1])
        publish_version(draft, by=a_teacher(north))
    pages = [
        address(draft, node, "competencies/"), address(draft, node, "before/"), address(draft, node),
        f"/c/north/curricula/{draft.pk}/versions/1/",
    ]  # fmt: skip
    one = [len(queries(client, page)) for page in pages]
    with in_community(north.pk):
        edit_node(node, teaches=keys)
        edit_node(part(north, draft, "Activity 1.2"), assesses=keys)
        publish_version(draft, by=a_teacher(north))
    pages[3] = f"/c/north/curricula/{draft.pk}/versions/2/"
    assert [len(queries(client, page)) for page in pages] == one


def test_every_field_has_a_name(north):
    from curriculum.wording import label_of

    assert all(label_of(name) for name in FIELDS)
