"""Places by application: who applies, in which order they are drawn, and that anyone can draw it again."""

import json
import subprocess
import sys
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from jobs.outbox import run_waiting
from learners.actions import withdraw
from learners.admissions import draw_again
from learners.admissions.actions import confirm_groups, draw, open_round
from learners.admissions.models import Application, Draw, Round
from learners.admissions.queries import draw_of
from learners.models import Enrolment
from learners.queries import waiting_for
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.admissions.factories import a_draw, a_round, admitting, an_application, offering_of
from tests.curriculum.factories import a_version
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import a_guardianship, an_enrolment, an_offering

pytestmark = pytest.mark.django_db
NAMES = [f"learner{n}" for n in range(8)]


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.BALLOT_KEYS = tmp_path / "keys"


@pytest.fixture
def north():
    return admitting("north")


@pytest.fixture
def south():
    return admitting("south")


def signed_in(username):
    client = Client()
    client.force_login(a_person(username))
    return client


def drawn_again(tmp_path, document):
    """What the program says, run as a process of its own."""
    (tmp_path / "draw.json").write_text(json.dumps(document))
    command = [sys.executable, "-I", "-S", draw_again.__file__, tmp_path / "draw.json"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_under_a_lot_nobody_enrols_before_the_draw_and_elsewhere_as_before(north):
    offering = an_offering(north, capacity=2)
    with pytest.raises(Refused, match="by application"):
        an_enrolment(offering, "ann")
    assert an_enrolment(an_offering(north), "ann").state == "enrolled"  # there is room for everyone
    assert an_enrolment(an_offering(a_community("east"), capacity=2), "ann").state == "enrolled"


def test_a_lottery_commits_first_publishes_all_and_anyone_draws_the_same_order(north, south, tmp_path):
    round_, other = a_round(north, capacity=3), a_round(south)
    codes = {an_application(round_, name).code: name for name in NAMES}
    an_application(other, "elsewhere")
    client, address = Client(), f"/c/north/offerings/{round_.offering_id}/"
    before = client.get(f"{address}draw/").content.decode()
    assert (round_.commitment in before, client.get(f"{address}draw.json").status_code) == (True, 404)
    assert client.get(f"/api/v1{address}draw/").status_code == 404
    made = a_draw(round_).document
    published = json.loads(client.get(f"{address}draw.json").content)
    assert (published, client.get(f"/api/v1{address}draw/").json()) == (made, made)
    assert sha256(made["seed"].encode()).hexdigest() == round_.commitment
    assert not any(name in json.dumps(made) for name in NAMES)
    again = drawn_again(tmp_path, published)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.split()[1::2] == made["result"]
    with in_community(north.pk):
        rows = {one.person.username: one.place for one in Enrolment.objects.select_related("person")}
    order = [codes[code] for code in made["result"]]
    assert rows == dict(zip(order, [None, None, None, 1, 2, 3, 4, 5], strict=True))
    with in_community(south.pk):
        assert not Enrolment.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("seed", "0" * 64, "committed"),
        ("list_hash", "0" * 64, "list of applications"),
        ("result", [], "order is not"),
    ],
)
def test_whoever_changes_what_was_published_is_found_out(north, tmp_path, field, value, said):
    round_ = a_round(north)
    an_application(round_, "ann")
    again = drawn_again(tmp_path, a_draw(round_).document | {field: value})
    assert (again.returncode, said in again.stderr) == (1, True)


def test_the_seed_is_in_no_row_before_the_draw_and_in_no_file_afterwards(north, django_capture_on_commit_callbacks):
    round_ = a_round(north)
    (file,) = Path(settings.BALLOT_KEYS).iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    with in_community(north.pk):
        assert file.read_text() not in str(list(Round.objects.values()))
    with django_capture_on_commit_callbacks(execute=True):
        a_draw(round_)
    assert not list(Path(settings.BALLOT_KEYS).iterdir())


def test_groups_come_first_siblings_and_those_who_stay_by_the_rows_here_others_once_confirmed():
    place = admitting("west", order="first_come", groups=["siblings", "continuing", "near"])
    an_enrolment(an_offering(place), "stays")
    an_enrolment(an_offering(place), "big-sister")
    for child in ("big-sister", "little-brother"):
        a_guardianship(place, "marta", child)
    round_ = a_round(place, capacity=1)
    first = an_application(round_, "first")
    near, bluff = (an_application(round_, name, claims=["near"]) for name in ("near", "bluff"))
    an_application(round_, "stays")
    an_application(round_, "little-brother", claims=["staff"])
    with in_community(place.pk):
        confirm_groups(near, groups=["near"])
        with pytest.raises(Refused, match="do not claim"):
            confirm_groups(first, groups=["near"])
    made = a_draw(round_).document
    with in_community(place.pk):
        names = dict(Application.objects.values_list("code", "person__username"))
        with pytest.raises(Refused, match="closed"), time_machine.travel(round_.closes_at):
            confirm_groups(bluff, groups=["near"])
    assert [names[code] for code in made["result"]] == ["little-brother", "stays", "near", "first", "bluff"]


def test_who_learnt_the_same_curriculum_here_before_comes_first_by_the_rows():
    place = admitting("west", order="first_come", groups=["same_course", "continuing"])
    version = a_version(place)
    an_enrolment(an_offering(place), "other")
    an_enrolment(an_offering(place, version=version), "same")
    round_ = a_round(place, capacity=1, version=version)
    for name in ("other", "same"):
        an_application(round_, name, claims=["same_course"])
    with in_community(place.pk):
        granted = dict(Application.objects.values_list("person__username", "granted"))
    assert granted == {"other": ["continuing"], "same": ["continuing", "same_course"]}


