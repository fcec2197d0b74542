"""manage.py verify_decisions [SLUG] [--noted HASH …]: prove records, settings and public faces; name what is wrong."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from communities.governance.record.chain import head
from communities.governance.record.verify import faults
from communities.models import Community
from tenancy.scope import in_community


class Command(BaseCommand):
    help = "Prove that decisions are what was sealed, and that settings and public faces say what was decided."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", nargs="?", help="one community; without it, all of them")
        parser.add_argument(
            "--noted", nargs="+", default=[], metavar="HASH", help="noted earlier: the community's record must hold it"
        )

    def handle(self, *, slug: str | None, noted: list[str], **_options: Any) -> None:
        communities = Community.objects.order_by("slug")
        if slug:
            communities = communities.filter(slug=slug)
            if not communities:
                raise CommandError(f"There is no community {slug}.")
        elif noted:
            raise CommandError("Name the community whose record must hold the noted hashes.")
        bad = sum(not self._verify(community, noted) for community in communities.iterator())
        if bad:
            raise CommandError(f"Communities that differ from what was decided: {bad}")

    def _verify(self, community: Community, noted: list[str]) -> bool:
        clean = True
        with in_community(community.pk):
            for fault in faults(noted):
                clean = False
                self.stderr.write(f"{community.slug}: {fault}")
            number, hash_ = head()
        if clean:
            self.stdout.write(f"{community.slug}: proved up to decision {number}, sealed {hash_}")
        return clean
