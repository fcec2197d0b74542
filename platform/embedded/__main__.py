"""python -m embedded [COMMAND [ARGS…]]: run a command while the services are there, or say where they are."""

import os
import signal
import subprocess
import sys
from types import FrameType

from .errors import CannotStart
from .holding import are_running, hold
from .place import open_place


def main(command: list[str]) -> int:
    """The command's exit code, as a shell would give it."""
    try:
        if not command:
            return report()
        hold()
    except CannotStart as error:
        print(error, file=sys.stderr)
        return 1
    return run(command)


def report() -> int:
    """Say where the data is and which services run."""
    place = open_place()
    print(f"data: {place.folder}")
    for title, runs in are_running(place).items():
        print(f"{title}: {'running' if runs else 'not running'}")
    return 0


def run(command: list[str]) -> int:
    """Run a command as our child and pass our signals on to it."""
    try:
        child = subprocess.Popen(command)
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", file=sys.stderr)
        return 127

    def forward(number: int, frame: FrameType | None) -> None:
        if not (number == signal.SIGINT and _at_a_terminal()):
            child.send_signal(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, forward)
    code = child.wait()
    return code if code >= 0 else 128 - code


def _at_a_terminal() -> bool:
    """Whether a Ctrl-C reaches the child without us."""
    return os.isatty(0) and os.tcgetpgrp(0) == os.getpgrp()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
