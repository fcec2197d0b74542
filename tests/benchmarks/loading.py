"""How fast real data comes in, where there is some."""

import re
import subprocess
import sys
from pathlib import Path

import psutil

from tests.benchmarks.table import Line

HERE = Path(__file__).resolve().parents[2]
FOLDER = HERE / "../shared/data/oulad"


def measure() -> list[Line]:
    if not FOLDER.is_dir():
        return []
    command = [sys.executable, "manage.py", "load_oulad", str(FOLDER.resolve())]
    process = psutil.Popen(command, cwd=HERE, stdout=subprocess.PIPE, text=True)
    most = 0
    while process.poll() is None:
        try:
            most = max(most, process.memory_info().rss)
            process.wait(0.05)
        except (psutil.TimeoutExpired, psutil.NoSuchProcess):
            continue
    told = process.stdout.read()
    found = re.search(r"\(([\d,]+) rows/s\)", told)
    assert found, told
    return [
        Line("load_oulad, end to end", float(found[1].replace(",", "")), "r/s", 20_000),
        Line("load_oulad, memory", most / 1e6, "MB", 500, at_least=False),
    ]
