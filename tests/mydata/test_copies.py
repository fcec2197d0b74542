"""Everything about somebody in one file: all of theirs, and nothing of anybody else's."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from communities.governance.proposals.talking import comment
from jobs.outbox import run_waiting
from learners.models import AccessLog
from learners.mydata.actions import ask_for_copy, clear_copies, forget_copy
from learners.mydata.archive import pack
from learners.mydata.models import Copy
from learners.mydata.parts import LEFT_OUT, SECRET, own_parts
from learners.mydata.queries import copies
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.consents.factories import as_guardian_of, as_learner, born
from tests.factories import a_community, a_member, a_person
from tests.governance.factories import a_rule, a_talk
from tests.learners.factories import a_guardianship
from tests.mydata.factories import a_copy, lives, opened, parts, table

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    """Ann learns here and in the south, and so does Bo: each has written, shown, agreed and planned something."""
    a_community("network", kind="network")
    north = a_community("north", country="ES")
    for name in ("ann", "bo"):
        a_member(north, name, "learner", "member")
    return north


@pytest.fixture
def south():
    return a_community("south", country="ES")


def test_a_copy_has_everything_of_its_person_and_nothing_of_others(north, south):
    lives("ann", north, south)
    lives("bo", north)
    lives("cleo", south)
    a_rule(north)
    talk = a_talk(a_member(north, "dan", "administrator"))
    with in_community(north.pk):
        for name in ("ann", "bo"):
            member = a_person(name).memberships.get()
            comment(talk, text=f"thus spoke {name}", by=member)
    copy = a_copy("ann")
    found = parts(copy)
    assert len(found["learners.enrolment"]) == 2
    assert {one["community"] for one in found["evidence.evidence"]} == {"north", "south"}
    assert [one["text"] for one in found["governance.comment"]] == ["thus spoke ann"]
    assert [one["text"] for one in found["consents.profileentry"]] == ["tides and ann"]
    assert [one["words"] for one in found["plans.goal"]] == ["sail like ann"]
    assert found["accounts.person"][0]["username"] == "ann"
    text = opened(copy).read("data.json").decode()
    for other in ("bo", "cleo"):
        assert f" {other}" not in text
        assert str(a_person(other).pk) not in text
    files = [name for name in opened(copy).namelist() if name.startswith("files/")]
    assert sorted(name.split("/")[1] for name in files) == ["north", "south"]
    assert copy.files == 2
    assert copy.rows == sum(map(len, found.values()))


def test_tables_are_harmless_in_spreadsheets_and_the_index_counts_them(north):
    lives("ann", north)
    copy = a_copy("ann")
    assert [one["work"] for one in table(copy, "progress.mark.csv")] == ["'=work of ann"]
    index = opened(copy).read("index.html").decode()
    assert "<script" not in index
    assert 'href="progress.mark.csv"' in index
    assert '<html lang="en" dir="ltr">' in index


def test_what_lets_somebody_in_is_not_in_it(north):
    lives("ann", north)
    copy = a_copy("ann")
    columns = {column for rows in parts(copy).values() for row in rows for column in row}
    assert not [one for one in columns if SECRET.search(one)]
    assert a_person("ann").password.encode() not in opened(copy).read("data.json")


def test_no_table_of_a_persons_rows_is_left_out():
    """As PostgreSQL itself knows them: by the policies that show rows to their person."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tablename FROM pg_policies WHERE policyname ~ '^(person_rows|tenant_own_|shared_own_)'"
        )
        tables = {name for (name,) in cursor.fetchall()}
    taken = {part.model._meta.db_table for part in own_parts()}
    assert tables - taken == {label for label in LEFT_OUT if label.count(".") == 1}
    assert len(taken) > 25


def test_files_beyond_the_room_are_named_and_stay_where_they_are(north, tmp_path):
    lives("ann", north)
    with as_person(a_person("ann").pk), (tmp_path / "copy.zip").open("wb") as file:
        packed = pack(file, a_person("ann"), most=10)
    assert (packed.files, len(packed.beyond)) == ([], 1)


