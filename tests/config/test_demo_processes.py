"""What the demo starts ends with it."""

import os
import signal
import subprocess
import sys
import time

import psutil
from django.conf import settings

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(settings.HERE / "platform")}
SLEEPER = [
    sys.executable,
    "-m",
    "demo.leash",
    sys.executable,
    "-c",
    "import time; print('up', flush=True); time.sleep(60)",
]


def a_leashed_sleeper():
    leash = subprocess.Popen(
        SLEEPER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT, start_new_session=True
    )
    assert leash.stdout.readline() == b"up\n"
    return leash, psutil.Process(leash.pid).children()[0]


def test_a_closed_leash_stops_the_command():
    leash, child = a_leashed_sleeper()
    leash.stdin.close()
    leash.wait(10)
    assert not child.is_running()


def test_a_killed_parent_stops_the_command():
    parent = subprocess.Popen(
        [sys.executable, "-c", f"import subprocess, sys; p = subprocess.Popen({SLEEPER!r}, stdin=subprocess.PIPE, start_new_session=True); print(p.pid, flush=True); p.wait()"],
        stdout=subprocess.PIPE, env=ENVIRONMENT,
    )  # fmt: skip
    leash = psutil.Process(int(parent.stdout.readline()))
    assert parent.stdout.readline() == b"up\n"
    child = leash.children()[0]
    parent.kill()
    parent.wait()
    psutil.wait_procs([leash, child], timeout=10)
    assert not child.is_running()


def test_a_child_that_does_not_listen_is_killed():
    stubborn = [
        sys.executable,
        "-c",
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)",
    ]
    code = "import demo.leash as l, sys; l.PATIENCE = 0.3; sys.exit(l.main(sys.argv[1:]))"
    leash = subprocess.Popen(
        [sys.executable, "-c", code, *stubborn], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT
    )
    assert leash.stdout.readline() == b"up\n"
    child = psutil.Process(leash.pid).children()[0]
    leash.stdin.close()
    assert leash.wait(10) == 256 - signal.SIGKILL
    time.sleep(0.1)
    assert not child.is_running()
