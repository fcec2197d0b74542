import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

if sys.platform != "win32":
    import pwd

NAME = "rhizome"
NEW_ACCOUNT = (
    ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/", "--shell", "/bin/false", NAME],
    ["adduser", "-S", "-D", "-H", "-h", "/", "-s", "/bin/false", NAME],  # BusyBox
)


class Account(NamedTuple):
    uid: int
    gid: int
    name: str


def is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def find_account(name: str = NAME) -> Account | None:
    """The account of that name on this system."""
    try:
        found = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(found.pw_uid, found.pw_gid, name)


def service_account(folder: Path) -> Account | None:
    """Who runs the servers when we are root, which they refuse to be; None when they run as ourselves."""
    if not is_root():
        return None
    for owned in (folder / "postgres", folder / "valkey", folder):
        if owned.is_dir() and (owner := owned.stat()).st_uid != 0:
            return Account(owner.st_uid, owner.st_gid, _name_of(owner.st_uid))
    return find_account() or _create_account() or find_account("nobody") or Account(65534, 65534, "nobody")


def may_reach(path: Path, account: Account | None) -> bool:
    """Whether the account (None: one that owns nothing) may enter a folder and each folder above it."""
    path = path.resolve()
    return all(_may_enter(folder, account) for folder in (path, *path.parents))


def _may_enter(folder: Path, account: Account | None) -> bool:
    stat = folder.stat()
    if account and stat.st_uid == account.uid:
        return bool(stat.st_mode & 0o100)
    if account and stat.st_gid == account.gid:
        return bool(stat.st_mode & 0o010)
    return bool(stat.st_mode & 0o001)


def _create_account() -> Account | None:
    for command in NEW_ACCOUNT:
        if not shutil.which(command[0]):
            continue
        for _attempt in range(5):  # another checkout may be writing the same file
            subprocess.run(command, capture_output=True, check=False)
            if account := find_account():
                return account
            time.sleep(0.2)
    return None


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
