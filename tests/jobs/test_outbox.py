from uuid import uuid4

import pytest

from jobs.models import Job
from jobs.outbox import enqueue, run, run_waiting
from tests.jobs.tasks import done

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_done():
    done.clear()


def test_a_job_is_done_once_with_its_arguments_and_leaves_the_outbox():
    someone = uuid4()
    job = enqueue("tests.note", someone, "text", {"a": [1, None]})
    assert run(job) is True
    assert run(job) is False
    assert [(someone, "text", {"a": [1, None]})] == done
    assert Job.objects.count() == 0


def test_an_unknown_task_is_refused():
    with pytest.raises(LookupError):
        enqueue("tests.nobody_wrote_this")


def test_a_failed_job_waits_longer_each_time_and_says_why():
    job = enqueue("tests.fail", "first\nsecond")
    assert run_waiting() == 0
    row = Job.objects.get(pk=job)
    assert (row.attempts, row.problem) == (1, "RuntimeError: first")
    assert row.not_before is not None
    assert run(job) is False
    assert Job.objects.get(pk=job).attempts == 1
