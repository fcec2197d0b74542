import pytest
from django.utils.translation import gettext_lazy

from accounts.models import Person
from jobs.outbox import run_waiting
from learners.actions import end_guardianship, withdraw
from learners.guardianship import NotGuardian, as_guardian
from learners.models import AccessLog, Enrolment, GuardianshipRecord
from learners.progress.models import Mark
from learners.progress.queries import own_standings
from tenancy.scope import as_person, in_community
from tests.curriculum.factories import a_version
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import a_guardianship, an_enrolment, an_offering
from tests.progress.factories import a_mark, a_submission, keys, with_scale

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return with_scale(a_community("north"))


@pytest.fixture
def south():
    return with_scale(a_community("south", name="South"))


@pytest.fixture
def offering(north):
    return an_offering(north, title="Boats", teachers=(a_member(north, "teacher", "teacher"),))


@pytest.fixture
def tomas(offering, south):
    a_member(south, "tomas", "learner")
    return an_enrolment(offering, "tomas", home=south)


def signed_in(client, username):
    client.force_login(a_person(username))
    return client


def text(response):
    return response.content.decode()


def answers(client, address, method="get", **data):
    """What each gets: nobody, a stranger, a learner there, a teacher there."""
    found = []
    for username in (None, "stranger", "learner", "teacher"):
        client.logout()
        if username:
            signed_in(client, username)
        found.append(getattr(client, method)(address, data).status_code)
    return found


@pytest.fixture
def people(north, south):
    a_member(south, "stranger", "teacher")
    a_member(north, "learner", "learner")


def test_today_shows_the_next_step_of_every_community_and_why(client, north, south, tomas):
    an_enrolment(an_offering(south, title="Tides", version=a_version(south, "Tides")), "tomas")
    an_enrolment(an_offering(north, title="Not his"), "bo")
    a_mark(tomas, 0)
    page = text(signed_in(client, "tomas").get("/me/"))
    assert f'href="/c/north/offerings/learn/{tomas.pk}/{keys(tomas)[1]}/"' in page
    assert "Suggested because you showed “Activity 1.1” on" in page
    assert "Suggested because it is the first step of “Tides”." in page
    assert "Not his" not in page


def test_someone_who_waits_sees_their_place(client, north):
    offering = an_offering(north, title="Full boats", capacity=1)
    an_enrolment(offering, "ann")
    an_enrolment(offering, "bo")
    assert "you are number 1" in text(signed_in(client, "bo").get("/me/"))


def test_someone_who_learns_nothing_yet_is_shown_where_to_begin(client, south):
    a_member(south, "ann", "learner")
    a_member(south, "joss", "teacher")
    assert 'class="button main" href="/offerings/"' in text(signed_in(client, "ann").get("/me/"))
    assert 'class="button main" href="/offerings/"' not in text(signed_in(client, "joss").get("/me/"))


def test_a_learner_reads_their_own_learning_and_nobody_elses(client, north, tomas):
    a_mark(tomas, 0, score=78, comment="Careful work.")
    page = text(signed_in(client, "tomas").get(f"/me/learning/{tomas.pk}/"))
    assert "Careful work." in page
    assert "Secure" in page
    assert "1 of 2 steps" in page
    for other in ("bo", "teacher"):
        assert signed_in(client, other).get(f"/me/learning/{tomas.pk}/").status_code == 404


def test_who_reaches_an_activity(client, north, south, people, tomas):
    address = f"/c/north/offerings/learn/{tomas.pk}/{keys(tomas)[0]}/"
    assert answers(client, address) == [302, 404, 403, 200]
    page = signed_in(client, "tomas").get(address)
    assert "Measure the <em>same</em> puddle" in text(page)
    assert signed_in(client, "tomas").get(f"/c/south/offerings/learn/{tomas.pk}/{keys(tomas)[0]}/").status_code == 404
    assert signed_in(client, "tomas").get(f"/c/north/offerings/learn/{tomas.pk}/{tomas.pk}/").status_code == 404


