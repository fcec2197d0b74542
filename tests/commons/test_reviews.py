"""Those who taught it say how it went; everyone reads it, and its community answers."""

import pytest

from communities.models import Community
from curriculum.commons.actions import adopt_version
from curriculum.commons.models import Adoption, Review
from curriculum.commons.reviews.actions import answer_review, write_review
from curriculum.commons.reviews.queries import communities_that_use, reviews_of, summary_of
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.commons.factories import a_review, a_shared
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.curriculum.factories import a_teacher
from tests.factories import a_community, a_member

pytestmark = pytest.mark.django_db
SAID = {"went": "The puddles froze.", "again": "changed", "setting": "outdoors", "learners": 12}


@pytest.fixture
def towns():
    return a_community("north", name="North School"), a_community("south", name="South School")


@pytest.fixture
def taken(towns):
    """North's, which South took over; and South's teacher."""
    north, south = towns
    shared, tom = a_shared(north), a_teacher(south)
    with in_community(south.pk):
        adopt_version(shared, by=tom)
    return shared, tom


def kinds_told(member):
    with as_person(member.person_id):
        return set(Notice.objects.values_list("kind", flat=True))


def test_who_took_it_over_says_how_it_went_and_its_writers_are_told(towns, taken):
    north, south = towns
    shared, tom = taken
    ann = a_teacher(north)
    with in_community(south.pk):
        review = write_review(shared, by=tom, **SAID)
    assert list(reviews_of(shared.curriculum)) == [review]
    assert (review.name, review.community, review.number) == (tom.display_name, south, 1)
    assert "commons.reviewed" in kinds_told(ann)
    with in_community(north.pk):
        answer_review(review, by=ann, text="Try salt.")
    assert kinds_told(tom) == {"commons.replied"}
    page = text_of(a_browser().get(f"/commons/{shared.pk}/"))
    for words in (
        "1 of 1 would teach it again, 1 with changes",
        "The puddles froze.",
        "12 learners",
        "Outdoors",
        "Try salt.",
    ):
        assert words in page


def test_a_second_word_replaces_the_first(towns, taken):
    _north, south = towns
    shared, tom = taken
    with in_community(south.pk):
        first = write_review(shared, by=tom, **SAID)
        second = write_review(shared, by=tom, **{**SAID, "again": "no"})
    assert first.pk == second.pk
    assert second.edited_at
    assert summary_of(shared.curriculum)[:3] == (1, 0, 0)


def test_its_own_community_and_one_that_never_took_it_over_are_refused(towns, taken):
    north, _south = towns
    shared, _tom = taken
    west = a_community("west", name="West School")
    for place, why in ((north, "your own community"), (west, "West School has not taken it over")):
        with in_community(place.pk), pytest.raises(Refused, match=why):
            write_review(shared, by=a_teacher(place), **SAID)
        assert why in text_of(a_browser(a_teacher(place)).get(f"/c/{place.slug}/curricula/review/{shared.pk}/"))
    assert not Review.objects.exists()


def test_what_a_hidden_community_took_over_and_said_is_nowhere(towns, taken):
    north, south = towns
    shared, _tom = taken
    a_review(shared, a_teacher(south), went="Hidden words.")
    dark = a_community("dark")
    Community.objects.filter(pk=dark.pk).update(visibility="hidden")
    with in_community(dark.pk):
        adopt_version(shared, by=a_teacher(dark))
    assert Adoption.objects.count() == communities_that_use(shared.curriculum) == 1
    Community.objects.filter(pk=south.pk).update(visibility="hidden")
    assert communities_that_use(shared.curriculum) == summary_of(shared.curriculum).total == 0
    for address in (
        f"/commons/{shared.pk}/",
        f"/commons/{shared.pk}/reviews/",
        f"/api/v1/commons/{shared.pk}/reviews/",
    ):
        answer = a_browser(a_teacher(north)).get(address).content.decode()
        assert "Hidden words." not in answer
        assert "South School" not in answer


def test_only_its_author_takes_it_back_also_after_leaving(towns, taken):
    north, south = towns
    shared, tom = taken
    review = a_review(shared, tom)
    for somebody in (a_teacher(north), a_teacher(south)):
        assert a_browser(somebody).post(f"/commons/reviews/{review.pk}/withdraw/").status_code == 404
        assert an_api(somebody).delete(f"/api/v1/commons/reviews/{review.pk}/").status_code == 404
    assert an_api().delete(f"/api/v1/commons/reviews/{review.pk}/").status_code == 401
    assert a_browser(tom).post(f"/commons/reviews/{review.pk}/withdraw/").status_code == 302
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("home", "role", "status"), [("south", "teacher", 404), ("north", "learner", 403), ("north", "teacher", 200)]
)
def test_only_its_community_answers(towns, taken, home, role, status):
    shared, tom = taken
    review = a_review(shared, tom)
    somebody = a_member(dict(zip(("north", "south"), towns, strict=True))[home], "", role)
    assert a_browser(somebody).get(f"/c/{home}/curricula/reviews/{review.pk}/answer/").status_code == status
    answer = an_api(somebody).put(f"/api/v1/c/{home}/reviews/{review.pk}/answer/", {"text": "Thanks."}, format="json")
    assert answer.status_code == (409 if home == "south" else status)
    review.refresh_from_db()
    assert review.answer == ("Thanks." if status == 200 else "")


@pytest.mark.parametrize(("role", "status"), [("learner", 403), ("teacher", 302)])
def test_who_writes_one(towns, taken, role, status):
    _north, south = towns
    shared, _tom = taken
    somebody = a_browser(a_member(south, "", role))
    assert (
        somebody.post(f"/c/south/curricula/review/{shared.pk}/", {**SAID, "age_from": 9, "age_to": 12}).status_code
        == status
    )
    assert Review.objects.count() == (1 if status == 302 else 0)


def test_what_makes_no_sense_is_not_taken(towns, taken):
    shared, tom = taken
    wrong = a_browser(tom).post(f"/c/south/curricula/review/{shared.pk}/", {**SAID, "age_from": 12, "age_to": 9})
    assert wrong.status_code == 422
    assert "youngest age is above" in text_of(wrong)
    told = an_api(tom).put(
        f"/api/v1/c/south/commons/{shared.pk}/review/", {**SAID, "age_from": 12, "age_to": 9}, format="json"
    )
    assert told.status_code == 409


def test_pages_ask_as_often_for_thirty_reviews_as_for_one(towns, taken):
    _north, south = towns
    shared, tom = taken
    a_review(shared, tom)
    addresses = (f"/commons/{shared.pk}/", f"/commons/{shared.pk}/reviews/", f"/api/v1/commons/{shared.pk}/reviews/")
    few = [queries(a_browser(), address) for address in addresses]
    for _more in range(29):
        a_review(shared, a_teacher(south))
    assert [queries(a_browser(), address) for address in addresses] == few
