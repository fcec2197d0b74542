"""Processes of their own that speak to the test's database."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

import tests.jobs.tasks  # noqa: F401 (a test without them would hand nothing over)
from config.settings import env

ROOT = Path(settings.HERE)


def environment(**others):
    address = urlsplit(env("DATABASE_URL"))._replace(path=f"/{connection.settings_dict['NAME']}")
    return {
        **os.environ,
        "DATABASE_URL": address.geturl(),
        "REDIS_URL": settings.REDIS_URL,
        "SECRET_KEY": settings.SECRET_KEY,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "platform")]),
        **others,
    }


def python(code, **env):
    """What a small program prints."""
    prepared = f"import django; django.setup(); import tests.jobs.tasks\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", prepared],
        env=environment(DJANGO_SETTINGS_MODULE="config.settings", **env),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def a_worker(queue):
    options = [
        "-P",
        "solo",
        "-Q",
        queue,
        "-I",
        "tests.jobs.tasks",
        "--without-gossip",
        "--without-mingle",
        "-l",
        "info",
    ]
    started = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "config", "worker", *options],
        env=environment(),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield started
    finally:
        started.kill()
        print(started.communicate(timeout=30)[0])  # shown when the test fails


def wait_for(condition, seconds=40):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
