"""Run a command that ends with whoever started it: when standard input closes, it is stopped.

`python -m demo.leash COMMAND …`; a killed parent closes the pipe as an orderly one does."""

import os
import signal
import subprocess
import sys
import threading

PATIENCE = 8  # seconds between asking and killing


def main(command: list[str]) -> int:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which closes the pipe
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)

    def watch() -> None:
        while os.read(0, 1024):
            pass
        _stop(child)

    threading.Thread(target=watch, daemon=True).start()
    return child.wait()


def _stop(child: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(child.pid, number)
            child.wait(PATIENCE)
            return
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
