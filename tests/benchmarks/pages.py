"""A dashboard and an API list against bare ones, by one web worker; what they are is in urls.py."""

import http.client
import os
import statistics
import subprocess
import sys
import threading
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from accounts.models import Person
from communities.models import Membership
from demo.processes import wait_until_ready
from tenancy.scope import in_community
from tests.benchmarks.table import Line
from tests.benchmarks.world import World

HERE = Path(__file__).resolve().parents[2]
PORT = 18_765
ROUNDS, SECONDS = 5, 1.5


def measure(world: World) -> list[Line]:
    cookie = f"sessionid={_session(_resident(world))}"
    server = _start()
    try:
        assert wait_until_ready(PORT, [server]), "the server for the benchmark did not start"
        page = _compare("/c/community5/", "/c/community5/bare/", cookie, clients=1)
        rows = _compare("/api/v1/communities/?page_size=50", "/bare/", cookie, clients=8)
    finally:
        server.terminate()
        server.wait(10)
    return [
        Line("signed-in dashboard", page[0], "/s"),
        Line("page that lists ten rows", page[1], "/s"),
        Line("  ratio", page[2], "×", 0.5),
        Line("API list of 50, 8 clients", rows[0], "/s"),
        Line("bare JSON list of 50, 8 clients", rows[1], "/s"),
        Line("  ratio", rows[2], "×", 0.75),
    ]


def _resident(world: World) -> Person:
    """Somebody who belongs to three communities, and runs the one that is measured."""
    person = Person.objects.create(username="resident", name="Resident", password="!")
    for community in world.communities[5:8]:
        with in_community(community.pk):
            Membership.objects.create(person=person, display_name="Resident", roles=["administrator"])
    return person


def _session(person: Any) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.save()
    return str(store.session_key)


def _start() -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE / "platform")]),
        "DB_POOL": "10",
    }
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{PORT}", "--worker-class", "gthread",
               "--threads", "8", "--no-control-socket", "--log-level", "error"]  # fmt: skip
    return subprocess.Popen(command, cwd=HERE, env=environment, stderr=subprocess.DEVNULL)


def _compare(address: str, bare: str, cookie: str, *, clients: int) -> tuple[float, float, float]:
    for one in (address, bare):
        _rate(one, cookie, clients, 0.5)
    pairs = [(_rate(address, cookie, clients, SECONDS), _rate(bare, cookie, clients, SECONDS)) for _ in range(ROUNDS)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def _rate(address: str, cookie: str, clients: int, seconds: float) -> float:
    """Answers a second that so many clients get together."""
    done, end = [0] * clients, time.perf_counter() + seconds

    def ask(number: int) -> None:
        link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
        while time.perf_counter() < end:
            link.request("GET", address, headers={"Cookie": cookie})
            answer = link.getresponse()
            answer.read()
            assert answer.status == 200, (address, answer.status)
            done[number] += 1
        link.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / seconds
