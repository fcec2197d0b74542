"""The real network's figures by community, group and outcome against the files, read here anew; then what is published of
them, in two successive reports and one that overlaps both and one of everything, to an attacker. For .ci/real.py."""

import csv
import gzip
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.models import Person
from communities.governance.actions import decide_setting
from communities.models import Community
from evaluation.actions import publish_network_report, roll_up
from evaluation.consent import POLICYMAKERS, PUBLIC
from evaluation.counting import outcomes_by_attribute
from evaluation.models import NetworkReport, RollUp
from evaluation.own_names import figures_for
from evaluation.periods import Kind, parse_period
from tenancy.scope import in_community
from tests.evaluation.attacker import MINIMUM, Attacker
from tests.evaluation.told import Told

AFTERWARDS = ("2014-W26", "2014-W27", "2014-06-02--2014-07-04")  # published after everything to date
ATTRIBUTES = ("imd_band", "age_band", "gender", "disability")
MONTHS = {"B": 2, "J": 10}
LET_LEAVE = ["applied", "let_in_share", "handed_in", "marked", "days_to_a_mark"]
Figures = dict[str, Any]  # {community: {attribute: {value: {outcome: n}}}}, "" being everybody


def look(folder: str) -> None:
    begun = time.perf_counter()
    files = list(enrolments(Path(folder)))
    first = NetworkReport.objects.get()
    told = [as_told(first, counted(files, None))]
    let_leave()
    for key in AFTERWARDS:
        told.append(as_told(publish(key), counted(files, parse_period(key).ends)))
    cells = sum(
        len(row) for one in told for tables in one.figures.values() for t in tables.values() for row in t.values()
    )
    print(f"All {cells} figures by community, group and outcome equal the data, in {len(told)} reports.")
    attack(told)
    print(f"   {time.perf_counter() - begun:.1f} s")


def enrolments(folder: Path) -> Iterator[dict[str, Any]]:
    """Each with the days that it began and ended."""
    lengths = {_course(row): int(row["module_presentation_length"]) for row in _rows(folder, "course")}
    days = {(*_course(row), row["id_student"]): row for row in _rows(folder, "student_registration")}
    for row in _rows(folder, "student"):
        module, run = _course(row)
        start, known = date(int(run[:4]), MONTHS[run[4]], 1), days[module, run, row["id_student"]]
        left = known["date_unregistration"] or lengths[module, run]
        yield {
            **row,
            "began": start + timedelta(int(known["date_registration"] or 0)),
            "left": start + timedelta(int(left)),
        }


def counted(files: list[dict[str, Any]], ends: date | None) -> Figures:
    """As they stood on that day: with an outcome once they ended; None: whenever that was."""
    found: Figures = {}
    for row in files:
        if ends and row["began"] > ends:
            continue
        outcome = "" if ends and row["left"] > ends else row["final_result"]
        tables = found.setdefault(row["code_module"].lower(), {})
        for attribute, value in (("", ""), *((name, row[name]) for name in ATTRIBUTES)):
            tables.setdefault(attribute, {}).setdefault(value, Counter())[outcome] += 1
    return found


def let_leave() -> None:
    """Every community, all that can leave of what the files hold."""
    founder, half = Person.objects.get(username="open-university"), len(LET_LEAVE) // 2
    for community in Community.objects.all():
        with in_community(community.pk):
            choice = {POLICYMAKERS: LET_LEAVE[half:], PUBLIC: LET_LEAVE[:half]}
            decide_setting("figures", choice, by=founder, reason="To be attacked.", voted_at=timezone.now())


def publish(key: str) -> NetworkReport:
    period = parse_period(key)
    for community in Community.objects.all():
        with in_community(community.pk):
            roll_up(community, period=period)
    return publish_network_report(period)


def as_told(report: NetworkReport, wanted: Figures) -> Told:
    """Stops where the product has counted otherwise."""
    found, measures = {}, {}
    for community in Community.objects.all():
        with in_community(community.pk):
            rows = list(RollUp.objects.filter(period=report.period))
        if tables := outcomes_by_attribute((one.dims, one.value) for one in rows if one.indicator == "outcomes"):
            found[community.slug] = tables
        if report.kind == Kind.WEEKLY:
            measures[community.slug] = {one.indicator: one.value for one in rows if not one.dims}
    if found != wanted:
        sys.exit(f"{report.period} was made of other figures than the data's.\nfound  {found}\nwanted {wanted}")
    own = figures_for(report, {PUBLIC, POLICYMAKERS})
    return Told(report.period, report.content, report.inputs_hash, wanted, own, measures)


def attack(told: list[Told]) -> None:
    tables = [table for one in told for table in one.content["tables"] if table["as_of"] == one.period]
    cells = [value for table in tables for row in table["rows"] for value in row["cells"].values()]
    own = sum(len(one.own) for one in told)
    small = [one for one in Attacker(told, grows=True).found() if one.value < MINIMUM]
    if found := [*Attacker(told).found(), *small]:  # what has ended in these files never changes: that is known as well
        sys.exit("\n".join(["Given away:", *map(str, found)]))
    print(
        f"None of {cells.count(None)} hidden cells among {len(cells)} is recovered, nor from {own} figures under own names."
    )


def _rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    with gzip.open(folder / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _course(row: dict[str, str]) -> tuple[str, str]:
    return row["code_module"], row["code_presentation"]
