import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.db import transaction

from communities.models import Community
from demo.oulad.contents import Contents
from demo.oulad.reading import Source
from demo.oulad.writing import write


class Command(BaseCommand):
    help = "Build a network from the Open University Learning Analytics Dataset: all of it, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        files = "course, assessment, student, student_registration and student_assessment, .csv or .csv.gz"
        parser.add_argument("folder", type=Path, help=f"with {files}")
        parser.add_argument("--skip-bad-rows", action="store_true", help="leave out the rows that cannot be used")

    def handle(self, *args: Any, folder: Path, skip_bad_rows: bool, **options: Any) -> None:
        begun = time.perf_counter()
        source = Source(folder)
        with transaction.atomic():
            contents = Contents(source)
            contents.read()
            slugs = {module.lower() for module, _ in contents.presentations}
            if there := Community.objects.filter(slug__in=slugs).first():
                raise CommandError(f"This network is loaded already: there is a community {there.slug}.")
            if source.unreadable or (source.bad and not skip_bad_rows):
                self._refuse(source, contents)
            written = write(contents)
            if source.unreadable or (source.bad and not skip_bad_rows):
                self._refuse(source)
        took = time.perf_counter() - begun
        for bad in source.bad:
            self.stderr.write(str(bad))
        rows = written.learners * 2 + written.enrolments + written.marks
        self.stdout.write(
            f"{written.learners:,} learners, {written.enrolments:,} enrolments, {written.marks:,} marks"
            f" in {took:.1f} s ({rows / took:,.0f} rows/s); {len(source.bad)} bad rows left out"
        )

    def _refuse(self, source: Source, unread: Contents | None = None) -> None:
        """Name every bad row, of the submissions too, and change nothing."""
        if unread and not source.unreadable:
            for _ in unread.submissions():
                pass
        for bad in source.bad:
            self.stderr.write(str(bad))
        raise CommandError(
            f"{len(source.bad)} rows cannot be used; nothing was changed. Leave them out with --skip-bad-rows."
        )
