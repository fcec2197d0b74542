"""Proves every community's decisions and settings, and names the first difference of each."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from communities.governance.verify import first_difference
from communities.models import Community
from tenancy.scope import in_community


class Command(BaseCommand):
    help = "Proves that decisions have no gaps, and that settings and public faces follow from them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?", help="one community; without it, all of them")

    def handle(self, *args: Any, **options: Any) -> None:
        communities = Community.objects.order_by("slug")
        if options["slug"]:
            communities = communities.filter(slug=options["slug"])
            if not communities:
                raise CommandError(f"There is no community {options['slug']}.")
        wrong = 0
        for community in communities.iterator():
            with in_community(community.pk):
                difference = first_difference(community)
            if difference:
                wrong += 1
                self.stderr.write(f"{community.slug}: {difference}")
        if wrong:
            raise CommandError(f"{wrong} communities differ from their decisions.")
        self.stdout.write("Every setting follows from a decision, and every public face shows it.")
