"""A review that harms is reported by readers and hidden by the network's stewards, never by whom it criticises."""

import pytest

from curriculum.commons.models import ModerationStep, Report, Review
from curriculum.commons.moderating.actions import moderate_review, report_review
from curriculum.commons.reviews.queries import reviews_of, summary_of
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.commons.factories import a_review, a_shared
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.curriculum.factories import a_teacher
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db


class Place:
    def __init__(self):
        self.net, self.north, self.south = (
            a_community("net", kind="network"),
            a_community("north"),
            a_community("south"),
        )
        self.steward = a_member(self.net, "stew", "steward")
        self.shared, self.sue, self.ann = (
            a_shared(self.north),
            a_teacher(self.south, "sue"),
            a_teacher(self.north, "ann"),
        )
        self.review = a_review(self.shared, self.sue, went="Tom of the third row is slow.")
        self.other = a_review(self.shared, a_teacher(self.south, "bob"), went="Well done.")

    def do(self, what, reason="It names a learner.", by=None):
        with in_community(self.net.pk):
            return moderate_review(self.review, by=by or self.steward, what=what, reason=reason)


@pytest.fixture
def place():
    return Place()


def told(member):
    with as_person(member.person_id):
        return set(Notice.objects.values_list("kind", flat=True))


def seen_by(reader, place):
    return "Tom of the third row" in text_of(a_browser(reader).get(f"/commons/{place.shared.pk}/reviews/"))


def test_a_report_goes_to_the_stewards_alone(place):
    reader = a_person("reader")
    browser, address = a_browser(reader), f"/me/reports/{place.review.pk}/"
    assert address in browser.get(f"/commons/{place.shared.pk}/reviews/").content.decode()
    assert address not in a_browser().get(f"/commons/{place.shared.pk}/reviews/").content.decode()
    assert browser.post(address, {"why": "learner", "words": "He is my son."}).status_code == 302
    assert browser.post(address, {"why": "nonsense"}).status_code == 422
    assert a_browser().post(address, {"why": "learner"}).status_code == 302
    assert told(place.steward) == {"commons.reported"}
    with in_community(place.net.pk):
        assert [(one.why, one.words) for one in Report.objects.all()] == [("learner", "He is my son.")]
    for community in (place.north, place.south):
        with in_community(community.pk):
            assert not Report.objects.exists()
    page = text_of(a_browser(place.steward).get("/c/net/curricula/reported/"))
    assert "He is my son." in page
    assert "Well done." not in page
    assert "1 waits" in text_of(a_browser(place.steward).get("/c/net/curricula/"))


def test_hidden_is_hidden_from_everyone_but_its_author_and_shown_again(place):
    report_review(place.review, person=a_person("reader"), why="learner")
    assert summary_of(place.shared.curriculum).total == 2
    place.do("hidden")
    assert list(reviews_of(place.shared.curriculum)) == [place.other]
    assert summary_of(place.shared.curriculum).total == 1
    assert [seen_by(one, place) for one in (None, place.ann, place.sue)] == [False, False, True]
    assert "It names a learner." in text_of(a_browser(place.sue).get(f"/commons/{place.shared.pk}/reviews/"))
    assert told(place.sue) == {"commons.hidden"}
    place.do("shown", "The name was taken out.")
    assert seen_by(None, place)
    assert told(place.sue) == {"commons.hidden", "commons.shown"}
    with in_community(place.net.pk):
        record = ModerationStep.objects.order_by("at").values_list("what", "reason", "by")
        assert [step[0] for step in record] == ["hidden", "shown"]
        assert not Report.objects.filter(answered_at__isnull=True).exists()
    with in_community(place.north.pk):
        assert not ModerationStep.objects.exists()


def test_what_is_said_anew_stays_hidden_and_what_is_taken_back_leaves_the_record(place):
    place.do("hidden")
    a_review(place.shared, place.sue, went="Said anew.")
    assert list(reviews_of(place.shared.curriculum)) == [place.other]
    assert a_browser(place.sue).post(f"/commons/reviews/{place.review.pk}/withdraw/").status_code == 302
    with in_community(place.net.pk):
        assert ModerationStep.objects.count() == 1


def test_a_steward_of_the_criticised_community_does_not_decide(place):
    both = a_member(place.net, "ann", "steward")
    with pytest.raises(Refused, match="Another steward decides"):
        place.do("hidden", by=both)
    with in_community(place.north.pk), pytest.raises(Refused, match="stewards alone"):
        moderate_review(place.review, by=place.ann, what="hidden", reason="We do not like it.")
    assert not Review.objects.filter(hidden_at__isnull=False).exists()


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("hidden", "The review that you reported is hidden."),
        ("left", "leave the review that you reported as it is: It"),
    ],
)
def test_who_reported_it_is_told_once_what_came_of_it(place, what, words):
    reader, other = a_person("reader"), a_person("other")
    report_review(place.review, person=reader, why="learner")
    place.do(what)
    report_review(place.other, person=other, why="other")
    with as_person(reader.pk):
        assert Notice.objects.get().path == f"/commons/{place.shared.pk}/reviews/"
    assert words in text_of(a_browser(reader).get("/me/notices/"))
    with as_person(other.pk):
        assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("what", "reason", "why"),
    [("hidden", " ", "give a reason"), ("shown", "Fine", "Everyone sees it already")],
)
def test_what_makes_no_sense_is_refused(place, what, reason, why):
    with pytest.raises(Refused, match=why):
        place.do(what, reason)
    with pytest.raises(Refused, match="your own review"):
        report_review(place.review, person=place.sue.person, why="other")


@pytest.mark.parametrize(
    ("home", "role", "status"),
    [("north", "administrator", 403), ("net", "policymaker", 403), ("south", "", 404), ("net", "steward", 200)],
)
def test_only_the_networks_stewards_come_to_it(place, home, role, status):
    somebody = a_member(getattr(place, home), "", role) if role else a_teacher(place.south)
    slug = "net" if home == "south" else home
    assert a_browser(somebody).get(f"/c/{slug}/curricula/reported/").status_code == status
    api = an_api(somebody)
    assert api.get(f"/api/v1/c/{slug}/reported-reviews/").status_code == status
    sent = api.put(
        f"/api/v1/c/{slug}/reported-reviews/{place.review.pk}/", {"what": "hidden", "reason": "So"}, format="json"
    )
    assert sent.status_code == status
    assert Review.objects.filter(hidden_at__isnull=False).exists() is (status == 200)


def test_programs_report_too(place):
    address = f"/api/v1/me/reports/{place.review.pk}/"
    assert an_api().post(address, {"why": "abuse"}, format="json").status_code == 401
    assert an_api(a_person("reader")).post(address, {"why": "abuse"}, format="json").status_code == 201
    rows = an_api(place.steward).get("/api/v1/c/net/reported-reviews/").json()
    assert [(row["review"]["id"], row["reports"]) for row in rows] == [
        (str(place.review.pk), [{"why": "abuse", "words": ""}])
    ]


def test_the_page_asks_as_often_for_thirty_as_for_one(place):
    report_review(place.review, person=a_person("reader"), why="other")
    browser, address = a_browser(place.steward), "/c/net/curricula/reported/"
    few = queries(browser, address)
    for number in range(29):
        more = a_review(place.shared, a_teacher(place.south))
        report_review(more, person=a_person(f"reader{number}"), why="other")
    assert queries(browser, address) == few