def test_someone_who_left_reads_the_activities_no_more(client, north, tomas):
    with in_community(north.pk):
        withdraw(tomas, by=tomas.person)
    signed_in(client, "tomas")
    assert client.get(f"/c/north/offerings/learn/{tomas.pk}/{keys(tomas)[0]}/").status_code == 404
    assert client.get(f"/me/learning/{tomas.pk}/").status_code == 200


def test_a_learner_hands_in_and_the_teacher_finds_it(client, north, tomas):
    address = f"/c/north/offerings/learn/{tomas.pk}/{keys(tomas)[0]}/"
    assert signed_in(client, "tomas").post(address, {"work": "Two cups."})["Location"] == f"/me/learning/{tomas.pk}/"
    assert "Two cups." in text(signed_in(client, "teacher").get(f"/c/north/offerings/enrolments/{tomas.pk}/"))
    assert "Activity 1.1" in text(client.get(f"/c/north/offerings/{tomas.offering_id}/group/"))
    assert client.post(address, {"work": "Not mine."}).status_code == 403
    with in_community(north.pk):
        assert [mark.work for mark in Mark.objects.all()] == ["Two cups."]


def test_a_teacher_marks_one_activity_of_everyone(client, north, offering, tomas):
    bo = an_enrolment(offering, "bo")
    address = f"/c/north/offerings/{offering.pk}/activities/{keys(tomas)[1]}/"
    sent = {f"{tomas.pk}-level": "3", f"{tomas.pk}-comment": "Good.", f"{bo.pk}-score": "95.5"}
    assert signed_in(client, "teacher").post(address, sent).status_code == 302
    with in_community(north.pk):
        marks = {
            mark.enrolment_id: (mark.level, mark.score and str(mark.score), mark.comment) for mark in Mark.objects.all()
        }
    assert marks == {tomas.pk: (3, None, "Good."), bo.pk: (4, "95.50", "")}
    assert (
        client.post(address, {f"{bo.pk}-level": "2", f"{bo.pk}-score": "95.5"}).status_code == 302
    )  # the level changed
    with in_community(north.pk):
        assert Mark.objects.get(enrolment=bo).level == 2


def test_a_mark_that_cannot_be_saved_is_explained_and_nothing_is_kept(client, north, tomas):
    one, two, *_ = keys(tomas)
    address = f"/c/north/offerings/enrolments/{tomas.pk}/"
    sent = signed_in(client, "teacher").post(address, {f"{one}-level": "3", f"{two}-comment": "No level."})
    assert sent.status_code == 422
    assert "Choose a level or give a score." in text(sent)
    with in_community(north.pk):
        assert not Mark.objects.exists()


@pytest.mark.parametrize(
    "path", ["offerings/enrolments/{tomas.pk}/", "offerings/{tomas.offering_id}/activities/{key}/"]
)
def test_only_teachers_mark(client, north, people, tomas, path):
    address = "/c/north/" + path.format(tomas=tomas, key=keys(tomas)[0])
    assert answers(client, address) == [302, 404, 403, 200]
    assert answers(client, address, "post") == [302, 404, 403, 302]
    assert signed_in(client, "tomas").post(address, {f"{keys(tomas)[0]}-level": "4"}).status_code == 404


def test_a_teacher_who_learns_in_the_group_does_not_mark_themselves(client, north, offering):
    own = an_enrolment(offering, "teacher")
    sent = signed_in(client, "teacher").post(f"/c/north/offerings/enrolments/{own.pk}/", {f"{keys(own)[0]}-level": "4"})
    assert sent.status_code == 422
    assert "own work" in text(sent)


