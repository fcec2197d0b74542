import pytest

from curriculum.crosswalks.actions import adopt_crosswalk, end_crosswalk
from learners.models import AccessLog
from learners.progress.mastery.queries import own_mastery
from tenancy.scope import as_person, in_community
from tests.crosswalks.factories import a_crosswalk
from tests.curriculum.factories import a_framework
from tests.evidence.factories import a_piece, an_assessment_of
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import a_guardianship, an_enrolment
from tests.plans.factories import a_course
from tests.progress.factories import a_mark, with_scale

pytestmark = pytest.mark.django_db
TWO = [{"name": "Not yet", "from": 0}, {"name": "Yes", "from": 50}]


@pytest.fixture
def north():
    return with_scale(a_community("north"))


@pytest.fixture
def south():
    made = a_community("south")
    made.mastery_scale = TWO
    made.save()
    return made


@pytest.fixture
def walk(north):
    """M.1 of one framework is the same as N.1 of another, in north."""
    ann = a_member(north, "ann", "teacher", "administrator")
    made = a_crosswalk(ann)
    with in_community(north.pk):
        adopt_crosswalk(made, by=ann.person, reason="We compared them.")
    return made


@pytest.fixture
def tomas(north, south, walk):
    """Marked in north for M.1, on four levels, and in south for N.1, on two."""
    with in_community(north.pk):
        line = walk.lines.get()
    first = an_enrolment(a_course(north, "Boats", teaches=line.first_key), "tomas", home=south)
    framework = a_framework(south, "N", codes="N N.1")  # the same as in north, taken in there as well
    with in_community(south.pk):
        framework.competencies.filter(code="N.1").update(key=line.second_key)
    second = an_enrolment(a_course(south, "Tides", teaches=line.second_key), "tomas")
    a_mark(first, level=3)
    a_mark(second, level=2)
    return first


def mastery(person):
    with as_person(person.pk):
        rows = own_mastery()
    return {
        one.title: (
            [(shown.community.slug, shown.level, shown.level_name, len(shown.scale)) for shown in one.shown],
            [(str(each.match.label), each.title, [shown.level_name for shown in each.shown]) for each in one.joined],
        )
        for one in rows
    }  # fmt: skip


def test_each_community_on_its_own_scale_joined_by_a_crosswalk(tomas):
    found = mastery(tomas.person)
    m, n = sorted(found)
    assert found[m] == ([("north", 3, "Secure", 4)], [("is the same as", n, ["Yes"])])
    assert found[n] == ([("south", 2, "Yes", 2)], [("is the same as", m, ["Secure"])])
    assert mastery(a_person("bo")) == {}


def test_a_crosswalk_that_ended_joins_no_more_and_one_of_strangers_never_did(north, walk, tomas):
    elsewhere = a_member(a_community("west"), "wes", "teacher", "administrator")
    other = a_crosswalk(elsewhere)
    with in_community(other.community_id):
        adopt_crosswalk(other, by=elsewhere.person, reason="Ours.")
    with in_community(north.pk):
        end_crosswalk(walk, by=a_person("ann"), reason="They changed theirs.")
    assert [joined for _shown, joined in mastery(tomas.person).values()] == [[], []]


def test_the_latest_of_a_mark_and_an_assessment_of_evidence_counts(walk, tomas):
    with in_community(tomas.community_id):
        key = walk.lines.get().first_key
    an_assessment_of(a_piece(tomas, competencies=[key]), 4)
    an_assessment_of(a_piece(tomas, competencies=[key]), 1, by="tomas", role="self")
    shown, _joined = mastery(tomas.person)[min(mastery(tomas.person))]
    assert shown == [("north", 4, "Teaches others", 4)]


def test_the_page_is_the_learners_and_their_guardians_who_is_seen(client, north, tomas):
    a_guardianship(north, "gina", "tomas")
    for username, address, status in (
        ("tomas", "/me/mastery/", 200),
        ("gina", f"/me/children/{tomas.person_id}/mastery/", 200),
        ("ann", f"/me/children/{tomas.person_id}/mastery/", 404),
    ):
        client.force_login(a_person(username))
        answer = client.get(address)
        assert answer.status_code == status
        assert ("is the same as" in answer.content.decode()) == (status == 200)
        assert client.get(f"/api/v1{address}").status_code == status
    with as_person(tomas.person_id):
        assert "What you can do" in [str(one.what) for one in AccessLog.objects.all()]


def test_queries_do_not_grow_with_what_was_shown(client, north, tomas):
    client.force_login(tomas.person)
    few = queries(client, "/me/mastery/")
    for number in range(29):
        an_assessment_of(a_piece(tomas, title=f"Piece {number}"), 2)
    assert queries(client, "/me/mastery/") == few