def test_the_draw_comes_at_its_time_by_itself_once_and_tells_everyone(north):
    round_ = a_round(north, capacity=1)
    for name in NAMES[:2]:
        an_application(round_, name)
    run_waiting()
    with in_community(north.pk):
        assert draw_of(round_) is None
        with pytest.raises(Refused, match="still open"):
            draw(round_)
    with time_machine.travel(round_.closes_at + timedelta(minutes=1)):
        run_waiting()
        with in_community(north.pk):
            assert draw(Round.objects.get()).pk == draw_of(round_).pk
    told = []
    for name in NAMES[:2]:
        with as_person(a_person(name).pk):
            told += [one.params["place"] for one in Notice.objects.filter(kind="admissions.drawn")]
    assert sorted(told, key=str) == [1, None]


def test_after_the_draw_a_free_place_goes_to_the_next_drawn_and_newcomers_wait_behind(north):
    round_ = a_round(north, capacity=1)
    for name in NAMES[:3]:
        an_application(round_, name)
    a_draw(round_)
    late = an_enrolment(offering_of(round_), "late")
    with in_community(north.pk):
        winner = Enrolment.objects.get(state="enrolled")
        second = waiting_for(offering_of(round_))[0]
        withdraw(winner, by=winner.person)
        second.refresh_from_db()
    assert (late.place, second.state) == (3, "enrolled")


def test_what_was_opened_and_drawn_is_written_once_and_never_again(north):
    round_ = a_round(north)
    with in_community(north.pk):
        with pytest.raises(Refused, match="opened already"):
            open_round(offering_of(round_), closes_at=timezone.now() + timedelta(days=1), by=a_person("joss"))
        made = a_draw(round_)
        for change in (
            lambda: Round.objects.update(commitment="0" * 64),
            lambda: Draw.objects.update(document={}),
            lambda: Draw.objects.all().delete(),
            lambda: Draw.objects.create(round=round_, document=made.document),
            lambda: Application.objects.create(
                round=Round(pk=made.pk), code="x", number=1, person=a_person("a"), card_id=round_.offering_id
            ),
        ):
            with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
                change()


def test_applying_again_is_the_same_and_withdrawing_is_for_oneself_and_ones_guardian(north, south):
    round_ = a_round(north)
    a_guardianship(south, "marta", "ines")
    address = f"/c/north/offerings/{round_.offering_id}/"
    marta, ines = signed_in("marta"), a_person("ines")
    assert marta.post(f"{address}apply/{ines.pk}/").status_code == 302
    assert marta.post(f"{address}apply/{a_person('nobody').pk}/").status_code == 404
    found = an_application(round_, "ines")
    with in_community(north.pk):
        assert Application.objects.count() == 1
    gone = f"/c/north/offerings/applications/{found.pk}/withdraw/"
    assert signed_in("stranger").post(gone).status_code == 404
    assert "the receipt is " + found.code in marta.get(address).content.decode()
    assert marta.post(gone).status_code == 302
    again = an_application(round_, "ines")
    assert (again.pk, again.code != found.code, again.number) == (found.pk, True, 2)
    with time_machine.travel(round_.closes_at), pytest.raises(Refused, match="closed"):
        an_application(round_, "late")


def test_the_pages_from_opening_to_the_draw(north, south):
    a_member(north, "teacher", "teacher")
    offering = an_offering(north, capacity=1)
    address = f"/c/north/offerings/{offering.pk}/"
    teacher, ann = signed_in("teacher"), signed_in("ann")
    assert "Open applications" in teacher.get(address).content.decode()
    assert ann.post(f"{address}applications/open/", {"last_day": "2036-01-01"}).status_code == 404
    assert teacher.post(f"{address}applications/open/", {"last_day": "2020-01-01"}).status_code == 422
    assert teacher.post(f"{address}applications/open/", {"last_day": "2036-01-01"}).status_code == 302
    assert "Apply for a place" in ann.get(address).content.decode()
    assert ann.post(f"{address}enrol/").status_code == 422
    assert ann.post(f"{address}apply/").status_code == 302
    with in_community(north.pk):
        found = Application.objects.get()
    assert found.code in ann.get("/me/").content.decode()
    assert [one["code"] for one in ann.get("/api/v1/me/applications/").json()["results"]] == [found.code]
    assert found.code in teacher.get(f"{address}applications/").content.decode()
    assert ann.get(f"{address}applications/").status_code == 404
    assert signed_in("founder-of-south").get(f"{address}applications/").status_code == 404


def test_the_pages_ask_as_much_at_one_and_at_thirty(north):
    round_ = a_round(north)
    an_application(round_, "learner0")
    client, address = signed_in("founder-of-north"), f"/c/north/offerings/{round_.offering_id}/"
    pages = [address, f"{address}applications/", f"{address}draw/"]
    at_one = [queries(client, page) for page in pages]
    for number in range(1, 30):
        an_application(round_, f"learner{number}")
    assert [queries(client, page) for page in pages] == at_one
    assert max(at_one) <= 13  # with what its reader needs


def test_brothers_and_sisters_of_who_learns_the_same_now_come_first_by_the_rows():
    place = admitting("west", order="first_come", groups=["siblings_in", "siblings"])
    version = a_version(place)
    an_enrolment(an_offering(place), "learns-another")
    an_enrolment(an_offering(place, version=version), "learns-the-same")
    for guardian, pair in (("marta", ("learns-another", "one")), ("sol", ("learns-the-same", "two"))):
        for child in pair:
            a_guardianship(place, guardian, child)
    round_ = a_round(place, capacity=1, version=version)
    for name in ("one", "two"):
        an_application(round_, name)
    with in_community(place.pk):
        granted = dict(Application.objects.values_list("person__username", "granted"))
    assert granted == {"one": ["siblings"], "two": ["siblings_in", "siblings"]}
