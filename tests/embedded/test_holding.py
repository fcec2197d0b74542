import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator

import pytest

from tests.embedded.machine import Machine, end, kill, machines


@pytest.fixture
def a_machine() -> Iterator[Callable[..., Machine]]:
    with machines() as make:
        yield make


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
    second.wait(60)
    assert (second.returncode, machine.running()) == (128 + signal.SIGTERM, [False, False])


def test_a_signal_makes_a_process_that_holds_leave(a_machine):
    machine = a_machine()
    # Not in one call that blocks: a signal just before it would wait until it returns, in any Python program.
    holding = "import embedded, time; embedded.hold(); print('here', flush=True)\nwhile True: time.sleep(0.05)"
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        holder = machine.begin("-c", holding)
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


def test_nothing_is_made_when_both_servers_are_given(a_machine):
    machine = a_machine(DATABASE_URL="postgres://elsewhere/school", REDIS_URL="redis://elsewhere/0")
    assert machine.run("-c", "import embedded; embedded.hold()").returncode == 0
    assert not machine.data.exists()


def test_a_server_given_from_outside_is_left_to_its_giver(a_machine):
    machine = a_machine(DATABASE_URL="postgres://elsewhere/school")
    shown = "import embedded, os; embedded.hold(); print(sorted(n for n in os.environ if n.endswith(('_URL', 'KEY'))))"
    assert machine.run("-c", shown).stdout == "['DATABASE_URL', 'REDIS_URL', 'SECRET_KEY']\n"
    assert not (machine.data / "postgres").exists()


def test_the_commands_exit_code_is_passed_on(a_machine):
    assert a_machine().run("-m", "embedded", "sh", "-c", "exit 7").returncode == 7
