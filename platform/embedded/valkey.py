import signal
from dataclasses import dataclass
from pathlib import Path

from .account import Account
from .binaries import valkey_program
from .place import Place
from .servers import ask, make_folder

SOCKET = "valkey.sock"


@dataclass(frozen=True)
class Valkey:
    """Cache and broker: keys that expire make room for others, jobs are never evicted."""

    place: Place
    name = "valkey"
    title = "Valkey"
    stop_signal = signal.SIGTERM

    @property
    def folder(self) -> Path:
        return self.place.folder / "valkey"

    @property
    def pid_file(self) -> Path:
        return self.folder / "valkey.pid"

    def prepare(self, account: Account | None) -> None:
        make_folder(self.folder, account)

    def command(self, account: Account | None) -> list[str]:
        options = {
            "dir": str(self.folder),
            "pidfile": str(self.pid_file),
            "daemonize": "no",
            "set-proc-title": "no",
            "databases": "16",
            "maxmemory": "128mb",
            "maxmemory-policy": "volatile-lru",
            "save": "60 1",
            "loglevel": "warning",
            **self._listening(),
        }
        listed = [word for option, value in options.items() for word in (f"--{option}", value)]
        return [str(valkey_program(self.place.folder, account)), "-", *listed]

    def configuration(self) -> bytes:
        return f"requirepass {self.place.keys['valkey']}\n".encode() if self.place.ports else b""

    def answers(self) -> bool | None:
        login = f"AUTH {self.place.keys['valkey']}\r\n" if self.place.ports else ""
        reply = ask(self.place, self.name, SOCKET, f"{login}PING\r\n".encode())
        return None if reply is None else b"-" not in reply and b"+" in reply

    def _listening(self) -> dict[str, str]:
        if self.place.ports:
            return {"port": str(self.place.ports["valkey"]), "bind": "127.0.0.1"}
        return {"port": "0", "unixsocket": str(self.place.sockets / SOCKET), "unixsocketperm": "700"}
