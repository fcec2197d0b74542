import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from .account import Account

CLEAN = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}

NOBODY = 2**22 + 1  # above every system's pids

_children: list[subprocess.Popen[bytes]] = []


def spawn(
    command: list[str], configuration: bytes, *, output: int, folder: Path, account: Account | None
) -> subprocess.Popen[bytes]:
    """Start a server in a session of its own, where a Ctrl-C meant for our command doesn't reach it."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=output,
        cwd=folder,
        env=CLEAN,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        umask=0o077,
        start_new_session=True,
    )
    assert process.stdin
    process.stdin.write(configuration)
    process.stdin.close()
    _children.append(process)
    return process


def running(pid_file: Path) -> int | None:
    """The pid in the file, if that process runs in the file's folder and is no stranger with a number used again."""
    try:
        pid = int(pid_file.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None
    return pid if pid > 0 and f" {pid_file.parent} " in _command_of(pid) else None


def send(pid: int, number: signal.Signals) -> None:
    """Signal a process that may be gone by now."""
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def disown(pid_file: Path) -> None:
    """Name nobody in the pid file of a dead server; PostgreSQL finds a dead one's children by what else is in it."""
    with suppress(FileNotFoundError), open(os.open(pid_file, os.O_RDWR | os.O_NOFOLLOW), "r+") as file:
        _pid, *rest = file.read().split("\n")
        file.seek(0)
        file.truncate()
        file.write("\n".join([str(NOBODY), *rest]))


def reap() -> None:
    """Let go of the servers we started that have ended."""
    for child in list(_children):
        if child.poll() is not None:
            _children.remove(child)


def _command_of(pid: int) -> str:
    """A process's words, a space after each; none when it is gone or only waits to be reaped."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").replace("\0", " ")
        except OSError:
            return ""
    listed = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return f"{listed.stdout.rstrip()} "
