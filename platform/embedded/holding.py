import atexit
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from .account import service_account
from .addresses import BROKER, DATABASE, addresses
from .errors import CannotStart
from .keys import open_file
from .place import CHECKOUT, Place, data_folder, let_in, make_sockets, open_place
from .postgres import Postgres
from .process import running
from .servers import Server
from .supervise import ensure, stop
from .valkey import Valkey

if sys.platform != "win32":
    import fcntl

TURN = 180.0  # seconds to wait for another command that starts or stops the services

_locks: dict[int, int] = {}  # by process: a forked child must take a lock of its own


def environment() -> dict[str, str]:
    """The variables under which the embedded services are reached. Makes the data folder, starts nothing."""
    return addresses(open_place())


def hold() -> None:
    """Have the services whose address isn't given running until this process ends, their addresses in os.environ."""
    if os.getpid() in _locks or _all_given():
        return
    if sys.platform == "win32":
        raise CannotStart("There are no embedded services for Windows. Set DATABASE_URL and REDIS_URL.")
    place = open_place()
    ours = _not_given(addresses(place))
    try:
        _take_part(place, [server for name, server in _servers(place).items() if name in ours])
    except CannotStart:
        _leave(place)
        raise
    except OSError as error:
        _leave(place)
        raise CannotStart(f"{place.folder} can't be used: {error}. Set RHIZOME_DATA to another folder.") from error
    for name in ours:
        os.environ[name] = os.environ.get(name) or addresses(place)[name]
    os.environ["RHIZOME_EMBEDDED"] = str(place.folder)


def are_running(place: Place) -> dict[str, bool]:
    """Whether each service runs and answers, by its title."""
    return {server.title: bool(running(server.pid_file) and server.answers()) for server in _servers(place).values()}


def _servers(place: Place) -> dict[str, Server]:
    """The servers, each by the variable that says where it is."""
    return {"DATABASE_URL": Postgres(place), "REDIS_URL": Valkey(place)}


def _all_given() -> bool:
    given = all(os.environ.get(name) for name in ("DATABASE_URL", "REDIS_URL"))
    by = os.environ.get("RHIZOME_EMBEDDED")
    return given and (by is None or by != str(data_folder()))


def _not_given(ours: dict[str, str]) -> list[str]:
    """The variables that are ours to set: those of a server given from outside all belong to the giver."""
    groups = [names for names in (DATABASE, BROKER) if os.environ.get(names[0], "") in ("", ours[names[0]])]
    return [*(name for names in groups for name in names), "SECRET_KEY"]


def _take_part(place: Place, servers: list[Server]) -> None:
    """Join the commands that use the services, and see that they run before anyone can leave."""
    with _turn(place):
        lock = open_file(place.folder / "in-use.lock", os.O_RDWR)
        alone = _lock(lock, fcntl.LOCK_EX)
        fcntl.flock(lock, fcntl.LOCK_SH)
        _locks[os.getpid()] = lock
        atexit.register(_leave_for_good, place)
        _exit_on_signals()
        account = service_account(place.folder)
        let_in(place, account)
        make_sockets(place, account)
        started = [ensure(server, account, alone=alone) for server in servers]
    if any(started) and place.folder != CHECKOUT / ".data":
        print(f"Rhizome keeps its data in {place.folder}", file=sys.stderr)


def _leave(place: Place) -> None:
    """Stop the services if nobody else uses them."""
    lock = _locks.pop(os.getpid(), None)
    if lock is None:
        return
    try:
        with _turn(place):
            if _lock(lock, fcntl.LOCK_EX):
                for server in _servers(place).values():
                    stop(server)
                with suppress(OSError):
                    place.sockets.rmdir()
            os.close(lock)
    except (CannotStart, OSError) as error:
        print(f"The services of {place.folder} could not be stopped: {error}", file=sys.stderr)


def _leave_for_good(place: Place) -> None:
    """Leave at the end of the process, with nothing to cut it short: it ends by itself."""
    if threading.current_thread() is threading.main_thread() and os.getpid() in _locks:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
    _leave(place)


@contextmanager
def _turn(place: Place) -> Iterator[None]:
    """Be the only command that starts or stops the services of this place."""
    path = place.folder / "start.lock"
    turn = open_file(path, os.O_RDWR)
    try:
        deadline = time.monotonic() + TURN
        while not _lock(turn, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                raise CannotStart(f"Another command has been starting or stopping the services for too long: {path}.")
            time.sleep(0.01)
        yield
    finally:
        os.close(turn)


def _lock(descriptor: int, kind: int) -> bool:
    """Take the lock unless another command holds it."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _exit_on_signals() -> None:
    """Have SIGTERM and a closed terminal end the process in the ordinary way, so that it leaves."""
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _exit)


def _exit(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