def test_a_copy_is_made_once_a_day_told_of_and_gone_after_a_week(north):
    copy = a_copy("ann")
    with as_person(a_person("ann").pk):
        assert [one.kind for one in Notice.objects.all()] == ["mydata.made"]
    with as_learner("ann") as who, pytest.raises(Refused, match="24 hours"):
        ask_for_copy(who)
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        assert default_storage.exists(copy.path)
        run_waiting()
        with as_person(a_person("ann").pk):
            assert not Copy.objects.exists()
        a_copy("ann")
    with as_person(a_person("ann").pk):
        clear_copies()
        assert Copy.objects.count() == 1


def test_deleting_a_copy_does_not_get_round_one_a_day(north):
    copy = a_copy("ann")
    with as_learner("ann") as who:
        forget_copy(copy)
        with pytest.raises(Refused, match="deleted it"):
            ask_for_copy(who)
        assert not copies(who).exists()
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        a_copy("ann")
    with as_learner("ann") as who:
        assert copies(who).count() == 1


def test_one_that_is_deleted_while_it_is_made_is_not_made_and_counts_as_asked(north):
    with as_learner("ann") as who:
        copy = ask_for_copy(who)
        forget_copy(copy)
    run_waiting()
    assert not default_storage.exists(copy.path)
    with as_learner("ann") as who, pytest.raises(Refused, match="deleted it"):
        ask_for_copy(who)


def test_a_guardian_takes_a_copy_of_a_young_child_who_sees_it(north, client):
    a_guardianship(north, "gil", "ann")
    born(north, "ann", date(timezone.now().year - 9, 1, 1))
    copy = a_copy("ann", guardian="gil")
    client.force_login(a_person("gil"))
    address = reverse("mydata-child-download", args=[a_person("ann").pk, copy.pk])
    answer = client.get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    with as_person(a_person("ann").pk):
        seen = {(one.who_name, str(one.what)) for one in AccessLog.objects.all()}
    assert ("gil", "Asked for a copy of everything about you") in seen
    assert ("gil", "Took away a copy of everything about you") in seen
    with as_person(a_person("gil").pk):
        assert [one.kind for one in Notice.objects.all()] == ["mydata.made_of_child"]
    born(north, "ann", date(timezone.now().year - 15, 1, 1))
    assert client.get(address).status_code == 409
    with as_guardian_of("ann", "gil") as who, pytest.raises(Refused, match="old enough"):
        ask_for_copy(who)


@pytest.mark.parametrize("who", ["ann", "bo", ""])
@pytest.mark.parametrize("route", ["mydata-download", "api-mydata-copy"])
def test_only_its_person_downloads_it(north, client, route, who):
    copy = a_copy("ann")
    if who:
        client.force_login(a_person(who))
    answer = client.get(reverse(route, args=[copy.pk]))
    anonymous = 302 if route == "mydata-download" else 401
    assert answer.status_code == {"ann": 200, "bo": 404, "": anonymous}[who]


@pytest.mark.parametrize("route", ["mydata-ask", "api-mydata-copies"])
def test_the_page_and_the_api_ask_and_show(north, client, route):
    client.force_login(a_person("ann"))
    assert "No copy yet" in client.get(reverse("mydata-home")).text
    assert client.post(reverse(route)).status_code in (302, 202)
    assert "is being made" in client.get(reverse("mydata-home")).text
    again = client.post(reverse(route))
    assert (again.status_code, "being made already" in again.text) == (409, True)
    run_waiting()
    page = client.get(reverse("mydata-home"))
    assert "Download" in page.text
    (row,) = client.get(reverse("api-mydata-copies")).json()["results"]
    assert client.delete(reverse("api-mydata-copy", args=[row["id"]])).status_code == 204
    assert client.get(reverse("mydata-download", args=[row["id"]])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_who_ask_at_once_one_copy_comes():
    a_community("north")
    ann, both = a_person("ann"), Barrier(2)

    def ask(_number):
        both.wait()
        try:
            with as_learner("ann") as who:
                ask_for_copy(who)
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "asked"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(ask, range(2))) == ["asked", "refused"]
    with as_person(ann.pk):
        assert Copy.objects.count() == 1
