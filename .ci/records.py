"""What ten learners of the Open University see of themselves across communities, against the files, read here anew.

Asked of the product as each of them would: the API of one's own learning, signed in."""

import csv
import gzip
import sys
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import django
from django.contrib.auth import get_user_model
from django.test import Client

MINE = "/api/v1/me/learning/"
Course = tuple[str, str]  # module, presentation
MONTHS = {"B": 2, "J": 10}
# (module, presentation): result, and the score and day of each assessment by its number
Record = dict[Course, tuple[str, dict[str, tuple[float | None, str]]]]


def main(folder: Path) -> None:
    django.setup()
    wanted = expected(folder)
    for student, record in wanted.items():
        seen = seen_by(student)
        if seen != record:
            sys.exit(f"Learner {student} sees another record.\nseen   {seen}\nwanted {record}")
        words = (f"{module} {run} {result} ({len(marks)} marks)" for (module, run), (result, marks) in record.items())
        print(f"  learner {student}: {'; '.join(words)}")
    marks = sum(len(marks) for record in wanted.values() for _result, marks in record.values())
    courses = sum(map(len, wanted.values()))
    print(f"What {len(wanted)} learners see of {courses} enrolments and {marks} marks equals the data.")


def seen_by(student: str) -> Record:
    """Its learner's own, from every community."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.get(username=f"ou{student}"))
    rows, address, record = [], MINE, {}
    while address:
        told = client.get(address).json()
        rows += told["results"]
        address = told["next"]
    for row in rows:
        marks = {
            one["title"].split()[1].rstrip(","): _mark(one["mark"])
            for one in client.get(f"{MINE}{row['id']}/").json()["activities"]
            if one["mark"]
        }
        record[row["community"].upper(), row["title"].rpartition(" ")[2]] = row["outcome"], marks
    return dict(sorted(record.items()))


def _mark(mark: dict[str, Any]) -> tuple[float | None, str]:
    return None if mark["score"] is None else float(mark["score"]), mark["submitted_on"] or ""


def expected(folder: Path) -> dict[str, Record]:
    """The ten with the most modules, the lowest numbers first."""
    results: dict[str, dict[Course, str]] = defaultdict(dict)
    for row in rows_of(folder, "student"):
        results[row["id_student"]][row["code_module"], row["code_presentation"]] = row["final_result"]
    most = sorted(results, key=lambda one: (-len({module for module, _ in results[one]}), int(one)))[:10]
    course = {
        row["id_assessment"]: (row["code_module"], row["code_presentation"]) for row in rows_of(folder, "assessment")
    }
    records: dict[str, Record] = {
        one: {at: (result, {}) for at, result in sorted(results[one].items())} for one in most
    }
    for row in rows_of(folder, "student_assessment"):
        if row["id_student"] in records:
            at = course[row["id_assessment"]]
            score = float(row["score"]) if row["score"] not in ("", "?") else None
            day = first_day(at[1]) + timedelta(days=int(row["date_submitted"]))
            records[row["id_student"]][at][1][row["id_assessment"]] = score, day.isoformat()
    return records


def first_day(presentation: str) -> date:
    """“2013J” begins with October 2013, “2014B” with February 2014."""
    return date(int(presentation[:4]), MONTHS[presentation[4]], 1)


def rows_of(folder: Path, name: str) -> "csv.DictReader[str]":
    return csv.DictReader(gzip.open(folder / f"{name}.csv.gz", "rt", encoding="utf-8", newline=""))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
