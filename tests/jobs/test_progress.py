from uuid import uuid4

import pytest

import tests.jobs.tasks  # noqa: F401 (makes its tasks known)
from jobs import progress
from jobs.outbox import enqueue, run
from tests.factories import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return a_person("ann")


@pytest.fixture
def job(ann):
    job = enqueue("tests.note")
    progress.start(job, 40, person_id=ann.pk, label="Export", then="/somewhere/")
    return job


def test_work_waits_runs_and_is_done(ann, job):
    def seen():
        found = progress.read(job, person_id=ann.pk)
        return found.state, found.done, found.total

    assert seen() == ("waiting", 0, 40)
    progress.advance(job, 10, total=50)
    assert seen() == ("running", 10, 50)
    run(job)
    assert seen() == ("done", 50, 50)


def test_work_that_failed_says_so(ann):
    job = enqueue("tests.fail", "why")
    progress.start(job, 40, person_id=ann.pk)
    run(job)
    assert progress.read(job, person_id=ann.pk).state == "failed"


def test_the_page_follows_the_work_and_then_leads_to_its_result(client, ann, job):
    client.force_login(ann)
    progress.advance(job, 10)
    page = client.get(f"/jobs/{job}/").content.decode()
    assert '<progress id="job" max="40" value="10">' in page
    assert f'hx-get="/jobs/{job}/"' in page
    assert 'http-equiv="refresh"' in page
    part = client.get(f"/jobs/{job}/", headers={"HX-Request": "true"}).content.decode()
    assert "<progress" in part
    assert "<html" not in part
    run(job)
    page = client.get(f"/jobs/{job}/").content.decode()
    assert 'href="/somewhere/"' in page
    assert "hx-get=" not in page.split("<main")[1]
    assert 'http-equiv="refresh"' not in page


def test_the_api_tells_the_same(client, ann, job):
    client.force_login(ann)
    progress.advance(job, 10)
    assert client.get(f"/api/v1/jobs/{job}/").json() == {
        "id": str(job),
        "label": "Export",
        "state": "running",
        "done": 10,
        "total": 40,
        "result": "/somewhere/",
    }


@pytest.mark.parametrize("path", ["/jobs/{}/", "/api/v1/jobs/{}/"])
def test_only_the_person_who_started_the_work_sees_it(client, job, path):
    assert client.get(path.format(job)).status_code in (302, 401)
    client.force_login(a_person("bob"))
    assert client.get(path.format(job)).status_code == 404
    assert client.get(path.format(uuid4())).status_code == 404


def test_a_job_tells_how_far_it_is_without_knowing_its_number(ann):
    job = enqueue("tests.tell", 3, 7)
    progress.start(job, person_id=ann.pk)
    progress.tell(1, total=9)  # no job runs here
    assert progress.read(job, person_id=ann.pk).done == 0
    run(job)
    assert progress.read(job, person_id=ann.pk).total == 7
