"""The three processes of an installation on one machine: web server, worker, beat."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files import locks

HERE = Path(__file__).resolve().parents[2]


def becomes_free(port: int, seconds: float = 5) -> bool:
    """Whether nobody has the port; what a killed demo leaves behind is given some time to go."""
    end = time.monotonic() + seconds
    while not (free := is_free(port)) and time.monotonic() < end:
        time.sleep(0.1)
    return free


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until nobody else is within a block with this file."""
    with path.open("w") as file:
        locks.lock(file, locks.LOCK_EX)
        yield


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def start(port: int, logs: Path) -> list[subprocess.Popen[bytes]]:
    """Start all three, each on a leash; their words go to files in `logs`."""
    python, beat_state = sys.executable, settings.DATA / f"beat-{port}"
    celery = [python, "-m", "celery", "-A", "config", "--quiet"]
    commands = {
        "web": [python, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread",
                "--threads", "8", "--graceful-timeout", "3", "--no-control-socket"],
        "worker": [*celery, "worker", "--pool", "threads", "--concurrency", "2", "--without-gossip", "--without-mingle",
                   "--hostname", f"demo{port}@%h"],
        "beat": [*celery, "beat", "--schedule", str(beat_state), "--pidfile", ""],
    }  # fmt: skip
    shared = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE / "platform")]),
        "SITE_URL": f"http://localhost:{port}",
        "NETWORK_NAME": os.environ.get("NETWORK_NAME", "Seven Rivers"),
    }
    logs.mkdir(parents=True, exist_ok=True)
    return [_leashed(name, command, shared, logs) for name, command in commands.items()]


def _leashed(name: str, command: list[str], shared: dict[str, str], logs: Path) -> subprocess.Popen[bytes]:
    environment = shared | ({"DB_POOL": "10"} if name == "web" else {})
    with (logs / f"{name}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "demo.leash", *command],
            stdin=subprocess.PIPE, stdout=log, stderr=log, cwd=HERE, env=environment, start_new_session=True,
        )  # fmt: skip


def wait_until_ready(port: int, processes: list[subprocess.Popen[bytes]], seconds: float = 60) -> bool:
    """True when pages are served; False when a process ended or time ran out."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and all(p.poll() is None for p in processes):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """Close the leashes, then wait for what hangs on them."""
    for process in processes:
        if process.stdin:
            process.stdin.close()
    for process in processes:
        process.wait(20)
