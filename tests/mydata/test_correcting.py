"""A learner says that a record is wrong; whoever answers says what came of it, and both stay beside the record."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from learners.models import AccessLog, Enrolment
from learners.mydata.correcting import answer_correction, ask_to_correct, records_at
from learners.mydata.models import CorrectionRequest
from learners.mydata.places import places
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.accounts.factories import a_browser
from tests.consents.factories import as_guardian_of, as_learner
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import a_guardianship
from tests.mydata.factories import a_correction, lives

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    """Where Ann and Bo learn; Ann in the south as well."""
    north, south = a_community("north"), a_community("south")
    for place, name in ((north, "ann"), (north, "bo"), (south, "ann")):
        a_member(place, name, "learner")
        lives(name, place)
    return north


def told(username):
    with as_person(a_person(username).pk):
        found = Notice.objects.filter(kind__startswith="mydata.correction")
        return [one.kind.removeprefix("mydata.correction_") for one in found]


@pytest.mark.parametrize("by_api", [False, True])
def test_it_is_asked_answered_and_both_are_told(north, client, by_api):
    client.force_login(a_person("ann"))
    with as_learner("ann"):
        record = next(one.key for one in records_at(_place("north")) if one.key.startswith("progress.Mark"))
    label, row = record.split()
    said = {"wrong": "I handed in two.", "right": "Two cups."}
    if by_api:
        body = {**said, "community": "north", "record": label, "row": row}
        answer = client.post(reverse("api-mydata-corrections"), body, content_type="application/json")
        assert answer.status_code == 201, answer.text
    else:
        answer = client.post(reverse("mydata-correct", args=["north"]), {**said, "record": record})
        assert answer.status_code == 302, answer.text
    assert told("founder-of-north") == ["asked"]
    with in_community(north.pk):
        asked = CorrectionRequest.objects.get()
    client.force_login(a_person("founder-of-north"))
    assert "I handed in two." in client.get(reverse("mydata-corrections", args=["north"])).text
    if by_api:
        route, body = "api-mydata-answer-correction", {"corrected": False, "answer": "One is written."}
        answer = client.post(reverse(route, args=["north", asked.pk]), body, content_type="application/json")
    else:
        body = {"corrected": "no", "answer": ""}
        route = reverse("mydata-answer-correction", args=["north", asked.pk])
        assert client.post(route, body).status_code == 422
        answer = client.post(route, body | {"answer": "One is written."})
    assert answer.status_code in (200, 302)
    assert told("ann") == ["refused"]
    client.force_login(a_person("ann"))
    page = client.get(reverse("mydata-place", args=["north"])).text
    assert all(words in page for words in ("Two cups.", "One is written.", "Refused"))
    assert "Two cups." not in client.get(reverse("mydata-place", args=["south"])).text


def _place(slug):
    return next(one for one in places() if one.community.slug == slug)


def test_only_ones_own_record_there_and_once_at_a_time(north):
    with as_learner("bo"):
        foreign = records_at(_place("north"))[0].key
    with as_learner("ann") as who:
        elsewhere = records_at(_place("south"))[0].key
        for record in (foreign, elsewhere, "communities.Membership x", ""):
            with pytest.raises(Refused, match="no such record"):
                ask_to_correct(who, place=_place("north"), record=record, wrong="x", right="y")
    asked = a_correction("ann", "north")
    with pytest.raises(Refused, match="already"):
        a_correction("ann", "north")
    by = _member(north)
    with in_community(north.pk):
        answer_correction(asked, corrected=True, answer="", by=by)
        with pytest.raises(Refused, match="answered"):
            answer_correction(asked, corrected=True, answer="", by=by)
    a_correction("ann", "north")


def _member(place):
    with in_community(place.pk):
        return a_person(f"founder-of-{place.slug}").memberships.select_related("community").get()


def test_nobody_answers_themself(north):
    a_member(north, "tess", "teacher", "learner")
    asked = a_correction("tess", "north")
    assert told("tess") == []
    with in_community(north.pk), pytest.raises(Refused, match="Somebody else"):
        answer_correction(asked, corrected=True, answer="", by=a_person("tess").memberships.get())


def test_a_guardian_asks_for_a_child_who_sees_it(north, client):
    a_guardianship(north, "gil", "ann")
    with as_guardian_of("ann", "gil") as who:
        record = records_at(_place("north"))[0].key
        asked = ask_to_correct(who, place=_place("north"), record=record, wrong="x", right="y")
    assert asked.by_name == "gil"
    with as_person(a_person("ann").pk):
        assert any("Asked for you that North corrects" in str(one.what) for one in AccessLog.objects.all())
    client.force_login(a_person("founder-of-north"))
    client.post(reverse("mydata-answer-correction", args=["north", asked.pk]), {"corrected": "yes"})
    assert (told("ann"), told("gil")) == (["corrected"], ["corrected"])


@pytest.mark.parametrize(("who", "status"), [("founder-of-south", 404), ("ann", 403), ("tess", 200)])
def test_teachers_and_administrators_see_the_list_of_their_community(north, client, who, status):
    a_member(north, "tess", "teacher")
    a_correction("bo", "north")
    client.force_login(a_person(who))
    for route in ("mydata-corrections", "api-mydata-corrections-here"):
        assert client.get(reverse(route, args=["north"])).status_code == status


def test_the_list_costs_as_much_with_thirty_as_with_one(north, client):
    client.force_login(a_person("founder-of-north"))

    def cost():
        with CaptureQueriesContext(connection) as made:
            client.get(reverse("mydata-corrections", args=["north"]))
        return len(made)

    a_correction("bo", "north")
    cost()
    few = cost()
    for number in range(30):
        a_member(north, f"more{number}", "learner")
        a_correction(f"more{number}", "north")
    assert cost() == few


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_is_heard():
    north = a_community("north")
    a_member(north, "ann", "learner")
    asked, by, both = a_correction("ann", "north"), _member(north), Barrier(2)

    def answer(corrected):
        both.wait()
        try:
            with in_community(north.pk):
                answer_correction(asked, corrected=corrected, answer="So it is.", by=by)
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "heard"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(answer, (True, False))) == ["heard", "refused"]


def test_what_was_refused_stays_beside_the_record_for_who_may_read_that_and_for_nobody_else(north):
    with as_learner("ann") as who:
        place = next(one for one in places() if one.community.slug == "north")
        mark = next(one for one in records_at(place) if one.key.startswith("progress.Mark"))
        asked = ask_to_correct(who, place=place, record=mark.key, wrong="I did it alone.", right="Secure")
    a_guardianship(north, "gus", "ann")
    joss = a_member(north, "tess", "teacher")
    with in_community(north.pk):
        answer_correction(asked, corrected=False, answer="We did it together.", by=joss)
        mine = Enrolment.objects.get(person__username="ann")
        theirs = Enrolment.objects.get(person__username="bo")
    teachers, child = "/c/north/offerings/enrolments/", f"/me/children/{mine.person_id}/"
    pages = {
        ("tess", f"{teachers}{mine.pk}/"): True,
        ("tess", f"{teachers}{theirs.pk}/"): False,
        ("ann", f"/me/learning/{mine.pk}/"): True,
        ("bo", f"/me/learning/{theirs.pk}/"): False,
        ("gus", f"{child}{mine.card_id}/"): True,
    }
    for (who, address), shown in pages.items():
        page = a_browser(who).get(address)
        assert page.status_code == 200, address
        assert ("I did it alone." in page.text, "We did it together." in page.text) == (shown, shown), (who, address)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Membership: ann"), ("es", "Pertenencia: ann"), ("ar", "العضوية: ann")]
)
def test_what_it_is_about_is_told_in_the_language_of_whoever_reads_it(north, client, language, words):
    with override("es"):
        asked = a_correction("ann", "north")
    client.force_login(a_person("founder-of-north"))
    spoken = {"headers": {"accept-language": language}}
    pages = [reverse("mydata-corrections", args=["north"]), reverse("notices-list")]
    pages.append(reverse("mydata-answer-correction", args=["north", asked.pk]))
    assert [page for page in pages if words not in client.get(page, **spoken).text] == []
    (listed,) = client.get(reverse("api-mydata-corrections-here", args=["north"]), **spoken).json()["results"]
    assert listed["called"].startswith(words)
