"""Run the product on real data, and compare what it reports with the data itself, counted here anew."""

import csv
import gzip
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from schools import post_grants  # beside this file

HERE = Path(__file__).resolve().parents[1]
DATA = (HERE / "../shared/data").resolve()
FOLDER = Path(os.environ["RHIZOME_DATA"])
MODULES = ("aaa", "bbb", "ccc", "ddd", "eee", "fff", "ggg")  # communities of the network of real data
ATTRIBUTES = ("imd_band", "gender", "age_band", "disability")
sys.path.insert(0, str(HERE / "platform"))

import embedded  # noqa: E402


def main() -> None:
    if not (DATA / "oulad").is_dir():
        sys.exit(f"There is no real data in {DATA}.")
    shutil.rmtree(FOLDER, ignore_errors=True)
    embedded.hold()
    manage("migrate", "-v", "0")
    manage("load_oulad", str(DATA / "oulad"))
    worker = start_worker()
    try:
        manage("evaluate", "--period", "all", "--wait", "300")
    finally:
        worker.stdin.close()
        worker.wait(30)
    compare(json.loads(manage("report", "--network", "--json", quiet=True)), expected())
    attack()
    read_records()
    take_in()
    grant_to_schools()
    try_hostile_text()
    print(f"The data is left in {FOLDER}; look at it with: RHIZOME_DATA={FOLDER} .venv/bin/python manage.py …")


def attack() -> None:
    """Successive and overlapping reports, which give nothing away that they hide."""
    look = f"from tests.evaluation.real import look; look({str(DATA / 'oulad')!r})"
    manage("shell", "--no-imports", "--command", look)


def read_records() -> None:
    print("== what ten learners see", flush=True)
    paths = os.pathsep.join([str(HERE), str(HERE / "platform")])
    told = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": paths}
    asked = [sys.executable, ".ci/records.py", str(DATA / "oulad")]
    if subprocess.run(asked, cwd=HERE, env=told, check=False).returncode:
        sys.exit("A learner sees another record than the data's.")


def take_in() -> None:
    """Every framework, and Oak's computing curriculum, each into a community of its own."""
    for slug, path in zip(MODULES, sorted((DATA / "case").iterdir()), strict=False):
        manage("import_case", str(path), "--community", slug)
    folder = str(DATA / "curriculum_oak")
    told = json.loads(manage("import_oak", folder, "--community", MODULES[0], "--json", quiet=True))
    for one in told["not_kept"]:
        print(f"  not kept: {one['element']}: {one['reason']}")
    print(told["imported"])
    wanted = {"programmes": 15, "units": 75, "lessons": 528, "key_learning_points": 1766}
    if wrong := {kind: told["imported"].get(kind) for kind in wanted if told["imported"].get(kind) != wanted[kind]}:
        sys.exit(f"Oak computing: wanted {wanted}, found {wrong}.")


def grant_to_schools() -> None:
    """So much for each pupil, in the books of 2,171 schools and of the network at once."""
    if wrong := post_grants(DATA / "schools_nsw", manage):
        sys.exit(f"The grant to schools: {wrong}.")


def try_hostile_text() -> None:
    """Every string of the Big List of Naughty Strings in every text field of curricula."""
    print("== hostile text", flush=True)
    told = os.environ | {"RHIZOME_TEXTS": str(DATA / "ledger_i18n" / "blns.json")}
    tried = [sys.executable, "-m", "pytest", "-q", "-rP", "--show-capture=stdout", "-n", "2", "tests/hostile"]
    if subprocess.run(tried, cwd=HERE, env=told, check=False).returncode:
        sys.exit("Hostile text did harm.")


def manage(*words: str, quiet: bool = False) -> str:
    print(f"== manage.py {' '.join(words)}", flush=True)
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=HERE, text=True, stdout=subprocess.PIPE, check=False
    )
    if done.returncode:
        sys.exit(f"{done.stdout}\nmanage.py {words[0]} failed.")
    if not quiet:
        print(done.stdout, end="")
    print(f"   {time.perf_counter() - begun:.1f} s", flush=True)
    return done.stdout


def start_worker() -> Any:
    celery = [sys.executable, "-m", "celery", "-A", "config", "--quiet", "worker", "--concurrency", "2", "-B"]
    paths = os.pathsep.join([str(HERE), str(HERE / "platform")])
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": paths}
    beat_state = ["--schedule", str(FOLDER / "beat"), "--without-gossip", "--without-mingle"]
    with (FOLDER / "worker.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "demo.leash", *celery, *beat_state],
            cwd=HERE, env=environment, stdin=subprocess.PIPE, stdout=log, stderr=log,
        )  # fmt: skip


def expected() -> dict[str, Any]:
    """The same tables, straight from the file."""
    figures: dict[str, Any] = {"outcomes": Counter(), "by_community": {}, "by": {name: {} for name in ATTRIBUTES}}
    with gzip.open(DATA / "oulad" / "student.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            result = row["final_result"]
            figures["outcomes"][result] += 1
            figures["by_community"].setdefault(row["code_module"].lower(), Counter())[result] += 1
            for name in ATTRIBUTES:
                figures["by"][name].setdefault(row[name], Counter())[result] += 1
    return figures


def compare(found: dict[str, Any], wanted: dict[str, Any]) -> None:
    if found != wanted:
        sys.exit(f"The report differs from the data.\nfound  {json.dumps(found)}\nwanted {json.dumps(wanted)}")
    if wanted["outcomes"] != {"Pass": 12_361, "Withdrawn": 10_156, "Fail": 7_052, "Distinction": 3_024}:
        sys.exit(f"The data is not the dataset as published: {wanted['outcomes']}")
    cells = sum(len(row) for table in (wanted["by_community"], *wanted["by"].values()) for row in table.values())
    print(f"All {cells} cross counts and 4 totals equal the data: {dict(wanted['outcomes'])}")


if __name__ == "__main__":
    main()
