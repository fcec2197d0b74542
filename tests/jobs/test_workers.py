"""Real workers, real brokers, real deaths."""

import json
import os
import signal
import socket
from contextlib import suppress
from uuid import uuid4

import pytest
from celery import current_app

from communities.models import Membership
from jobs import queue
from jobs.models import Due, Job
from jobs.outbox import enqueue
from jobs.tasks import tick
from tenancy.scope import in_community
from tests.factories import a_community, a_member
from tests.jobs.processes import a_worker, python, wait_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_queue(monkeypatch):
    """So that workers of other tests and of a running demo stay out."""
    name = f"tests-{uuid4().hex[:12]}"
    monkeypatch.setattr(current_app.conf, "task_default_queue", name)
    yield name
    with queue._producers(os.getpid()).acquire() as producer:
        producer.channel.queue_delete(name)


def nothing_waits():
    return not Job.objects.exists()


def test_a_worker_does_each_job_once_though_each_is_delivered_twice(own_queue):
    for _ in range(5):
        enqueue("tests.trace", "done")
    tick()
    with a_worker(own_queue):
        wait_for(nothing_waits)
        wait_for(lambda: queue.length() == 0)
    assert Due.objects.filter(kind="done").count() == 5


def test_a_killed_worker_loses_no_job_and_doubles_none(own_queue, tmp_path):
    flag = tmp_path / "begun"
    enqueue("tests.hang", "done", str(flag))
    with a_worker(own_queue) as worker:
        wait_for(flag.exists)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    assert (Job.objects.count(), Due.objects.filter(kind="done").count()) == (1, 0)
    tick()
    with a_worker(own_queue):
        wait_for(nothing_waits)
    assert Due.objects.filter(kind="done").count() == 1


def test_nothing_leaks_between_the_jobs_of_two_communities(own_queue):
    north, south = a_community("north"), a_community("south")
    for community in (north, south):
        a_member(community, f"member-of-{community.slug}")
    enqueue("tests.rename", north.pk, False)
    enqueue("tests.rename", south.pk, True)
    enqueue("tests.look_without_scope")
    with a_worker(own_queue):
        wait_for(lambda: list(Job.objects.values_list("attempts", flat=True)) == [1])
    with in_community(north.pk):
        assert all(m.display_name.count("*") == 1 for m in Membership.objects.all())
    with in_community(south.pk):
        assert all(m.display_name.count("*") == 0 for m in Membership.objects.all())
    assert Due.objects.filter(kind="saw 0").count() == 1
    assert Job.objects.get().problem == "RuntimeError: in the midst of a scope"


ENQUEUE = """
import json
from jobs import queue
from jobs.outbox import enqueue
queue.PAUSE = 1e9  # so that this machine may be as slow as it likes
for _ in range(3):
    enqueue("tests.trace", "done")
down = queue.is_down()
queue.PAUSE = 0
enqueue("tests.trace", "done")
print(json.dumps(down))
"""


@pytest.fixture
def a_mute_broker(tmp_path):
    """It takes calls and never answers: its address, and the calls it took."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "mute"))
        listening.listen(50)

        def calls():
            listening.setblocking(False)
            taken = []
            with suppress(BlockingIOError):
                while True:
                    taken.append(listening.accept()[0])
            for call in taken:
                call.close()
            return len(taken)

        yield f"unix://{tmp_path / 'mute'}", calls


def assert_that_all_is_done_with_a_live_broker(own_queue, jobs):
    assert Job.objects.count() == jobs
    tick()
    with a_worker(own_queue):
        wait_for(nothing_waits)
    assert Due.objects.filter(kind="done").count() == jobs


def test_with_no_broker_writes_succeed_and_jobs_wait(own_queue, tmp_path):
    assert json.loads(python(ENQUEUE, REDIS_URL=f"unix://{tmp_path / 'absent'}").splitlines()[-1]) is True
    assert_that_all_is_done_with_a_live_broker(own_queue, 4)


def test_a_mute_broker_is_called_once_and_again_after_a_pause(own_queue, a_mute_broker):
    address, calls = a_mute_broker
    assert json.loads(python(ENQUEUE, REDIS_URL=address).splitlines()[-1]) is True
    assert calls() == 2
    assert_that_all_is_done_with_a_live_broker(own_queue, 4)
