"""What the commands that take files in have in common."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.core.management import CommandError
from django.core.management.base import BaseCommand

from communities.models import Community
from curriculum.interchange.actions import bring_in
from curriculum.interchange.importers import IMPORTERS, Report
from curriculum.interchange.sources import in_folder, source_of
from tenancy.refusal import Refused
from tenancy.scope import in_community


class ImportCommand(BaseCommand):
    kind: ClassVar[str]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the folder" if IMPORTERS[self.kind].is_many else "the file")
        parser.add_argument("--community", required=True, help="its address (slug)")
        parser.add_argument("--json", action="store_true", help='print {"imported", "not_kept"}')

    def handle(self, *args: Any, path: Path, community: str, **options: Any) -> None:
        importer, found = IMPORTERS[self.kind], Community.objects.filter(slug=community).first()
        if found is None:
            raise CommandError(f"There is no community with the address {community}.")
        try:
            with in_community(found.pk):
                sources = in_folder(path, importer) if importer.is_many else [source_of(path.name, path.read_bytes())]
                report = bring_in(importer, sources)
        except (OSError, Refused) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False) if options["json"] else said(report))


def said(report: Report) -> str:
    came = ", ".join(f"{number:,} {kind}" for kind, number in report.imported.items())
    left = [f"  not kept: {one['element']}: {one['reason']}" for one in report.not_kept]
    return "\n".join([f"Taken in: {came}.", *left])
