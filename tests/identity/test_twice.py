"""Who may have been written down twice is found within the community alone, and both are asked."""

from datetime import date

import pytest

from communities.models import Membership
from notices.models import Notice
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.factories import a_community, a_member, a_person
from tests.identity.factories import unclaimed
from tests.learners.factories import a_guardianship

pytestmark = pytest.mark.django_db
PAGE = "/c/north/people/twice/"


def called(community, username, name, born_on, *roles):
    membership = a_member(community, username, *roles or ["learner"])
    with in_community(community.pk):
        Membership.objects.filter(pk=membership.pk).update(display_name=name, born_on=born_on)
        return Membership.objects.get(pk=membership.pk)


@pytest.fixture
def north():
    north = a_community("north")
    called(north, "mika", "Mika Fenn", date(2014, 5, 1))
    called(north, "mika2", "Fen, Mika", date(2014, 5, 1))
    called(north, "twin", "Nora Fenn", date(2014, 5, 1))
    called(north, "other", "Mika Fenn", date(2015, 5, 1))
    called(a_community("south"), "mika3", "Mika Fenn", date(2014, 5, 1))
    return north


def founder():
    return an_api(a_person("founder-of-north"))


def pairs():
    rows = founder().get("/api/v1/c/north/twice/").json()
    return [{row["one_name"], row["two_name"]} for row in rows]


def told(username):
    with as_person(a_person(username).pk):
        return [one.path for one in Notice.objects.filter(kind="identity.alike")]


def test_alike_are_those_of_like_names_and_one_day_of_birth_here(north):
    assert pairs() == [{"Mika Fenn", "Fen, Mika"}]
    page = text_of(a_browser(a_person("founder-of-north")).get(PAGE))
    assert "Nora Fenn" not in page


def test_both_and_their_guardians_are_asked_once(north):
    a_guardianship(north, "gus", "mika2")
    (row,) = founder().get("/api/v1/c/north/twice/").json()
    admin = a_browser(a_person("founder-of-north"))
    given = {"one": row["one"], "two": row["two"]}
    admin.post(PAGE + "answer/", given)
    assert (told("mika"), told("mika2")) == (["/me/identity/"], ["/me/identity/"])
    assert told("gus") == [f"/me/children/{a_person('mika2').pk}/same/"]
    assert told("mika3") == []
    assert founder().post("/api/v1/c/north/twice/", given | {"apart": False}).status_code == 409
    assert "Asked" in text_of(admin.get(PAGE))


def test_two_whom_the_community_knows_are_not_shown_again(north):
    (row,) = founder().get("/api/v1/c/north/twice/").json()
    given = {"one": row["one"], "two": row["two"], "apart": True}
    assert founder().post("/api/v1/c/north/twice/", given).status_code == 204
    assert (pairs(), told("mika")) == ([], [])
    assert founder().post("/api/v1/c/north/twice/", given).status_code == 409


def test_nobody_else_reads_or_asks(north):
    (row,) = founder().get("/api/v1/c/north/twice/").json()
    given = {"one": row["one"], "two": row["two"], "apart": True}
    south = an_api(a_person("founder-of-south"))
    assert south.get("/api/v1/c/south/twice/").json() == []
    assert south.post("/api/v1/c/south/twice/", given).status_code == 409
    teacher = a_member(north, "tess", "teacher")
    for api, status in ((south, 404), (an_api(teacher), 403)):
        assert api.get("/api/v1/c/north/twice/").status_code == status
        assert api.post("/api/v1/c/north/twice/", given).status_code == status
    assert a_browser(teacher).get(PAGE).status_code == 403


def test_the_page_asks_as_often_for_thirty_as_for_one(north):
    admin = a_browser(a_person("founder-of-north"))
    alone = queries(admin, PAGE)
    for number in range(30):
        membership = unclaimed(north, f"copy{number}", name="Mika Fenn")
        with in_community(north.pk):
            Membership.objects.filter(pk=membership.pk).update(born_on=date(2014, 5, 1))
    assert queries(admin, PAGE) == alone
    assert len(admin.get(PAGE).context["pairs"]) == 50