def test_a_guardian_reads_their_child_alone_and_each_look_is_written_down(client, north, south, tomas):
    bo = an_enrolment(tomas.offering, "bo")
    alone = an_enrolment(an_offering(north), "bo")
    a_guardianship(south, "marta", "tomas")
    signed_in(client, "marta")
    assert "tomas" in text(client.get("/me/"))
    with as_person(tomas.person_id):
        assert not AccessLog.objects.exists()  # the name alone is no look
    assert "Boats" in text(client.get("/me/children/"))
    assert client.get(f"/me/children/{tomas.person_id}/{tomas.card_id}/").status_code == 200
    assert client.get(f"/c/north/offerings/learn/{tomas.pk}/{keys(tomas)[0]}/").status_code == 200
    for address in (
        f"/me/children/{bo.person_id}/{bo.card_id}/",
        f"/me/children/{tomas.person_id}/{alone.card_id}/",
        f"/c/north/offerings/learn/{bo.pk}/{keys(bo)[0]}/",
    ):
        assert client.get(address).status_code == 404
    client.get("/me/children/")  # the same thing on the same day is one look
    with as_person(tomas.person_id):
        assert sorted(str(look.what) for look in AccessLog.objects.all()) == [
            "How far you are",
            "How far you are: Boats",
            "Your work: Boats, Activity 1.1",
        ]
    page = text(signed_in(client, "tomas").get("/me/who-looked/"))
    assert "marta" in page
    assert "How far you are" in page


def test_a_guardian_hands_in_nothing_for_the_child(client, north, south, tomas):
    a_guardianship(south, "marta", "tomas")
    address = f"/c/north/offerings/learn/{tomas.pk}/{keys(tomas)[0]}/"
    answer = signed_in(client, "marta").post(address, {"work": "Mine."})
    assert answer.status_code == 404
    assert "puddle" not in text(answer)  # a refused request keeps no look, so it shows nothing
    assert (
        client.put(f"/api/v1{address.replace('/offerings', '')}", {"work": "Mine."}, "application/json").status_code
        == 404
    )
    with in_community(north.pk):
        assert not Mark.objects.exists()


def test_only_the_learner_hands_in(client, north, south, people, tomas):
    address = f"/c/north/offerings/learn/{tomas.pk}/{keys(tomas)[0]}/"
    for who, expected in (("teacher", 403), ("learner", 403), ("stranger", 404)):
        assert signed_in(client, who).post(address, {"work": "Mine."}).status_code == expected, who
    with in_community(north.pk):
        assert not Mark.objects.exists()


def test_an_ended_guardianship_opens_nothing(client, north, south, tomas):
    a_guardianship(south, "marta", "tomas")
    with in_community(south.pk):
        end_guardianship(GuardianshipRecord.objects.get())
    signed_in(client, "marta")
    assert client.get(f"/me/children/{tomas.person_id}/{tomas.card_id}/").status_code == 404
    assert client.get(f"/c/north/offerings/learn/{tomas.pk}/{keys(tomas)[0]}/").status_code == 404
    with pytest.raises(NotGuardian), as_guardian(tomas.person_id, a_person("marta"), what=gettext_lazy("x")):
        own_standings()
    with as_person(tomas.person_id):
        assert not AccessLog.objects.exists()


def test_a_guardianship_recorded_twice_lasts_until_both_are_ended(north, south, tomas):
    a_guardianship(south, "marta", "tomas")
    a_guardianship(north, "marta", "tomas")
    for place in (south, north):
        with as_guardian(tomas.person_id, a_person("marta"), what=gettext_lazy("x")):
            assert len(own_standings()) == 1
        with in_community(place.pk):
            end_guardianship(GuardianshipRecord.objects.get())
    with pytest.raises(NotGuardian), as_guardian(tomas.person_id, a_person("marta"), what=gettext_lazy("x")):
        own_standings()


def test_a_look_cannot_be_unwritten(tomas, south):
    a_guardianship(south, "marta", "tomas")
    with as_guardian(tomas.person_id, a_person("marta"), what=gettext_lazy("x")):
        pass
    with as_person(tomas.person_id):
        AccessLog.objects.all().delete()  # what only an erasure may
        assert AccessLog.objects.count() == 1
        with pytest.raises(Exception, match="permission denied"):
            AccessLog.objects.update(who_name="y")


def test_a_teacher_goes_on_to_whose_work_waits_next(client, north, offering, tomas):
    a_member(north, "lea", "learner")
    lea = an_enrolment(offering, "lea", home=north)
    address = f"/c/north/offerings/enrolments/{tomas.pk}/"
    assert "Next to mark" not in text(signed_in(client, "teacher").get(address))
    a_submission(lea)
    assert f'href="/c/north/offerings/enrolments/{lea.pk}/#' in text(signed_in(client, "teacher").get(address))


