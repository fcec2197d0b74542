"""Real commands and real servers, seen from outside."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import psycopg

PLATFORM = Path(__file__).parents[2] / "platform"
WAITING = ["sh", "-c", "echo here; exec cat"]


class Machine:
    """Commands that share one data folder."""

    def __init__(self, **variables: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="rhizome-test-"))
        self.folder.chmod(0o711)  # tmp_path is closed to the servers' user
        self.env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(PLATFORM), "RHIZOME_FSYNC": "off"}
        self.env |= {"RHIZOME_DATA": str(self.folder / "data"), **variables}
        self.begun: list[subprocess.Popen[str]] = []

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *words]
        return subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=60, check=False)

    def begin(self, *words: str) -> subprocess.Popen[str]:
        """A command that has the services and waits until its input ends."""
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        command = [sys.executable, *(words or ("-m", "embedded", *WAITING))]
        heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # also where a shell had this one ignore Ctrl-C
        process = subprocess.Popen(
            command, env=self.env, text=True, start_new_session=True, preexec_fn=heeding, **pipes
        )  # fmt: skip
        self.begun.append(process)
        assert process.stdout
        assert process.stdout.readline() == "here\n"
        return process

    def environment(self) -> dict[str, str]:
        printed = self.run("-c", "import embedded, json; print(json.dumps(embedded.environment()))")
        answer: dict[str, str] = json.loads(printed.stdout)
        return answer

    @cached_property
    def addresses(self) -> dict[str, str]:
        return self.environment()

    def sql(self, variable: str, statement: str) -> list[Any]:
        with psycopg.connect(self.addresses[variable], autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def running(self) -> list[bool]:
        lines = self.run("-m", "embedded").stdout.splitlines()
        return [line.endswith(": running") for line in lines[1:]]

    def pid(self, file: str) -> int:
        return int((self.data / file).read_text().split()[0])

    @property
    def data(self) -> Path:
        return Path(self.env["RHIZOME_DATA"])

    def close(self) -> None:
        for process in self.begun:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        if any(self.data.glob("*/*.pid")):
            self.run("-m", "embedded", "true")  # adopts and stops what is left
        shutil.rmtree(self.folder)


def end(process: subprocess.Popen[str]) -> None:
    process.communicate(timeout=60)


def kill(process: subprocess.Popen[str]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


@contextmanager
def machines() -> Iterator[Callable[..., Machine]]:
    """Make machines, and close them in the end."""
    made: list[Machine] = []

    def make(**variables: str) -> Machine:
        made.append(Machine(**variables))
        return made[-1]

    try:
        yield make
    finally:
        for machine in made:
            machine.close()
