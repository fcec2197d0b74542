"""manage.py export_journal SLUG --format beancount|hledger: a community's books as a plain-text journal."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from communities.models import Community
from funding.reports.journal_writers import WRITERS
from funding.reports.journals import journal
from tenancy.scope import in_community


class Command(BaseCommand):
    help = "Write a community's whole books as a plain-text journal, with balance assertions, to the standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="of the community")
        parser.add_argument("--format", choices=sorted(WRITERS), default="beancount")

    def handle(self, *, slug: str, format: str, **_options: Any) -> None:
        community = Community.objects.filter(slug=slug).first()
        if community is None:
            raise CommandError(f"There is no community {slug}.")
        with in_community(community.pk):
            for line in journal(format):
                self.stdout.write(line)