def test_the_community_home_shows_teachers_what_to_mark_and_learners_how_far_they_are(client, north, offering):
    a_member(north, "ann", "learner")
    a_submission(an_enrolment(offering, "ann"), 0)
    other = an_offering(north, title="Somebody else’s group")
    a_submission(an_enrolment(other, "ann"), 1)
    page = text(signed_in(client, "teacher").get("/c/north/"))
    assert "1 to mark" in page
    assert "Somebody else’s group" not in page
    page = text(signed_in(client, "ann").get("/c/north/"))
    assert "1 of 4 steps" in page
    assert "1 to mark" not in page


def test_the_group_is_searched_by_name_and_exported(client, north, south, offering, tomas):
    an_enrolment(offering, "bo", display_name="=Bo")
    a_mark(tomas, 1, level=3)
    address = f"/c/north/offerings/{offering.pk}/group"
    page = text(signed_in(client, "teacher").get(f"{address}/", {"name": "TOM"}))
    table = page[page.index("<tbody") :]
    assert ("tomas" in table, "=Bo" in table) == (True, False)
    assert "Nobody here is called" in text(client.get(f"{address}/", {"name": "<Zoe>"}))
    lines = b"".join(client.get(f"{address}.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert lines == [
        "Learner,Comes from,1.1 Activity 1.1,1.2 Activity 1.2,2.1 Activity 2.1,2.2 Activity 2.2",
        "'=Bo,,,,,",
        "tomas,South,,3,,",
    ]


def test_a_very_large_group_is_exported_by_a_job(client, north, offering, tomas):
    people = Person.objects.bulk_create(Person(username=f"many{number}") for number in range(500))
    a_mark(tomas, 1, level=3)
    with in_community(north.pk):
        about = {"offering": offering, "card_id": offering.pk}
        Enrolment.objects.bulk_create(Enrolment(person=one, display_name=one.username, **about) for one in people)
    address = f"/c/north/offerings/{offering.pk}/group.csv"
    assert "about 501 rows" in text(signed_in(client, "teacher").get(address))
    job = client.post(address)["Location"]
    run_waiting()
    made = client.get(client.get(f"/api/v1{job}").json()["result"])
    lines = b"".join(made.streaming_content).decode("utf-8-sig").splitlines()
    assert (len(lines), lines[-1]) == (502, "tomas,South,,3,,")


def test_many_activities_are_shown_a_unit_at_a_time(client, north):
    offering = an_offering(north, version=a_version(north, "Long", units=5, activities=3))
    an_enrolment(offering, "ann")
    page = text(signed_in(client, "founder-of-north").get(f"/c/north/offerings/{offering.pk}/group/"))
    assert ("Activity 1.3" in page, "Activity 2.1" in page, "Unit 5" in page) == (True, False, True)


def test_the_pages_ask_the_same_number_of_queries_at_one_and_at_thirty_rows(client, north, south):
    version = a_version(north)
    teacher = a_member(north, "teacher", "teacher")
    a_member(north, "learner", "learner")
    offering = an_offering(north, version=version, teachers=(teacher,))
    first = an_enrolment(offering, "learner0")
    address = f"/c/north/offerings/{offering.pk}"
    pages = [
        ("teacher", f"{address}/group/"),
        ("teacher", f"{address}/activities/{keys(first)[0]}/"),
        ("teacher", f"/c/north/offerings/enrolments/{first.pk}/"),
        ("teacher", "/c/north/"),
        ("learner", "/c/north/"),
        ("learner", "/me/"),
        ("learner", "/me/learning/"),
    ]

    def grow(first_number, last_number):
        for number in range(first_number, last_number):
            enrolment = an_enrolment(offering, f"learner{number}")
            a_mark(enrolment, 0)
            a_submission(enrolment, 1)
            another = an_enrolment(an_offering(north, version=version, teachers=(teacher,)), "learner")
            a_mark(another, 0)
            a_submission(another, 1)

    def counted():
        return [queries(signed_in(client, username), page) for username, page in pages]

    grow(0, 1)
    at_one = counted()
    grow(1, 30)
    assert counted() == at_one
    assert max(at_one) <= 12
