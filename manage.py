#!/usr/bin/env python
"""Run a management command; services that are not given by the environment are started for it."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "platform")]


def main() -> None:
    import embedded

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if embedded.needs_services(sys.argv):
        try:
            embedded.hold()
        except embedded.CannotStart as problem:
            sys.exit(str(problem))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
