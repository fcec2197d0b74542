"""A big table is made by a job that shows how far it is, for whoever asked for it, and for a day."""

import csv
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace
from uuid import uuid4

import pytest
from celery import current_app
from django.core.files.storage import default_storage
from django.utils import timezone

from files.exporting import clear_exports
from files.models import Export
from funding.posting import Move, post
from jobs.models import Job
from jobs.outbox import enqueue, run_waiting
from jobs.tasks import tick
from tenancy.scope import in_community
from tests.factories import a_community, a_member, a_person
from tests.funding.factories import a_grant, a_posting, the_account
from tests.jobs.processes import a_worker, wait_for

ENTRIES = "/c/north/money/entries.csv"
API = "/api/v1/c/north/exports/"


def books(client, settings, tmp_path):
    """North's, with 1,100 entries, whose founder is signed in; and south's."""
    settings.MEDIA_ROOT = tmp_path
    ann, bob = a_person("ann"), a_person("bob")
    north, south = a_community("north", founder=ann), a_community("south", founder=bob)
    with in_community(south.pk):
        a_grant(memo="Their boat")
    with in_community(north.pk):
        bank, grants = the_account("bank"), the_account("grants")
        post(*[a_posting(Move(bank, grants, number + 1), memo=f"Entry {number}") for number in range(1100)])
    client.force_login(ann)
    return SimpleNamespace(north=north, south=south, ann=ann, bob=bob, bank=bank)


@pytest.fixture
def big(client, settings, tmp_path, db):
    return books(client, settings, tmp_path)


def lines_of(answer):
    return list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def ask(client, address=ENTRIES):
    """Where the progress is told."""
    answer = client.post(address)
    assert answer.status_code == 302
    return answer["Location"]


def result_of(client, progress):
    return client.get(f"/api/v1{progress}").json()["result"]


def test_a_small_table_comes_at_once_and_a_big_one_asks_first(client, big):
    small = client.get(f"{ENTRIES}?text=Entry+7")
    assert small["Content-Type"] == "text/csv; charset=utf-8"
    assert {line["What for"] for line in lines_of(small)} == {"Entry 7"} | {
        f"Entry {n}" for n in range(1100) if str(n).startswith("7")
    }
    page = client.get(ENTRIES).content.decode()
    assert "about 1,100 rows" in page
    assert f'action="{ENTRIES}"' in page
    assert not Job.objects.filter(task="files.export").exists()


def test_the_job_makes_the_file_and_its_progress_leads_there(client, big):
    progress = ask(client, f"{ENTRIES}?kind=other")
    page = client.get(progress).content.decode()
    assert "Waiting to start" in page
    assert 'http-equiv="refresh"' in page
    assert f'hx-get="{progress}"' in page
    run_waiting()
    done = client.get(progress).content.decode()
    assert "See the result" in done
    result = result_of(client, progress)
    assert f'href="{result}"' in done
    lines = lines_of(client.get(result))
    assert len(lines) == 1100
    assert {line["What for"] for line in lines} == {f"Entry {number}" for number in range(1100)}
    assert client.get(result)["Cache-Control"] == "private, no-store"


def test_the_headings_are_in_the_language_of_whoever_asked(client, big):
    client.cookies["django_language"] = "es"
    progress = ask(client)
    client.cookies.pop("django_language")
    run_waiting()
    assert "Fecha" in lines_of(client.get(result_of(client, progress)))[0]


def test_a_file_is_for_whoever_asked_and_may_still_see_what_it_holds(client, big):
    tess = a_member(big.north, "tess", "teacher")
    client.force_login(tess.person)
    progress = ask(client)
    run_waiting()
    result = result_of(client, progress)
    api = f"/api/v1{result}"
    assert (client.get(result).status_code, client.get(api).status_code) == (200, 200)
    for other in (big.ann, big.bob):
        client.force_login(other)
        assert (client.get(result).status_code, client.get(api).status_code) == (404, 404)
        assert client.get(progress).status_code == 404
    with in_community(big.north.pk):
        tess.roles = ["learner"]
        tess.save()
    client.force_login(tess.person)
    assert (client.get(result).status_code, client.get(api).status_code) == (403, 403)
    client.force_login(big.bob)
    assert client.get(result.replace("north", "south")).status_code == 404


def test_a_file_that_is_not_made_or_is_old_is_not_there(client, big):
    progress = ask(client)
    result = result_of(client, progress)
    assert client.get(result).status_code == 404
    run_waiting()
    with in_community(big.north.pk):
        export = Export.objects.get()
        assert default_storage.exists(export.path)
        clear_exports()
        assert Export.objects.exists()
        Export.objects.update(asked_at=timezone.now() - timedelta(days=1, minutes=1))
        assert client.get(result).status_code == 404
        clear_exports()
        assert not Export.objects.exists()
    assert not default_storage.exists(export.path)
    assert Job.objects.get(task="files.clear").not_before > timezone.now() + timedelta(hours=23)


def test_the_api_starts_the_same_job(client, big):
    def send(**body):
        return client.post(API, body, content_type="application/json")

    started = send(kind="funding.account", asked={"account": str(big.bank.pk)})
    assert started.status_code == 202
    run_waiting()
    result = client.get(f"/api/v1/jobs/{started.json()['job']}/").json()["result"]
    lines = lines_of(client.get(f"/api/v1{result}"))
    assert (len(lines), lines[0]["Balance"], lines[-1]["Balance"]) == (1100, "6055.50", lines[-1]["In"])
    assert send(kind="funding.account", asked={"account": str(uuid4())}).status_code == 404
    assert send(kind="funding.account", asked={"account": "x"}).status_code == 404
    assert send(kind="everything").status_code == 400
    client.force_login(a_member(big.north, "lea", "learner").person)
    assert send(kind="funding.entries").status_code == 403
    client.force_login(big.bob)
    assert send(kind="funding.entries").status_code == 404


def test_the_same_job_run_again_makes_the_same_file(client, big):
    progress = ask(client)
    with in_community(big.north.pk):
        export = Export.objects.get()
    for _ in range(2):
        if not Job.objects.filter(task="files.export").exists():
            enqueue("files.export", big.north.pk, export.pk)
        run_waiting()
    assert len(lines_of(client.get(result_of(client, progress)))) == 1100


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_makes_it_while_the_page_tells_how_far_it_is(client, settings, tmp_path, monkeypatch):
    name = f"tests-{uuid4().hex[:12]}"
    monkeypatch.setattr(current_app.conf, "task_default_queue", name)
    books(client, settings, tmp_path)
    monkeypatch.setenv("MEDIA_ROOT", str(tmp_path))
    progress = ask(client)
    tick()
    with a_worker(name):
        wait_for(lambda: not Job.objects.filter(task="files.export").exists())
    told = client.get(f"/api/v1{progress}").json()
    assert (told["state"], told["done"], told["total"], told["label"]) == ("done", 1100, 1100, "entries.csv")
    assert len(lines_of(client.get(told["result"]))) == 1100
