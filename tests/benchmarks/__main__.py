"""Fill a database of its own, measure everything in one run, print the whole table; fails when a bound is missed."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(HERE), str(HERE / "platform")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import embedded  # noqa: E402

embedded.hold()

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from tests.benchmarks import (  # noqa: E402
    closing,
    commons,
    enrolling,
    evaluating,
    founding,
    groups,
    ledger,
    loading,
    merging,
    million,
    pages,
    protection,
    rights,
    suggesting,
    tally,
    threads,
    world,
)
from tests.benchmarks.table import Line, show  # noqa: E402


def main() -> int:
    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    lines: list[Line] = []
    world.fill(10)
    founding.keep_few()
    full = world.fill(1000)
    for measure in (founding.measure, protection.measure, rights.measure, pages.measure, commons.measure):
        lines += measure(full)
    lines += enrolling.measure()
    lines += groups.measure(full)
    lines += suggesting.measure(full)
    lines += loading.measure()
    lines += closing.measure()
    lines += merging.measure()
    lines += threads.measure()
    lines += tally.measure()
    lines += ledger.measure()
    lines += million.measure()
    lines += evaluating.measure(full)
    return show(lines)


if __name__ == "__main__":
    sys.exit(main())
