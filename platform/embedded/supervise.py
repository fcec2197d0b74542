import errno
import os
import socket
import time
from pathlib import Path
from subprocess import Popen

from .account import Account
from .errors import CannotStart
from .keys import open_file
from .process import disown, reap, running, send, spawn
from .servers import Server

SILENCE = 5.0  # seconds a running server may take to listen
PATIENCE = 120.0  # seconds a server may take to recover or to stop
STEP = 0.01
LEFTOVERS = "shared memory block"  # children of a killed postmaster, on their way out


def ensure(server: Server, account: Account | None, *, alone: bool) -> bool:
    """Have the server answer, starting it or, when nobody else uses it, replacing one that is mute. Was it started?"""
    if running(server.pid_file):
        if _comes_up(server):
            return False
        if running(server.pid_file) and not alone:
            raise CannotStart(
                f"{server.title} of {server.place.folder} runs, but not where this command looks for it."
                " Perhaps another command started it with another RHIZOME_TCP: end that one first."
            )
        stop(server)
    _start(server, account)
    return True


def stop(server: Server) -> None:
    """Stop the server and wait until it is gone."""
    deadline = time.monotonic() + PATIENCE
    pid = running(server.pid_file)
    if pid:
        send(pid, server.stop_signal)
    while pid and running(server.pid_file) == pid:
        if time.monotonic() > deadline:
            raise CannotStart(f"{server.title} (process {pid}) doesn't stop.")
        time.sleep(STEP)
        reap()


def _start(server: Server, account: Account | None) -> None:
    _refuse_a_taken_port(server)
    server.prepare(account)
    disown(server.pid_file)
    output = server.place.folder / f"{server.name}.out"
    deadline = time.monotonic() + PATIENCE
    while True:
        process = _launch(server, output, account)
        while process.poll() is None and time.monotonic() < deadline:
            if server.answers():
                return
            time.sleep(STEP)
        reap()
        if LEFTOVERS not in output.read_text(errors="replace") or time.monotonic() > deadline:
            raise CannotStart(_why(server))
        time.sleep(0.2)


def _launch(server: Server, output: Path, account: Account | None) -> Popen[bytes]:
    command = server.command(account)
    descriptor = open_file(output, os.O_WRONLY | os.O_TRUNC)
    try:
        folder = server.pid_file.parent
        return spawn(command, server.configuration(), output=descriptor, folder=folder, account=account)
    except OSError as error:
        who = f" as the user {account.name}" if account else ""
        raise CannotStart(f"{command[0]} can't be run{who}: {error.strerror}.") from error
    finally:
        os.close(descriptor)


def _comes_up(server: Server) -> bool:
    """Wait for a running server: briefly while nothing listens, long while it says it is on its way."""
    begun = time.monotonic()
    while running(server.pid_file):
        answer = server.answers()
        if answer:
            return True
        if time.monotonic() - begun > (SILENCE if answer is None else PATIENCE):
            break
        time.sleep(STEP)
    return False


def _refuse_a_taken_port(server: Server) -> None:
    if not server.place.ports:
        return
    port = server.place.ports[server.name]
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise CannotStart(
            f"Port {port} on 127.0.0.1 is taken by another program, so {server.title} can't use it."
            f" Stop that program, or write another number into {server.place.folder / 'ports.json'}."
        ) from error


def _why(server: Server) -> str:
    folder = server.place.folder
    logs = [folder / f"{server.name}.out", *(folder / "log").glob(f"{server.name}-*.log")]
    last = max((log for log in logs if log.exists()), key=lambda log: log.stat().st_mtime)
    tail = "\n".join(last.read_text(errors="replace").strip().splitlines()[-5:])
    return f"{server.title} did not start. The end of {last}:\n{tail}"
