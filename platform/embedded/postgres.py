import os
import shutil
import signal
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .account import Account
from .binaries import postgres_programs
from .errors import CannotStart
from .place import Place
from .process import CLEAN
from .servers import ask, make_folder

PORT = 5432  # names the socket; TCP mode has its own
SOCKET = f".s.PGSQL.{PORT}"
ASKING = b"user\0postgres\0database\0postgres\0\0"
STARTUP = struct.pack("!ii", len(ASKING) + 8, 3 << 16) + ASKING
NOT_YET = b"57P03"  # cannot_connect_now
INITDB = ("--username=postgres", "--auth=reject", "--encoding=UTF8", "--locale=C")
LOCALE = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions")
ACCESS = "local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n"
SETTINGS = {
    "shared_buffers": "128MB",
    "max_connections": "200",
    "max_locks_per_transaction": "128",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "password_encryption": "scram-sha-256",
    "logging_collector": "on",
    "log_filename": "postgres-%a.log",  # a week of days, each overwritten the week after
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_truncate_on_rotation": "on",
}
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
BOOTSTRAP = """\
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
ALTER ROLE postgres PASSWORD '{superuser}';
CREATE ROLE rhizome_owner LOGIN CREATEDB NOSUPERUSER NOCREATEROLE NOBYPASSRLS PASSWORD '{owner}';
CREATE ROLE rhizome_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '{app}';
CREATE DATABASE rhizome OWNER rhizome_owner;
"""


@dataclass(frozen=True)
class Postgres:
    """The database, reached by password alone, through the socket too."""

    place: Place
    name = "postgres"
    title = "PostgreSQL"
    stop_signal = signal.SIGINT  # fast shutdown: doesn't wait for clients

    @property
    def folder(self) -> Path:
        return self.place.folder / "postgres"

    @property
    def pid_file(self) -> Path:
        return self.folder / "postmaster.pid"

    @property
    def access_file(self) -> Path:
        return self.place.folder / "pg_hba.conf"

    def prepare(self, account: Account | None) -> None:
        make_folder(self.place.folder / "log", account)
        (self.place.sockets / f"{SOCKET}.lock").unlink(missing_ok=True)  # a killed server's: no other is in our folder
        if not self.access_file.exists() or self.access_file.read_text() != ACCESS:
            self.access_file.write_text(ACCESS)
            self.access_file.chmod(0o644)
        if not self.folder.is_dir():
            self._create_cluster(account)

    def command(self, account: Account | None) -> list[str]:
        settings = {
            **SETTINGS,
            **self._listening(),
            "hba_file": str(self.access_file),
            "log_directory": str(self.place.folder / "log"),
        }
        if throwaway():
            settings |= THROWAWAY
        postgres = postgres_programs(self.place.folder, account) / "postgres"
        listed = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return [str(postgres), "-D", str(self.folder), *listed]

    def configuration(self) -> bytes:
        return b""

    def answers(self) -> bool | None:
        reply = ask(self.place, self.name, SOCKET, STARTUP)
        return None if reply is None else reply[:1] in (b"R", b"E") and NOT_YET not in reply

    def _listening(self) -> dict[str, str]:
        if self.place.ports:
            ports = {"port": str(self.place.ports["postgres"]), "listen_addresses": "127.0.0.1"}
            return ports | {"unix_socket_directories": ""}
        sockets = {"port": str(PORT), "listen_addresses": ""}
        return sockets | {"unix_socket_directories": str(self.place.sockets), "unix_socket_permissions": "0700"}

    def _create_cluster(self, account: Account | None) -> None:
        """Make the cluster with its roles and database under another name first, so that it is whole or not there."""
        draft = self.folder.with_name("postgres.unfinished")
        shutil.rmtree(draft, ignore_errors=True)
        make_folder(draft, account)
        programs = postgres_programs(self.place.folder, account)
        no_sync = ["--no-sync"] if throwaway() else []
        _run([str(programs / "initdb"), "-D", str(draft), *INITDB, *LOCALE, *no_sync], draft, account)
        alone = [str(programs / "postgres"), "--single", "-D", str(draft), "-c", "exit_on_error=on", "template1"]
        _run(alone, draft, account, BOOTSTRAP.format(**self.place.keys))
        os.rename(draft, self.folder)


def throwaway() -> bool:
    """Whether the caller would rather have speed than data that survives a power cut."""
    return os.environ.get("RHIZOME_FSYNC") == "off"


def _run(command: list[str], folder: Path, account: Account | None, text: str = "") -> None:
    done = subprocess.run(
        command,
        input=text,
        capture_output=True,
        text=True,
        cwd=folder,
        env=CLEAN,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        umask=0o077,
        start_new_session=True,
        check=False,
    )
    if done.returncode:
        raise CannotStart(f"PostgreSQL could not make its database in {folder}:\n{done.stderr.strip()[-1500:]}")
