"""manage.py load_schools FOLDER: schools as communities, and a grant to each by its enrolment."""

import json
import time
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand

from accounts.models import Person
from demo.oulad.reading import Source
from demo.schools.granting import CURRENCY, RULE, found_all, grant, granted, seal_all
from demo.schools.reading import schools
from tenancy.refusal import Refused


class Command(BaseCommand):
    help = (
        "Make a community of each school of New South Wales' master dataset; then grant by enrolment, all or nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="with master_dataset.csv")
        parser.add_argument("--per-pupil", type=int, default=0, help="cents for each full-time equivalent")
        parser.add_argument("--on", type=date.fromisoformat, default=date(2020, 3, 5), help="when it takes effect")
        parser.add_argument("--json", action="store_true", help="tell what the books say for programs")

    def handle(self, *args: Any, folder: Path, per_pupil: int, on: date, **options: Any) -> None:
        source = Source(folder)
        found = list(schools(source))
        if source.bad:
            for bad in source.bad:
                self.stderr.write(str(bad))
            raise CommandError(f"{len(source.bad)} rows cannot be used; nothing was changed.")
        founder, _made = Person.objects.get_or_create(
            username="nsw-schools", defaults={"name": "NSW schools import", "password": "!"}
        )
        begun = time.perf_counter()
        communities = found_all(founder, found)
        founded = time.perf_counter()
        if per_pupil:
            try:
                grant(communities, per_pupil, on=on, by=founder)
            except Refused as refusal:
                raise CommandError(f"No grant was posted: {refusal}") from refusal
            seal_all(communities)
        told = granted(communities)
        result = {
            "schools": len(communities),
            "blank": [school.code for school in found if school.enrolled is None],
            "rule": RULE,
            "currency": CURRENCY,
            "by_network": told.by_network,
            "by_school": told.by_school,
            "seconds": {"founding": founded - begun, "granting": time.perf_counter() - founded},
        }
        self.stdout.write(json.dumps(result) if options["json"] else self._words(result))

    def _words(self, result: dict[str, Any]) -> str:
        by_school, blank = result["by_school"], result["blank"]
        return (
            f"{result['schools']:,} schools; {len(by_school):,} were granted {sum(by_school.values()):,} cents"
            f" {CURRENCY} in their books, {result['by_network']:,} in the network's.\n{RULE}\n"
            f"No enrolment is published of {len(blank)}: {', '.join(blank)}"
        )
