import os
import signal
import socket
from pathlib import Path
from typing import Protocol

from .account import Account
from .place import Place


class Server(Protocol):
    """One of the two servers, as the supervisor sees it."""

    @property
    def place(self) -> Place: ...
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def stop_signal(self) -> signal.Signals: ...
    @property
    def pid_file(self) -> Path: ...

    def prepare(self, account: Account | None) -> None:
        """Make what the server needs at its first start."""

    def command(self, account: Account | None) -> list[str]:
        """The program and its options; its folder is among them, by which a running one is recognised."""

    def configuration(self) -> bytes:
        """What the program is to read, kept from the list of processes."""

    def answers(self) -> bool | None:
        """True when it serves, False when it is not there yet, None when nothing listens."""


def ask(place: Place, name: str, socket_name: str, question: bytes) -> bytes | None:
    """The first bytes of a server's answer, None when nothing listens."""
    try:
        with _connect(place, name, socket_name) as connection:
            connection.sendall(question)
            return connection.recv(512)
    except TimeoutError:
        return b""
    except OSError:
        return None


def make_folder(path: Path, account: Account | None) -> None:
    """A folder for a server alone."""
    if not path.is_dir():
        path.mkdir(mode=0o700)
        if account:
            os.chown(path, account.uid, account.gid)


def _connect(place: Place, name: str, socket_name: str) -> socket.socket:
    if place.ports:
        return socket.create_connection(("127.0.0.1", place.ports[name]), timeout=2)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(2)
    try:
        connection.connect(str(place.sockets / socket_name))
    except OSError:
        connection.close()
        raise
    return connection
