"""Real workers, real brokers, real deaths."""

import json
import os
import signal
import socket
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
import json, time
from django.db import transaction
from jobs.outbox import enqueue
from jobs.queries import queue_is_down
from jobs.models import Job
from jobs import queue
Job.objects.count(), queue.errors()  # a process that has served requests before
took = []
for _ in range(3):
    start = time.monotonic()
    enqueue("tests.trace", "done")
    took.append(time.monotonic() - start)
print(json.dumps([took, queue_is_down()]))
"""


@pytest.fixture
def a_mute_broker(tmp_path):
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "mute"))
        listening.listen(5)
        yield f"unix://{tmp_path / 'mute'}"


@pytest.mark.parametrize("broker", ["absent", "mute"])
def test_with_a_dead_broker_writes_succeed_and_jobs_wait(own_queue, tmp_path, a_mute_broker, broker):
    address = a_mute_broker if broker == "mute" else f"unix://{tmp_path / 'absent'}"
    took, down = json.loads(python(ENQUEUE, REDIS_URL=address).splitlines()[-1])
    assert down is True
    assert max(took) < 1
    assert sum(took[1:]) < 0.1
    assert Job.objects.count() == 3
    tick()
    with a_worker(own_queue):
        wait_for(nothing_waits)
    assert Due.objects.filter(kind="done").count() == 3
