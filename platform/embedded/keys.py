import json
import os
import secrets
import socket
from contextlib import suppress
from pathlib import Path
from typing import TypedDict

from .account import is_root


class Keys(TypedDict):
    """What a data folder keeps to itself."""

    secret_key: str
    superuser: str
    owner: str
    app: str
    valkey: str
    sockets: str


def read_keys(folder: Path) -> Keys:
    """The passwords of a data folder, made at its first use."""
    path = folder / "keys.json"
    if not path.exists():
        _write_once(path, {name: secrets.token_urlsafe(48 if name == "secret_key" else 24) for name in _names()})
    keys: Keys = json.loads(path.read_text())
    return keys


def read_ports(folder: Path) -> dict[str, int]:
    """The loopback ports of a data folder: free ones at its first use, the same ever after."""
    path = folder / "ports.json"
    if not path.exists():
        _write_once(path, _free_ports("postgres", "valkey"))
    ports: dict[str, int] = json.loads(path.read_text())
    return ports


def open_file(path: Path, flags: int) -> int:
    """Open or make a file that only its folder's owner (and root) may read."""
    descriptor = os.open(path, flags | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    if is_root():
        owner = path.parent.stat()
        os.fchown(descriptor, owner.st_uid, owner.st_gid)
    return descriptor


def _names() -> list[str]:
    return list(Keys.__annotations__)


def _write_once(path: Path, content: dict[str, str] | dict[str, int]) -> None:
    """Write a whole file or, when another command was first, leave that one's."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with open(open_file(draft, os.O_WRONLY | os.O_EXCL), "w") as file:
        json.dump(content, file, indent=2)
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


def _free_ports(*names: str) -> dict[str, int]:
    listeners = {name: socket.create_server(("127.0.0.1", 0)) for name in names}
    ports = {name: listener.getsockname()[1] for name, listener in listeners.items()}
    for listener in listeners.values():
        listener.close()
    return ports
